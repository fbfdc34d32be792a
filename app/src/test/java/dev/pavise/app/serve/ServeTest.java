package dev.pavise.app.serve;

import static dev.pavise.app.serve.ServeProcess.initialize;
import static dev.pavise.app.serve.ServeProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.up.Sample;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise serve` as people start it: a process that serves several servers behind one address.
class ServeTest {

    /// Speaks both eras, and says its name and the name of the file that it was given.
    private static final String SERVER = """
            import json, sys
            def answer(message):
                if message["method"] == "initialize":
                    return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                            "serverInfo": {"name": sys.argv[1], "version": "2"}}
                if message["method"] == "tools/list":
                    return {"tools": [{"name": "who", "description": "Says who it is.",
                                       "inputSchema": {"type": "object"}}],
                            "resultType": "complete", "ttlMs": 0, "cacheScope": "private"}
                return {"content": [{"type": "text", "text": "I am " + sys.argv[1]}], "resultType": "complete"}
            for line in sys.stdin:
                message = json.loads(line)
                if "id" in message:
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer(message)}), flush=True)
            """;

    @TempDir
    static Path home;

    private static Pavise pavise;
    private static ServeProcess service;
    private static String key;

    @BeforeAll
    static void serve() throws IOException {
        pavise = new Pavise(home);
        Files.writeString(home.resolve("srv.py"), SERVER);
        key = added("ana");
        service = ServeProcess.start(home, config("pavise.yaml", "127.0.0.1:0", "market", "py", "@team/py"), Map.of());
    }

    @AfterAll
    static void end() {
        service.close();
    }

    /// Whoever reads stdout reads JSON there, or nothing.
    @Test
    void a_broken_configuration_is_told_on_stderr_alone() throws IOException {
        Path broken = Files.writeString(home.resolve("broken.yaml"), "listen: nowhere\nbogus: 1\n");
        ServeProcess.Outcome outcome = ServeProcess.ends(home, broken);
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(broken + ":1:9: ", broken + ":2:1: ");
    }

    @Test
    void its_first_line_says_where_it_serves_and_what() {
        assertThat(service.url()).matches("http://127\\.0\\.0\\.1:[0-9]+");
        assertThat(service.ready().string("event")).isEqualTo("ready");
        assertThat(service.ready().at("servers").elements())
                .extracting(each -> each.text())
                .containsExactly("market", "py", "team-py");
    }

    @Test
    void a_legacy_client_has_a_session_and_is_guarded() {
        var opened = service.ask("POST", "market", key, initialize());
        assertThat(opened.statusCode()).isEqualTo(200);
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(opened.body()).contains("sample-market");

        String[] headers = {"Mcp-Session-Id", session, "MCP-Protocol-Version", "2025-11-25"};
        var told = service.ask(
                "POST", "market", key, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", headers);
        assertThat(told.statusCode()).isEqualTo(202);
        var list = service.ask("POST", "market", key, request(2, "tools/list", "{}"), headers);
        assertThat(list.body()).contains("\"quote\"").contains("\"stock\"").doesNotContain("\"rates\"");
        var called = service.ask(
                "POST",
                "market",
                key,
                request(3, "tools/call", "{\"name\":\"quote\",\"arguments\":{\"item\":\"apple\"}}"),
                headers);
        assertThat(called.body()).contains("2.40 EUR");

        assertThat(service.ask("DELETE", "market", key, "", headers).statusCode())
                .isEqualTo(204);
        assertThat(service.ask("POST", "market", key, request(4, "ping", "{}"), headers)
                        .statusCode())
                .isEqualTo(404);
        assertThat(pavise.does("ledger query --json --server market").out())
                .contains("\"principal\":\"ana\"")
                .doesNotContain(key);
    }

    @Test
    void a_modern_client_needs_no_session() {
        assertThat(modern("py", key).body()).contains("I am py");
        assertThat(modern("py", key).headers().firstValue("Mcp-Session-Id")).isEmpty();
    }

    @Test
    void a_name_that_fits_into_no_path_has_a_door_all_the_same() {
        assertThat(modern("team-py", key).body()).contains("I am @team/py");
        assertThat(pavise.does("pins list @team/py --json").out()).contains("\"server\":\"@team/py\"");
    }

    @Test
    void old_clients_are_told_the_door_to_send_to() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/s/team-py/sse"))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream")
                .build();
        try (var client = HttpClient.newHttpClient();
                var events = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            String first = new String(events.readNBytes(60), StandardCharsets.US_ASCII);
            assertThat(first).startsWith("event: endpoint\ndata: /s/team-py/messages?");
            client.shutdownNow();
        }
    }

    @Test
    void nobody_comes_in_without_a_key() throws Exception {
        for (String wrong : List.of("", "pavise_", key + "x", key.substring(1))) {
            var refused = service.ask("POST", "market", wrong, initialize());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(refused.body()).doesNotContain("market");
        }
        Poll.until(
                () -> pavise.does("ledger query --json --method http/401").out().contains("/s/market/mcp"));
        assertThat(pavise.does("ledger query --method http/401").out()).contains("http/401", "a key is needed");
    }

    @Test
    void an_unknown_server_is_answered_with_those_there_are() {
        var refused = service.ask("POST", "files", key, initialize());

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("market, py, team-py");
        assertThat(service.ask("POST", "files", "no", initialize()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_key_counts_within_a_second_of_being_made_and_no_longer_than_that_once_revoked() throws Exception {
        String other = added("ben");
        Poll.until(() -> modern("py", other).statusCode() == 200);

        assertThat(pavise.does("keys revoke ben").exit()).isZero();
        Poll.until(() -> modern("py", other).statusCode() == 401);
        assertThat(modern("py", key).statusCode()).isEqualTo(200);
    }

    @Test
    void a_session_is_of_no_use_to_another_principal() throws Exception {
        String other = added("eve");
        var opened = service.ask("POST", "market", key, initialize());
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();

        Poll.until(() -> modern("py", other).statusCode() == 200);
        var refused = service.ask("POST", "market", other, request(2, "ping", "{}"), "Mcp-Session-Id", session);
        assertThat(refused.statusCode()).isEqualTo(404);
    }

    @Test
    void a_changed_configuration_counts_without_a_new_start() throws Exception {
        Path file = config("changing.yaml", "127.0.0.1:0", "old");
        try (var changing = ServeProcess.start(home, file, Map.of())) {
            assertThat(changing.ask("POST", "old", key, initialize()).statusCode())
                    .isEqualTo(200);

            config("changing.yaml", "127.0.0.1:0", "new");
            Poll.until(() -> changing.ask("POST", "new", key, initialize()).statusCode() == 200);
            var gone = changing.ask("POST", "old", key, initialize());
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).contains("one of new");

            Files.writeString(file, "servers: [");
            Poll.until(() -> {
                changing.ask("POST", "none", key, initialize());
                return changing.said().contains("stay in force");
            });
            assertThat(changing.ask("POST", "new", key, initialize()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(pavise.does("ledger query --json --method config/changed").out())
                .contains("changing.yaml");
    }

    @Test
    void status_shows_who_serves_what_and_who_ended_without_a_word() throws Exception {
        Path state = home.resolve("told");
        Path file = config("told.yaml", "127.0.0.1:0", "py");
        Map<String, String> elsewhere = Map.of("PAVISE_STATE", state.toString());
        try (var told = ServeProcess.start(home, file, elsewhere)) {
            Path word = state.resolve("serving/" + told.process().pid() + ".json");
            assertThat(permissions(word)).isEqualTo("rw-------");
            assertThat(status(state).out().lines())
                    .anyMatch(line -> line.matches("serving +" + told.url()))
                    .anyMatch(line -> line.matches(" +py: lazy since [0-9: -]+, 0 sessions"));
            assertThat(status(state, "--json").out())
                    .contains("\"serving\":[{\"url\":\"" + told.url() + "\",\"pid\":"
                            + told.process().pid())
                    .contains("\"alive\":true,\"servers\":[{\"name\":\"py\",\"state\":\"lazy\",\"since\":\"");

            told.process().destroyForcibly().waitFor();
            assertThat(word).exists();
            assertThat(status(state).out()).contains(told.url() + " ended without a word");
            assertThat(status(state, "--json").out()).contains("\"alive\":false");
        }
        try (var next = ServeProcess.start(home, file, elsewhere)) {
            assertThat(status(state, "--json").out()).contains(next.url()).doesNotContain("\"alive\":false");
        }
        assertThat(status(state, "--json").out()).contains("\"serving\":[]");
    }

    @Test
    void the_first_start_makes_a_key_for_the_owner_that_opens_every_door() throws Exception {
        Path state = home.resolve("first");
        Path file = config("first.yaml", "127.0.0.1:0", "py");
        String kept;
        try (var first = ServeProcess.start(home, file, Map.of("PAVISE_STATE", state.toString()))) {
            Path keyFile = Path.of(String.valueOf(first.ready().string("keyFile")));
            assertThat(keyFile).isEqualTo(state.resolve("owner.key"));
            assertThat(permissions(keyFile)).isEqualTo("rw-------");
            kept = Files.readString(keyFile).strip();
            assertThat(modernAt(first, "py", kept).statusCode()).isEqualTo(200);
        }
        try (var second = ServeProcess.start(home, file, Map.of("PAVISE_STATE", state.toString()))) {
            assertThat(modernAt(second, "py", kept).statusCode()).isEqualTo(200);
            assertThat(pavise.does("keys revoke owner --state " + state).exit()).isZero();
            assertThat(state.resolve("owner.key")).doesNotExist();
            Poll.until(() -> modernAt(second, "py", kept).statusCode() == 401);
        }
    }

    private static Pavise.Outcome status(Path state, String... more) {
        return pavise.does(("status --state " + state + " " + String.join(" ", more)).strip());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_taken_port_is_said_with_a_way_out() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            var outcome = ServeProcess.ends(home, config("taken.yaml", address, "py"));

            assertThat(outcome.exit()).isEqualTo(4);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .isEqualTo("listen " + address + ": somebody else listens there\n"
                            + "hint: name another port in pavise.yaml, such as listen: 127.0.0.1:4401\n");
        }
    }

    @Test
    void an_address_beyond_this_machine_is_refused() throws IOException {
        var outcome = ServeProcess.ends(home, config("open.yaml", "0.0.0.0:0", "py"));

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("beyond this machine, which needs TLS")
                .contains("hint: ");
    }

    @Test
    void sigterm_ends_it_and_what_it_started() throws Exception {
        try (var ending = ServeProcess.start(home, config("ending.yaml", "127.0.0.1:0", "market", "py"), Map.of())) {
            ending.ask("POST", "market", key, initialize());
            assertThat(modernAt(ending, "py", key).statusCode()).isEqualTo(200);
            List<ProcessHandle> children = ending.process().descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);

            assertThat(ending.process().toHandle().destroy()).isTrue();

            assertThat(ending.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ending.process().exitValue()).isEqualTo(143);
            for (ProcessHandle each : children) assertThat(each.onExit()).succeedsWithin(5, TimeUnit.SECONDS);
            assertThat(ending.said().lines())
                    .allMatch(line -> line.startsWith("{\"at\":\""))
                    .noneMatch(line -> line.contains("\"event\":\"notice\""))
                    .last()
                    .asString()
                    .endsWith("\"event\":\"ended\"}");
        }
        assertThat(pavise.does("ledger verify").exit()).isZero();
    }

    private static HttpResponse<String> modern(String server, String with) {
        return modernAt(service, server, with);
    }

    private static HttpResponse<String> modernAt(ServeProcess at, String server, String with) {
        String meta = "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"t\",\"version\":\"1\"},"
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        return at.ask(
                "POST",
                server,
                with,
                request(1, "tools/call", "{\"name\":\"who\",\"arguments\":{},\"_meta\":" + meta + "}"),
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                "who");
    }

    private static String added(String name) {
        return String.valueOf(ServeProcess.json(
                        pavise.does("keys add " + name + " --json").out().strip())
                .string("key"));
    }

    /// A configuration with these servers: the sample one for `market`, the one above for any other name.
    private static Path config(String file, String listen, String... names) throws IOException {
        var servers = new LinkedHashMap<String, Object>();
        for (String name : names) {
            List<String> command = name.equals("market")
                    ? Sample.command()
                    : List.of("python3", home.resolve("srv.py").toString(), name);
            servers.put(
                    name,
                    new JsonLine().put("command", command.getFirst()).put("args", command.subList(1, command.size())));
        }
        String text =
                new JsonLine().put("listen", listen).put("servers", servers).toString();
        return Files.writeString(home.resolve(file), text);
    }
}
