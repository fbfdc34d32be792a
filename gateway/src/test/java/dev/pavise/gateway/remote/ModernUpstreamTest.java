package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.HeaderParameter;
import dev.pavise.gateway.Outlet;
import io.netty.channel.IoEventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModernUpstreamTest {
    private static final int BYTES_MAX = 1 << 20;

    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final Remotes remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        remotes.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private RemoteUpstream open(Local server, Outlet client) {
        var remote = new Remote(server.url(), Map.of("Authorization", "Bearer ours"));
        var upstream = new RemoteUpstream(
                remotes,
                remote,
                true,
                BYTES_MAX,
                client,
                tool -> tool.equals("sql")
                        ? List.of(
                                new HeaderParameter(List.of("region"), "Region"),
                                new HeaderParameter(List.of("deep", "n"), "N"),
                                new HeaderParameter(List.of("absent"), "Absent"),
                                new HeaderParameter(List.of("nil"), "Nil"))
                        : List.of());
        upstream.open(heard);
        return upstream;
    }

    private RemoteUpstream open(Local server) {
        return open(server, Heard.ROOMY);
    }

    @Test
    void a_request_is_a_post_and_its_reply_is_told_byte_for_byte() throws Exception {
        String answer = "{ \"result\" : {\"x\":1.10}, \"jsonrpc\":\"2.0\", \"id\":1 }";
        try (var server = new Local((_, out) -> out.json(answer));
                var upstream = open(server)) {
            var sent = Heard.modern(1, "tools/list", "");
            upstream.send(sent);
            assertThat(heard.next()).isEqualTo("tells 1 " + answer);
            var got = server.got.getFirst();
            assertThat(got.method() + " " + got.path()).isEqualTo("POST /mcp");
            assertThat(got.body()).isEqualTo(new String(sent.bytes(), java.nio.charset.StandardCharsets.UTF_8));
            assertThat(got.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("accept", "application/json, text/event-stream")
                    .containsEntry("accept-encoding", "identity")
                    .containsEntry("authorization", "Bearer ours")
                    .containsEntry("mcp-protocol-version", "2026-07-28")
                    .containsEntry("mcp-method", "tools/list")
                    .doesNotContainKeys("mcp-name", "mcp-session-id");
        }
    }

    @Test
    void headers_repeat_what_the_body_says() throws Exception {
        try (var server = new Local((_, out) -> out.json("{}"));
                var upstream = open(server)) {
            upstream.send(Heard.modern(
                    1,
                    "tools/call",
                    "\"name\":\"sql\",\"arguments\":{\"region\":\"Zürich\",\"deep\":{\"n\":4.2e1},\"nil\":null}"));
            heard.next();
            heard.next();
            upstream.send(Heard.modern(2, "resources/read", "\"uri\":\"file:///ü\""));
            heard.next();
            heard.next();
            upstream.send(Heard.modern(3, "tasks/get", "\"taskId\":\"t 1\""));
            heard.next();
            heard.next();
            assertThat(server.got.get(0).headers())
                    .containsEntry("mcp-name", "sql")
                    .containsEntry("mcp-param-region", "=?base64?WsO8cmljaA==?=")
                    .containsEntry("mcp-param-n", "42")
                    .doesNotContainKeys("mcp-param-absent", "mcp-param-nil");
            assertThat(server.got.get(1).header("mcp-name")).isEqualTo("=?base64?ZmlsZTovLy/DvA==?=");
            assertThat(server.got.get(2).header("mcp-name")).isEqualTo("t 1");
        }
    }

    @Test
    void no_message_writes_headers_of_its_own() throws Exception {
        try (var server = new Local((_, out) -> out.json(Heard.pong(2)));
                var upstream = open(server)) {
            upstream.send(Heard.modern(1, "tools/list\\r\\nX-Evil: 1", ""));
            assertThat(heard.next()).startsWith("unanswered 1 it was not sent: Mcp-Method");
            upstream.send(Heard.modern(2, "tools/call", "\"name\":\"a\\r\\nX-Evil: 1\""));
            heard.next();
            assertThat(server.got).hasSize(1);
            assertThat(server.got.getFirst().headers()).doesNotContainKey("x-evil");
        }
    }

    @Test
    void every_event_of_a_stream_is_told_in_its_order() throws Exception {
        try (var server = new Local((_, out) -> out.stream()
                        .chunk(": hello\n\n")
                        .event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}")
                        .chunk("event: other\ndata: {}\n\n")
                        .event(Heard.pong(1))
                        .end());
                var upstream = open(server)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}");
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            upstream.send(Heard.modern(1, "tools/list", ""));
            heard.next();
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void a_stream_that_ends_without_the_answer_is_unanswered() throws Exception {
        try (var server = new Local((_, out) ->
                        out.stream().chunk("id: 1\nretry: 1\ndata: {}\n\n").end());
                var upstream = open(server)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 {}");
            assertThat(heard.next()).isEqualTo("unanswered 1 its event stream ended without the answer");
            assertThat(server.count("GET")).isZero();
        }
    }

    @Test
    void an_error_status_with_the_request_s_error_is_its_answer() throws Exception {
        String error = "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"no\"}}";
        try (var server = new Local((got, out) -> {
                    if (got.says("\"id\":1")) out.reply(400, "application/json", error);
                    else if (got.says("\"id\":2")) out.reply(400, "application/json", error.replace(":1,", ":null,"));
                    else out.reply(503, "text/html", "<h1>no</h1>");
                });
                var upstream = open(server)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 " + error);
            upstream.send(Heard.modern(2, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("unanswered 2 it answered with HTTP 400, error -32602");
            upstream.send(Heard.modern(3, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("unanswered 3 it answered with HTTP 503");
        }
    }

    @Test
    void to_give_up_a_request_hangs_up_and_posts_nothing() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new Local((_, out) -> {
                    out.stream().event("{}");
                    out.awaitHangUp();
                    hungUp.countDown();
                });
                var upstream = open(server)) {
            var sent = Heard.modern(1, "tools/list", "");
            upstream.send(sent);
            assertThat(heard.next()).isEqualTo("tells 1 {}");
            upstream.send(Heard.cancel(sent));
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.next()).isEqualTo("unanswered 1 it was given up");
            assertThat(server.got).hasSize(1);
        }
    }

    @Test
    void a_stream_that_stays_open_after_the_answer_is_hung_up() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new Local((_, out) -> {
                    out.stream().event(Heard.pong(1));
                    out.awaitHangUp();
                    hungUp.countDown();
                });
                var upstream = open(server)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.lines).isEmpty();
        }
    }

    @Test
    void nothing_more_is_read_than_the_client_takes() throws Exception {
        String big = "{\"t\":\"" + "x".repeat(100_000) + "\"}";
        var written = new AtomicInteger();
        var room = new LinkedBlockingQueue<Boolean>();
        var asked = new CountDownLatch(1);
        var client = new Outlet() {
            @Override
            public void send(Effect.Send send) {}

            @Override
            public void awaitRoom() throws InterruptedException {
                asked.countDown();
                room.take();
            }
        };
        try (var server = new Local((_, out) -> {
                    out.stream();
                    for (int i = 0; i < 400; i++) {
                        out.event(big);
                        written.incrementAndGet();
                    }
                    out.event(Heard.pong(1)).end();
                });
                var upstream = open(server, client)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            // What still comes is what was read before: no more than a few buffers.
            for (int before = -1; before != heard.lines.size(); TimeUnit.MILLISECONDS.sleep(300)) {
                before = heard.lines.size();
            }
            assertThat(heard.lines.size()).isLessThan(20);
            assertThat(written).hasValueLessThan(200);
            for (int i = 0; i < 1000; i++) room.add(true);
            for (int i = 0; i < 400; i++) heard.next();
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
        }
    }

    @Test
    void what_pavise_asks_is_not_waited_for_longer_than_it_says() throws Exception {
        try (var server = new Local((_, out) -> out.stream().awaitHangUp());
                var upstream = open(server)) {
            upstream.send(Heard.own(Heard.modern(1, "tools/list", ""), 200));
            assertThat(heard.next()).isEqualTo("unanswered 1 it was given up");
        }
    }

    @Test
    void long_messages_arrive_whole_in_both_directions() throws Exception {
        String text = "x\u00fc".repeat(100_000);
        try (var server = new Local((got, out) -> {
                    String answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"t\":\"" + text + "\"}}";
                    if (!got.says(text)) out.reply(500, "", "");
                    else if (got.header("mcp-name").equals("sse"))
                        out.stream().event(answer).end();
                    else out.json(answer);
                });
                var upstream = open(server)) {
            for (String how : List.of("json", "sse")) {
                String params = "\"name\":\"" + how + "\",\"arguments\":{\"t\":\"" + text + "\"}";
                upstream.send(Heard.modern(1, "tools/call", params));
                assertThat(heard.next()).startsWith("tells 1 ").contains(text);
            }
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void closing_hangs_up_and_says_so_once() throws Exception {
        try (var server = new Local((_, out) -> out.stream().event("{}").awaitHangUp())) {
            var upstream = open(server);
            upstream.send(Heard.modern(1, "subscriptions/listen", ""));
            heard.next();
            upstream.close();
            assertThat(heard.next()).isEqualTo("ended closed");
            assertThat(heard.lines).isEmpty();
        }
    }
}
