package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise.yaml` or the keys change under a `pavise serve` whose clients are in the midst of their work.
class ReloadTest {
    /// Says its name; for `slow` only once the file is there that its second argument names.
    private static final String SERVER = """
            import json, os, sys, threading, time
            def answer(message):
                if message["method"] == "initialize":
                    return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                            "serverInfo": {"name": sys.argv[1], "version": "2"}}
                if message["method"] == "tools/list":
                    return {"tools": [{"name": name, "inputSchema": {"type": "object"}} for name in ["who", "slow"]],
                            "resultType": "complete", "ttlMs": 0, "cacheScope": "private"}
                if message["method"] != "tools/call":
                    return {}
                open(sys.argv[2] + "." + message["params"]["name"], "w").close()
                while message["params"]["name"] == "slow" and not os.path.exists(sys.argv[2]):
                    time.sleep(0.01)
                return {"content": [{"type": "text", "text": "I am " + sys.argv[1]}], "resultType": "complete"}
            def serve(message):
                answered = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer(message)})
                sys.stdout.write(answered + "\\n")
                sys.stdout.flush()
            for line in sys.stdin:
                message = json.loads(line)
                if "id" in message:
                    threading.Thread(target=serve, args=[message], daemon=True).start()
            """;

    @TempDir
    Path home;

    @Test
    void what_changed_ends_after_its_calls_and_what_did_not_goes_on() throws Exception {
        Path goOn = home.resolve("go-on");
        Path config = config("changed: " + entry("one", goOn), "kept: " + entry("kept", goOn));
        try (var service = ServeProcess.start(home, config, Map.of())) {
            String key = service.ownerKey();
            String[] old = service.session("changed", key);
            String[] kept = service.session("kept", key);
            CompletableFuture<HttpResponse<String>> slow =
                    CompletableFuture.supplyAsync(() -> service.ask("POST", "changed", key, call("slow"), old));
            Poll.until(() -> Files.exists(home.resolve("go-on.slow")));

            config("more: " + entry("more", goOn), "changed: " + entry("two", goOn), "kept: " + entry("kept", goOn));

            Poll.until(
                    () -> service.ask("POST", "changed", key, call("who"), old).statusCode() == 404);
            Files.createFile(goOn);
            assertThat(slow.get(30, TimeUnit.SECONDS).body()).contains("I am one");
            String[] next = service.session("changed", key);
            assertThat(service.ask("POST", "changed", key, call("who"), next).body())
                    .contains("I am two");
            assertThat(service.ask("POST", "kept", key, call("who"), kept).body())
                    .contains("I am kept");
            Poll.until(() -> !service.runs("one") && service.runs("two"));

            config("kept: " + entry("kept", goOn));
            Poll.until(() -> !service.runs("two"));
            assertThat(service.ask("POST", "kept", key, call("who"), kept).body())
                    .contains("I am kept");
        }
    }

    /// One that never says anything would be waited for longer than the client waits.
    @Test
    void how_long_others_wait_for_a_server_changes_at_once() throws Exception {
        String[] entries = {"it: " + entry("it", home), "mute: { command: sleep, args: ['1000'] }"};
        Path config = config(entries);
        Files.writeString(config, "patienceSeconds: 300\n" + Files.readString(config));
        try (var service = ServeProcess.start(home, config, Map.of())) {
            Files.writeString(config, Files.readString(config).replace("patienceSeconds: 300", "patienceSeconds: 1"));
            String key = service.ownerKey();
            // A file that is just being written is looked at a moment later.
            Poll.until(() -> {
                service.ask("GET", "it", key, "");
                return service.said().contains("config/changed");
            });
            service.session("", key);
            service.awaitSaid("\"event\":\"server/left-out\",\"server\":\"mute\"");
        }
    }

    @Test
    void what_a_revoked_key_has_open_is_cut_off() throws Exception {
        Path goOn = home.resolve("go-on");
        var pavise = new Pavise(home);
        String bens = key(pavise, "ben");
        String anas = key(pavise, "ana");
        try (var service = ServeProcess.start(home, config("it: " + entry("it", goOn)), Map.of())) {
            String[] anaIs = service.session("it", anas);
            String[] benIs = service.session("it", bens);
            CompletableFuture<HttpResponse<String>> slow =
                    CompletableFuture.supplyAsync(() -> service.ask("POST", "it", bens, call("slow"), benIs));
            CompletableFuture<HttpResponse<String>> stream =
                    CompletableFuture.supplyAsync(() -> service.ask("GET", "it", bens, "", benIs));
            Poll.until(() -> Files.exists(home.resolve("go-on.slow")));

            assertThat(pavise.does("keys revoke ben").exit()).isZero();

            // Ben's stream was open without an end, and his call without an answer.
            assertThat(stream).failsWithin(30, TimeUnit.SECONDS);
            assertThat(slow).failsWithin(30, TimeUnit.SECONDS);
            Files.createFile(goOn);
            assertThat(service.ask("POST", "it", anas, call("slow"), anaIs).body())
                    .contains("I am it");
        }
    }

    private static String key(Pavise pavise, String name) {
        return String.valueOf(ServeProcess.json(
                        pavise.does("keys add " + name + " --json").out().strip())
                .string("key"));
    }

    private String entry(String name, Path goOn) {
        return "{ command: python3, args: [\"" + home.resolve("srv.py") + "\", " + name + ", \"" + goOn + "\"] }";
    }

    private Path config(String... entries) throws IOException {
        Files.writeString(home.resolve("srv.py"), SERVER);
        return Files.writeString(
                home.resolve("pavise.yaml"), "listen: 127.0.0.1:0\nservers:\n  " + String.join("\n  ", entries) + "\n");
    }

    private static String call(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + tool + "\",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{}}}";
    }
}
