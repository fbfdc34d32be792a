package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.config.Home;
import dev.pavise.ledger.state.SqliteKeys;
import dev.pavise.ledger.state.StateDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ten servers behind one address, and one of them goes bad: the other nine answer as before.
class FailingAloneTest {
    private static final int GOOD = 9;
    private static final int ROUNDS = 3;

    /// Speaks the modern era; its one argument says how it goes bad when its tool is called.
    private static final String SERVER = """
            import { createInterface } from 'node:readline';
            const mode = process.argv[2];
            if (mode === 'unborn') process.exit(3);
            const out = (text) => new Promise((done) => process.stdout.write(text, done));
            const tool = { name: 'who', description: 'Says who it is.', inputSchema: { type: 'object' } };
            const tools = [mode === 'other' ? { ...tool, name: `w${process.pid}` } : tool];
            const news = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}\\n';
            const bad = {
              good: (id) => answer(id, { content: [{ type: 'text', text: 'here' }] }),
              hang: () => new Promise(() => {}),
              crash: () => process.exit(3),
              half: async () => { await out('{"jsonrpc":"2.0","id":'); process.exit(0); },
              flood: async () => { for (;;) await out(news.repeat(1000)); },
              garbage: async () => { for (;;) await out('garbage\\n'.repeat(1000)); },
              stderr: async () => { for (;;) await new Promise((done) => process.stderr.write('x'.repeat(65536), done)); },
              huge: async (id) => {
                await out(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"content":[{"type":"text","text":"`);
                for (let i = 0; i < 100; i++) await out('x'.repeat(1_000_000));
                await out('"}]}}\\n');
              },
              leak: async () => { const kept = []; for (let i = 0; i < 200; i++) kept.push(Buffer.alloc(1_000_000, 1)); await new Promise(() => {}); },
              other: (id) => answer(id, { content: [] }),
            };
            const answer = (id, result) => out(JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } }) + '\\n');
            for await (const line of createInterface({ input: process.stdin })) {
              const { id, method } = JSON.parse(line);
              if (mode === 'strict' && method !== 'initialize') process.exit(4);
              if (id === undefined) continue;
              if (method === 'initialize') answer(id, { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: { name: 's', version: '1' } });
              else if (method === 'tools/list') answer(id, { tools, ttlMs: 0, cacheScope: 'private' });
              else if (method === 'tools/call') bad[mode](id);
              else answer(id, {});
            }
            """;

    @TempDir
    static Path home;

    private static Serving serving;
    private static String key;
    private static String other;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void serve() throws Exception {
        Path script = Files.writeString(home.resolve("server.mjs"), SERVER);
        var servers = new LinkedHashMap<String, Object>();
        for (int i = 0; i < GOOD; i++) servers.put("good" + i, command(script, "good"));
        for (String mode : List.of(
                "hang", "crash", "half", "flood", "garbage", "stderr", "huge", "leak", "other", "unborn", "strict")) {
            servers.put(mode, command(script, mode));
        }
        Path config = home.resolve("pavise.yaml");
        Files.writeString(
                config,
                JsonLine.of(Map.of("listen", "127.0.0.1:0", "servers", servers, "limits", Map.of("callSeconds", 5))));
        Path state = home.resolve("state");
        try (var database = StateDatabase.in(state)) {
            key = new SqliteKeys(database).add("ana", Instant.now()).orElseThrow();
            other = new SqliteKeys(database).add("ben", Instant.now()).orElseThrow();
        }
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                System.getenv());
        serving = Serving.start(
                new Home(state, config, true), new Serving.Wishes(false, Optional.empty(), Log.Form.NONE), terminal);
        for (int i = 0; i < GOOD; i++) assertThat(call("good" + i).join()).contains("here");
    }

    @AfterAll
    static void end() {
        serving.close();
    }

    private static Map<String, Object> command(Path script, String mode) {
        return Map.of("command", "node", "args", List.of(script.toString(), mode));
    }

    private static CompletableFuture<String> call(String server) {
        return call(server, key);
    }

    private static CompletableFuture<String> call(String server, String with) {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"who\",\"arguments\":{},"
                        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        var request = HttpRequest.newBuilder(URI.create(serving.url() + "/s/" + server + "/mcp"))
                .header("Authorization", "Bearer " + with)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", "who")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    /// What the caller of the bad one is told, each within its time.
    @ParameterizedTest
    @CsvSource({
        "crash, exit code 3",
        "half, exit code 0",
        "huge, bytes in one message",
        "other, the server does not list",
        "hang, waited 5 s",
        "flood, waited 5 s",
        "garbage, waited 5 s",
        "stderr, waited 5 s",
        "leak, waited 5 s",
    })
    void the_others_answer_while_one_goes_bad(String mode, String told) {
        CompletableFuture<String> bad = call(mode);
        for (int round = 0; round < ROUNDS; round++) {
            var answers = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < GOOD; i++) answers.add(call("good" + i));
            for (CompletableFuture<String> each : answers)
                assertThat(each.join()).contains("\"text\":\"here\"");
        }
        assertThat(bad.join()).contains(told);
    }

    /// Servers built on some SDKs end on a request before `initialize`, and clients of both eras ask so first.
    @Test
    void a_server_that_ends_on_one_eras_requests_serves_the_other() throws Exception {
        for (int i = 0; i < 10; i++) assertThat(call("strict").join()).contains("ended before it answered");
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";
        var request = HttpRequest.newBuilder(URI.create(serving.url() + "/s/strict/mcp"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("serverInfo");
    }

    /// Each crash is a failure in a row, and the row is the principal's own.
    @Test
    void who_makes_a_server_fail_shuts_nobody_else_out() {
        // Now and then one is let through, to see whether the server has come to itself.
        var answers = new ArrayList<String>();
        for (int i = 0; i < 30; i++) answers.add(call("unborn").join());
        assertThat(answers).anyMatch(answer -> answer.contains("times in a row"));
        assertThat(call("unborn", other).join()).contains("exit code 3").doesNotContain("times in a row");
    }
}
