package dev.pavise.app.serve;

import static dev.pavise.app.serve.ServeProcess.initialize;
import static dev.pavise.app.serve.ServeProcess.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.verb.Pavise;
import dev.pavise.core.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How servers fare, as `pavise status` and the log of `pavise serve` say it.
class ServeStateTest {

    /// Ends, with words on stderr, when a tool is called.
    private static final String SERVER = """
            import json, sys
            for line in sys.stdin:
                message = json.loads(line)
                if message["method"] == "initialize":
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": {
                        "protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
                        "serverInfo": {"name": "s", "version": "2"}}}), flush=True)
                elif message["method"] == "tools/list":
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": {"tools": [
                        {"name": "end", "description": "Ends.", "inputSchema": {"type": "object"}}]}}), flush=True)
                elif message["method"] == "tools/call":
                    print("s3cret words", file=sys.stderr, flush=True)
                    sys.exit(3)
            """;

    @TempDir
    static Path home;

    private static Pavise pavise;
    private static ServeProcess service;
    private static String key;

    @BeforeAll
    static void serve() throws IOException {
        pavise = new Pavise(home);
        key = String.valueOf(
                ServeProcess.json(pavise.does("keys add ana --json").out().strip())
                        .string("key"));
        Path script = Files.writeString(home.resolve("srv.py"), SERVER);
        var servers = new LinkedHashMap<String, Object>();
        for (String name : List.of("ending", "working", "idle"))
            servers.put(name, new JsonLine().put("command", "python3").put("args", List.of(script.toString())));
        servers.put("unborn", new JsonLine().put("command", "/no/such/program"));
        String text = new JsonLine()
                .put("listen", "127.0.0.1:0")
                .put("servers", servers)
                .toString();
        service = ServeProcess.start(home, Files.writeString(home.resolve("states.yaml"), text), Map.of());
    }

    @AfterAll
    static void end() {
        service.close();
    }

    @Test
    void a_server_is_lazy_until_it_is_needed_up_while_it_works_and_lazy_again() throws Exception {
        Value idle = server("idle");
        assertThat(idle.string("state")).isEqualTo("lazy");
        assertThat(Instant.parse(String.valueOf(idle.string("since")))).isBeforeOrEqualTo(Instant.now());
        assertThat(idle.member("sessions").raw()).isEqualTo("0");

        String session = open("working");
        Value up = await("working", each -> "up".equals(each.string("state")));
        assertThat(up.member("sessions").raw()).isEqualTo("1");
        service.awaitSaid("\"event\":\"server/up\",\"server\":\"working\"");
        assertThat(pavise.does("status").out().lines())
                .anyMatch(line -> line.matches(" +working: up since [0-9: -]+, 1 session"));

        service.ask("DELETE", "working", key, "", "Mcp-Session-Id", session);
        Value again = await("working", each -> "lazy".equals(each.string("state")));
        assertThat(again.string("why")).isNull();
        await("working", each -> "0".equals(each.member("sessions").raw()));
        service.awaitSaid("\"event\":\"server/lazy\",\"server\":\"working\"");
    }

    @Test
    void a_server_that_failed_is_broken_with_its_last_words_for_the_owner_and_not_for_the_log() throws Exception {
        String session = open("ending");
        String params = "{\"name\":\"end\",\"arguments\":{\"x\":\"argument\"}}";
        service.ask("POST", "ending", key, request(3, "tools/call", params), "Mcp-Session-Id", session);

        Value broken = await("ending", each -> "broken".equals(each.string("state")));
        assertThat(broken.string("why")).contains("exit code 3", "s3cret words");
        service.awaitSaid("\"event\":\"server/broken\",\"server\":\"ending\",\"why\":\"exit code 3\"");
        assertThat(service.said()).doesNotContain("s3cret", "argument", key, session);
        assertThat(pavise.does("status").out()).contains("ending: broken since ");
    }

    @Test
    void a_server_that_cannot_start_says_when_it_is_tried_again() throws Exception {
        Value broken = await("unborn", each -> {
            service.ask("POST", "unborn", key, initialize());
            return each.string("nextTry") != null;
        });
        assertThat(broken.string("state")).isEqualTo("broken");
        assertThat(broken.string("why")).contains("/no/such/program");
        assertThat(Instant.parse(String.valueOf(broken.string("nextTry"))))
                .isAfter(Instant.parse(String.valueOf(broken.string("since"))));
    }

    @Test
    void whoever_is_not_let_in_is_logged_without_what_was_sent() throws Exception {
        assertThat(service.ask("POST", "idle", "a-wrong-key", initialize()).statusCode())
                .isEqualTo(401);
        service.awaitSaid("\"event\":\"request/refused\",\"from\":\"127.0.0.1\",\"status\":\"401\"");
        assertThat(service.said()).doesNotContain("a-wrong-key");
        assertThat(service.said().lines())
                .first()
                .asString()
                .contains("\"event\":\"started\",\"url\":\"" + service.url());
    }

    private static String open(String server) {
        var opened = service.ask("POST", server, key, initialize());
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        service.ask("POST", server, key, request(2, "tools/list", "{}"), "Mcp-Session-Id", session);
        return session;
    }

    private static Value server(String name) {
        Value status = ServeProcess.json(pavise.does("status --json").out().strip());
        return status.at("serving").elements().getFirst().at("servers").elements().stream()
                .filter(each -> name.equals(each.string("name")))
                .findFirst()
                .orElseThrow();
    }

    private static Value await(String name, Predicate<Value> isSo) throws Exception {
        return Poll.until(() -> server(name), isSo);
    }
}
