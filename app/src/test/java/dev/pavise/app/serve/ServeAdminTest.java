package dev.pavise.app.serve;

import static dev.pavise.app.serve.ServeProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin port of `pavise serve`.
class ServeAdminTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// Has a tool that answers, one that fails, and one that waits for a file.
    private static final String SERVER = """
            import json, os, sys, time
            def tool(name):
                return {"name": name, "description": "A tool.", "inputSchema": {"type": "object"}}
            def answer(message):
                if message["method"] == "initialize":
                    return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                            "serverInfo": {"name": "s", "version": "2"}}
                if message["method"] == "tools/list":
                    return {"tools": [tool("good"), tool("bad"), tool("slow")]}
                name = message["params"]["name"]
                if name == "slow":
                    print(json.dumps({"jsonrpc": "2.0", "method": "notifications/message",
                                      "params": {"level": "info", "data": "begun"}}), flush=True)
                while name == "slow" and not os.path.exists(sys.argv[1]): time.sleep(0.02)
                return {"content": [{"type": "text", "text": "done"}], "isError": name == "bad"}
            def replied(message):
                if message["method"] in ("initialize", "tools/list", "tools/call"): return {"result": answer(message)}
                return {"error": {"code": -32601, "message": "no such method"}}
            for line in sys.stdin:
                message = json.loads(line)
                if "id" in message:
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], **replied(message)}), flush=True)
            """;

    @TempDir
    static Path home;

    private static String key;

    @BeforeAll
    static void prepare() throws IOException {
        Files.writeString(home.resolve("srv.py"), SERVER);
        var pavise = new Pavise(home);
        key = String.valueOf(
                ServeProcess.json(pavise.does("keys add ana --json").out().strip())
                        .string("key"));
    }

    @Test
    void operations_rulings_and_states_are_counted_under_names_that_nobody_can_make_up() throws Exception {
        Path file = config("counting.yaml", "127.0.0.1:0");
        try (var service = ServeProcess.start(home, file, Map.of())) {
            assertThat(metrics(service)).contains("pavise_server_state{server=\"py\",state=\"lazy\"} 1.0");
            String session = open(service);
            for (String tool : List.of("good", "bad", "made-up-by-a-client")) call(service, session, tool);
            service.ask("POST", "py", key, request(9, "made/up", "{}"), "Mcp-Session-Id", session);

            String text = metrics(service);
            assertThat(counts(text))
                    .contains(
                            "initialize|||",
                            "tools/list|||",
                            "tools/call|good||",
                            "tools/call|bad|tool_error|server",
                            "tools/call|other|tool_error|client",
                            "other||-32601|client");
            assertThat(text)
                    .contains("mcp_server_operation_duration_seconds_bucket")
                    .contains("le=\"0.01\"} ", "le=\"300.0\"} ")
                    .contains("pavise_server_state{server=\"py\",state=\"up\"} 1.0")
                    .contains("pavise_http_sessions 1.0")
                    .contains("pavise_guard_rulings_total{guard=\"pins\",ruling=\"denied\"} 1.0")
                    .contains("pavise_received_bytes_total{server=\"py\",way=\"to_server\"} ")
                    .contains("pavise_sent_bytes_total{server=\"py\",way=\"to_client\"} ")
                    .contains("pavise_ledger_write_duration_seconds_bucket")
                    .contains("jvm_memory_used_bytes")
                    .doesNotContain("made-up", "made/up", "s3cret", "\"ana\"", session);

            assertThat(service.ask("DELETE", "py", key, "", "Mcp-Session-Id", session)
                            .statusCode())
                    .isEqualTo(204);
            awaitMetric(service, "mcp_server_session_duration_seconds_count{server=\"py\"} 1");
            awaitMetric(service, "pavise_http_sessions 0.0");
            awaitMetric(service, "pavise_server_state{server=\"py\",state=\"lazy\"} 1.0");
        }
    }

    @Test
    void a_configuration_with_faults_is_told_until_it_is_put_right() throws Exception {
        Path file = config("broken.yaml", "127.0.0.1:0");
        String sound = Files.readString(file);
        try (var service = ServeProcess.start(home, file, Map.of())) {
            assertThat(admin(service, "/healthz").body()).isEqualTo("ok\n");
            awaitReady(service, "ready");
            Files.writeString(file, "servers: [");
            awaitReady(service, "ready, by the settings from before: ");
            Files.writeString(file, sound);
            awaitReady(service, "ready\n");
        }
    }

    @Test
    void while_calls_are_let_end_it_is_not_ready_and_says_so() throws Exception {
        Path file = config("draining.yaml", "127.0.0.1:0");
        try (var service = ServeProcess.start(home, file, Map.of())) {
            String session = open(service);
            var slow = CompletableFuture.supplyAsync(() -> call(service, session, "slow"));
            awaitMetric(
                    service,
                    "pavise_rulings_total{enforced=\"true\",ruling=\"passed\",server=\"py\",way=\"to_client\"} 3.0");

            assertThat(service.process().toHandle().destroy()).isTrue();
            awaitReady(service, "about to end");
            Files.writeString(home.resolve("go"), "");
            assertThat(slow.get(60, TimeUnit.SECONDS).body()).contains("done");
            assertThat(service.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_taken_port_is_said_and_nothing_is_served() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            var outcome = ServeProcess.ends(home, config("taken-admin.yaml", address));
            assertThat(outcome.exit()).isEqualTo(4);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .isEqualTo("admin.listen " + address + ": somebody else listens there\n"
                            + "hint: name another port under admin in pavise.yaml\n");
        }
    }

    @Test
    void without_the_setting_there_is_no_port_and_nothing_of_its_libraries_is_loaded() throws Exception {
        Path loaded = home.resolve("loaded.txt");
        Path file = config("none.yaml", "");
        try (var service =
                ServeProcess.start(home, file, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded))) {
            assertThat(service.ready().string("admin")).isNull();
            assertThat(call(service, open(service), "good").body()).contains("done");
        }
        assertThat(Files.readString(loaded))
                .contains("dev.pavise.app.serve.Serving")
                .doesNotContain("io.micrometer", "io.prometheus", "dev.pavise.app.admin.Metrics ");
    }

    private static String open(ServeProcess service) {
        var opened = service.ask(
                "POST",
                "py",
                key,
                request(
                        1,
                        "initialize",
                        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}"));
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        String told = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
        service.ask("POST", "py", key, told, "Mcp-Session-Id", session);
        service.ask("POST", "py", key, request(2, "tools/list", "{}"), "Mcp-Session-Id", session);
        return session;
    }

    private static HttpResponse<String> call(ServeProcess service, String session, String tool) {
        String params = "{\"name\":\"" + tool + "\",\"arguments\":{\"x\":\"s3cret\"}}";
        return service.ask("POST", "py", key, request(3, "tools/call", params), "Mcp-Session-Id", session);
    }

    /// Method, tool, error and whose fault that is, of each operation that was counted.
    private static List<String> counts(String text) {
        return text.lines()
                .filter(line -> line.startsWith("mcp_server_operation_duration_seconds_count"))
                .map(line -> label(line, "mcp_method_name") + "|" + label(line, "gen_ai_tool_name") + "|"
                        + label(line, "error_type") + "|" + label(line, "fault"))
                .toList();
    }

    private static String label(String line, String name) {
        return line.replaceFirst(".*[{,]" + name + "=\"([^\"]*)\".*", "$1");
    }

    private static String metrics(ServeProcess service) throws Exception {
        return admin(service, "/metrics").body();
    }

    private static HttpResponse<String> admin(ServeProcess service, String path) throws Exception {
        var at = URI.create(service.ready().string("admin") + path);
        return CLIENT.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void awaitMetric(ServeProcess service, String line) throws Exception {
        await(service, "/metrics", line);
    }

    private static void awaitReady(ServeProcess service, String words) throws Exception {
        HttpResponse<String> page = await(service, "/readyz", words);
        assertThat(page.statusCode()).isEqualTo(words.startsWith("ready") ? 200 : 503);
    }

    private static HttpResponse<String> await(ServeProcess service, String path, String words) throws Exception {
        return Poll.until(() -> admin(service, path), page -> page.body().contains(words));
    }

    private static Path config(String file, String admin) throws IOException {
        var server = new JsonLine()
                .put("command", "python3")
                .put(
                        "args",
                        List.of(
                                home.resolve("srv.py").toString(),
                                home.resolve("go").toString()));
        var settings = new JsonLine().put("listen", "127.0.0.1:0").put("servers", Map.of("py", server));
        if (!admin.isEmpty()) settings.put("admin", new JsonLine().put("listen", admin));
        return Files.writeString(home.resolve(file), settings.toString());
    }
}
