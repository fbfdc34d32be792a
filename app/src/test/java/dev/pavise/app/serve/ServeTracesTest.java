package dev.pavise.app.serve;

import static dev.pavise.app.serve.ServeProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces of `pavise serve`.
class ServeTracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    /// Answers a call with the very line by which it was called.
    private static final String SERVER = """
            import json, sys
            def tool(name):
                return {"name": name, "description": "A tool.", "inputSchema": {"type": "object"}}
            for line in sys.stdin:
                message = json.loads(line)
                if "id" not in message: continue
                if message["method"] == "initialize":
                    result = {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                              "serverInfo": {"name": "s", "version": "2"}}
                elif message["method"] == "tools/list": result = {"tools": [tool("echo"), tool("bad")]}
                else: result = {"content": [{"type": "text", "text": line.strip()}],
                                "isError": message["params"]["name"] == "bad"}
                print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
            """;

    @TempDir
    static Path home;

    private static String key;

    @BeforeAll
    static void prepare() throws IOException {
        Files.writeString(home.resolve("srv.py"), SERVER);
        key = String.valueOf(ServeProcess.json(
                        new Pavise(home).does("keys add ana --json").out().strip())
                .string("key"));
    }

    @Test
    void a_call_is_a_span_in_its_clients_trace_and_one_more_in_it_whose_place_the_server_is_told() throws Exception {
        try (var collector = new Collector();
                var service =
                        ServeProcess.start(home, config("traced.yaml", collector.endpoint()), Map.of("X_KEY", "k1"))) {
            String session = open(service);
            String meta = "{\"traceparent\":\"00-" + TRACE + "-" + PARENT + "-01\",\"tracestate\":\"a=b\",\"x\":1.10}";
            String params = "{\"name\":\"echo\",\"arguments\":{\"x\":\"s3cret\"},\"_meta\":" + meta + "}";
            String echoed = call(service, session, 3, params);

            Collector.Span server =
                    await(collector, each -> each.kind() == 2 && each.trace().equals(TRACE));
            Collector.Span client =
                    await(collector, each -> each.kind() == 3 && each.trace().equals(TRACE));
            assertThat(server.parent()).isEqualTo(PARENT);
            assertThat(client.parent()).isEqualTo(server.id());
            assertThat(List.of(server.name(), client.name())).containsOnly("tools/call echo");
            assertThat(server.attributes())
                    .containsEntry("mcp.method.name", "tools/call")
                    .containsEntry("gen_ai.tool.name", "echo")
                    .containsEntry("gen_ai.operation.name", "execute_tool")
                    .containsEntry("mcp.protocol.version", "2025-11-25")
                    .containsEntry("network.transport", "tcp")
                    .containsEntry("pavise.server", "py")
                    .containsKey("mcp.session.id")
                    .doesNotContainKey("error.type");
            assertThat(client.attributes()).containsEntry("network.transport", "pipe");
            // Nothing else of the message was touched.
            assertThat(echoed)
                    .contains(request(3, "tools/call", params).replace(PARENT, client.id()))
                    .contains("1.10");
            assertThat(collector.authorizations).containsOnly("k1");
            assertThat(collector.raw()).doesNotContain("s3cret", session, key);
        }
    }

    @Test
    void a_request_without_a_trace_begins_one_and_errors_are_told() throws Exception {
        try (var collector = new Collector();
                var service =
                        ServeProcess.start(home, config("begun.yaml", collector.endpoint()), Map.of("X_KEY", "k"))) {
            String session = open(service);
            assertThat(call(service, session, 3, "{\"name\":\"echo\"}")).contains("\"traceparent\":\"00-");
            assertThat(call(service, session, 4, "{\"name\":\"bad\",\"_meta\":{\"tracestate\":\"a=b\"}}"))
                    .contains("\"tracestate\":\"\"");
            call(service, session, 5, "{\"name\":\"made-up\"}");

            Collector.Span begun = await(collector, each -> each.name().equals("tools/call echo") && each.kind() == 2);
            assertThat(begun.parent()).isEmpty();
            Collector.Span failed = await(collector, each -> each.name().equals("tools/call bad") && each.kind() == 2);
            assertThat(failed.attributes()).containsEntry("error.type", "tool_error");
            assertThat(failed.status()).isEqualTo(2);
            Collector.Span denied = await(collector, each -> each.name().equals("tools/call"));
            assertThat(denied.attributes())
                    .containsEntry("error.type", "tool_error")
                    .doesNotContainKey("gen_ai.tool.name");
            await(collector, each -> each.name().equals("initialize") && each.kind() == 3);
            assertThat(collector.spans)
                    .noneMatch(each -> each.kind() == 3 && each.parent().equals(denied.id()));
            assertThat(collector.raw()).doesNotContain("made-up");
        }
    }

    @Test
    void a_collector_that_is_gone_harms_no_call_and_is_said_in_one_line() throws Exception {
        String gone;
        try (var collector = new Collector()) {
            gone = collector.endpoint();
        }
        try (var service = ServeProcess.start(home, config("gone.yaml", gone), Map.of("X_KEY", "k"))) {
            assertThat(call(service, open(service), 3, "{\"name\":\"echo\"}")).contains("traceparent");
            service.awaitSaid("\"event\":\"traces/lost\"");
            assertThat(service.said().lines()).allMatch(line -> line.startsWith("{\"at\":\""));
        }
    }

    @Test
    void without_the_setting_a_message_passes_as_it_is_and_nothing_of_the_library_is_loaded() throws Exception {
        Path loaded = home.resolve("loaded.txt");
        Map<String, String> noting = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded);
        try (var service = ServeProcess.start(home, config("untraced.yaml", ""), noting)) {
            String params = "{\"name\":\"echo\",\"_meta\":{\"traceparent\":\"00-" + TRACE + "-" + PARENT + "-01\"}}";
            assertThat(call(service, open(service), 3, params)).contains(request(3, "tools/call", params));
        }
        assertThat(Files.readString(loaded))
                .contains("dev.pavise.app.serve.Serving")
                .doesNotContain("io.opentelemetry", "java.net.http.HttpClient");
    }

    @Test
    void an_endpoint_that_is_none_is_a_fault() throws Exception {
        var outcome = ServeProcess.ends(home, config("wrong.yaml", "collector"));
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("the variable X_KEY is not set");
        outcome = ServeProcess.ends(
                home, Files.writeString(home.resolve("w.yaml"), "{traces: {endpoint: 'no address'}}"));
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("w.yaml:1:21: endpoint is no address\nhint: write it as http://");
    }

    private static String open(ServeProcess service) {
        String params = "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";
        var opened = service.ask("POST", "py", key, request(1, "initialize", params));
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        service.ask("POST", "py", key, request(2, "tools/list", "{}"), "Mcp-Session-Id", session);
        return session;
    }

    /// What the server was asked, as it says itself.
    private static String call(ServeProcess service, String session, int id, String params) {
        var answer = service.ask("POST", "py", key, request(id, "tools/call", params), "Mcp-Session-Id", session);
        return answer.body().replace("\\\"", "\"");
    }

    private static Collector.Span await(Collector collector, Predicate<Collector.Span> isIt) throws Exception {
        return Poll.until(() -> collector.spans.stream().filter(isIt).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static Path config(String file, String endpoint) throws IOException {
        var server = new JsonLine()
                .put("command", "python3")
                .put("args", List.of(home.resolve("srv.py").toString()));
        var settings = new JsonLine().put("listen", "127.0.0.1:0").put("servers", Map.of("py", server));
        if (!endpoint.isEmpty())
            settings.put(
                    "traces", new JsonLine().put("endpoint", endpoint).put("headers", Map.of("X-Key", "${env:X_KEY}")));
        return Files.writeString(home.resolve(file), settings.toString());
    }
}
