package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise serve` at `/mcp`, with servers of which one is there, one is slow, and one cannot be.
class ServeAllTest {
    /// Says nothing before the file is there that it was given.
    private static final String SERVER = """
            import json, os, sys, time
            while len(sys.argv) > 1 and not os.path.exists(sys.argv[1]):
                time.sleep(0.05)
            for line in sys.stdin:
                message = json.loads(line)
                if "id" not in message:
                    continue
                if message["method"] == "initialize":
                    answer = {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                              "serverInfo": {"name": "s", "version": "2"}}
                elif message["method"] == "tools/list":
                    answer = {"tools": [{"name": "who", "inputSchema": {"type": "object"}}]}
                else:
                    answer = {"content": [{"type": "text", "text": "here"}]}
                print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer}), flush=True)
            """;

    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

    @TempDir
    static Path home;

    private static ServeProcess service;
    private static String key;

    @BeforeAll
    static void serve() throws IOException {
        String script = Files.writeString(home.resolve("srv.py"), SERVER).toString();
        var servers = new LinkedHashMap<String, Object>();
        servers.put("here", command("python3", script));
        servers.put("slow", command("python3", script, home.resolve("go").toString()));
        servers.put("nowhere", command("no-such-program"));
        Path config = Files.writeString(
                home.resolve("pavise.yaml"),
                new JsonLine()
                        .put("listen", "127.0.0.1:0")
                        .put("patienceSeconds", 4)
                        .put("servers", servers)
                        .toString());
        service = ServeProcess.start(home, config, Map.of());
        key = service.ownerKey();
    }

    @AfterAll
    static void end() {
        service.close();
    }

    private static Map<String, Object> command(String program, String... args) {
        return Map.of("command", program, "args", List.of(args));
    }

    @Test
    void who_is_not_there_is_told_with_its_reason_and_who_is_slow_is_heard_later() throws Exception {
        var hello = service.ask(
                "POST",
                "",
                key,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}");
        assertThat(hello.body()).contains("\"name\":\"pavise\"", "\"version\":\"" + Product.VERSION + "\"");
        service.awaitSaid(
                "\"event\":\"server/left-out\",\"server\":\"nowhere\",\"why\":\"launch: server \\\"nowhere\\\"");
        service.awaitSaid(
                "\"event\":\"server/left-out\",\"server\":\"slow\",\"why\":"
                        + "\"it has not answered initialize in time (patienceSeconds), and what it has is told when it comes\"");
        String[] session = {
            "Mcp-Session-Id",
            hello.headers().firstValue("Mcp-Session-Id").orElseThrow(),
            "MCP-Protocol-Version",
            "2025-11-25"
        };
        service.ask("POST", "", key, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", session);
        assertThat(list(session)).contains("\"here__who\"").doesNotContain("slow__");

        Files.createFile(home.resolve("go"));
        service.awaitSaid("\"event\":\"server/up\",\"server\":\"slow\"");
        String called = service.ask(
                        "POST",
                        "",
                        key,
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"slow__who\"}}",
                        session)
                .body();
        assertThat(called).contains("here");
        assertThat(list(session)).contains("\"here__who\"", "\"slow__who\"");
    }

    private static String list(String... session) {
        return service.ask("POST", "", key, LIST, session).body();
    }
}
