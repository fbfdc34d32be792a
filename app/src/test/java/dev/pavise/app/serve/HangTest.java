package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose process stands still, while sessions are open at it.
class HangTest {
    /// Its first process for each of its doors stops itself at the first call, as a debugger would stop it.
    private static final String SERVER = """
            import json, os, signal, sys
            def answer(message):
                if message["method"] == "initialize":
                    return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                            "serverInfo": {"name": "s", "version": "2"}}
                if message["method"] == "tools/list":
                    return {"tools": [{"name": "who", "inputSchema": {"type": "object"}}]}
                if message["method"] == "tools/call":
                    mark = sys.argv[1] + "." + message["params"]["arguments"]["mark"]
                    if not os.path.exists(mark):
                        open(mark, "w").close()
                        os.kill(os.getpid(), signal.SIGSTOP)
                    return {"content": [{"type": "text", "text": "process " + str(os.getpid())}]}
                return {}
            for line in sys.stdin:
                message = json.loads(line)
                if "id" in message:
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer(message)}), flush=True)
            """;

    private static final String ENTRY = "{ command: python3, args: [\"%s\", \"%s\"] }";

    @TempDir
    Path home;

    private static String call(int id, String tool, String mark) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{\"mark\":\"" + mark + "\"}}}";
    }

    @Test
    void the_next_request_has_another_process_and_the_one_that_hangs_is_gone() throws Exception {
        Path script = Files.writeString(home.resolve("srv.py"), SERVER);
        Path mark = home.resolve("mark");
        Path config = Files.writeString(
                home.resolve("pavise.yaml"),
                "listen: 127.0.0.1:0\nlimits: { callSeconds: 5 }\nservers:\n  it: " + ENTRY.formatted(script, mark)
                        + "\n");
        try (var service = ServeProcess.start(home, config, Map.of())) {
            String key = service.ownerKey();
            String[] alone = service.session("it", key);
            String[] all = service.session("", key);
            var waits =
                    CompletableFuture.supplyAsync(() -> service.ask("POST", "", key, call(1, "it__who", "all"), all));
            assertThat(service.ask("POST", "it", key, call(1, "who", "one"), alone)
                            .body())
                    .contains("waited 5 s");
            assertThat(waits.get().body()).contains("waited 5 s");
            Poll.until(() -> new Pavise(home).does("status").out().contains("it hangs"));

            // At the door of all servers the session goes on; at the server's own door it ends, as after a crash.
            assertThat(service.ask("POST", "", key, call(2, "it__who", "all"), all)
                            .body())
                    .contains("process ");
            assertThat(service.ask("POST", "it", key, call(2, "who", "one"), alone)
                            .statusCode())
                    .isEqualTo(404);
            String[] next = service.session("it", key);
            assertThat(service.ask("POST", "it", key, call(1, "who", "one"), next)
                            .body())
                    .contains("process ");
            Poll.until(() -> service.process().descendants().noneMatch(HangTest::isStopped));
            Poll.until(() -> new Pavise(home).does("status").out().contains(" up "));
        }
    }

    private static boolean isStopped(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (IOException e) {
            // It is gone.
            return false;
        }
    }
}
