package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LegacyUpstreamTest {
    private static final String CHANGED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final Remotes remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        remotes.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private RemoteUpstream open(Local server) {
        var upstream = new RemoteUpstream(
                remotes, new Remote(server.url(), Map.of()), false, 1 << 20, Heard.ROOMY, _ -> List.of());
        upstream.open(heard);
        return upstream;
    }

    /// Answers what every test needs; whether it did.
    private static boolean usual(Local.Got got, Local.Out out) throws java.io.IOException {
        if (got.says("\"initialize\"")) out.json(Heard.opened(), "Mcp-Session-Id: s-1");
        else if (got.says("notifications/")) out.accepted();
        else if (got.method().equals("GET") && got.header("last-event-id").isEmpty()) out.reply(405, "", "");
        else if (got.method().equals("DELETE")) out.reply(204, "", "");
        else return false;
        return true;
    }

    private void handshake(RemoteUpstream upstream) throws InterruptedException {
        upstream.send(Heard.initialize());
        assertThat(heard.next()).isEqualTo("tells 0 " + Heard.opened());
        upstream.send(Heard.initialized());
    }

    @Test
    void what_initialize_agreed_on_is_in_every_later_request() throws Exception {
        try (var server = new Local((got, out) -> {
            if (!usual(got, out)) out.json(Heard.pong(1));
        })) {
            var upstream = open(server);
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            upstream.close();
            assertThat(heard.next()).isEqualTo("ended closed");
            assertThat(server.got.getFirst().headers()).doesNotContainKeys("mcp-session-id", "mcp-protocol-version");
            assertThat(server.got.subList(1, server.got.size()))
                    .allSatisfy(got -> assertThat(got.headers())
                            .containsEntry("mcp-session-id", "s-1")
                            .containsEntry("mcp-protocol-version", "2025-06-18")
                            .doesNotContainKeys("mcp-method"));
            // A stream that was being opened may come behind it.
            assertThat(server.got).anyMatch(got -> got.method().equals("DELETE"));
        }
    }

    @Test
    void nothing_overtakes_the_end_of_the_handshake() throws Exception {
        var let = new CountDownLatch(1);
        try (var server = new Local((got, out) -> {
                    if (got.says("notifications/initialized")) let.await();
                    if (!usual(got, out)) out.json(Heard.pong(1));
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.lines.poll(300, TimeUnit.MILLISECONDS)).isNull();
            assertThat(server.got).noneMatch(got -> got.says("\"ping\""));
            let.countDown();
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
        }
    }

    @Test
    void the_server_speaks_by_itself_on_a_stream_that_is_opened_anew() throws Exception {
        var opened = new AtomicInteger();
        try (var server = new Local((got, out) -> {
                    if (got.method().equals("GET")) {
                        int n = opened.incrementAndGet();
                        out.stream().chunk("id: e" + n + "\nretry: 100\ndata: " + CHANGED + "\n\n");
                        if (n < 3) out.end();
                        else out.awaitHangUp();
                    } else usual(got, out);
                });
                var upstream = open(server)) {
            handshake(upstream);
            for (int i = 0; i < 3; i++) assertThat(heard.next()).isEqualTo("tells - " + CHANGED);
            var gets = server.got.stream().filter(got -> got.method().equals("GET"));
            assertThat(gets.map(got -> got.header("last-event-id"))).containsExactly("", "e1", "e2");
        }
    }

    @Test
    void a_reply_that_breaks_is_resumed_when_the_server_wants_it() throws Exception {
        var closedAt = new AtomicLong();
        var resumedAt = new AtomicLong();
        try (var server = new Local((got, out) -> {
                    if (usual(got, out)) return;
                    if (got.method().equals("POST")) {
                        out.stream().chunk("id: 7\nretry: 500\ndata: \n\n").end();
                        closedAt.set(System.nanoTime());
                    } else {
                        resumedAt.set(System.nanoTime());
                        out.stream()
                                .chunk("id: 8\ndata: " + Heard.pong(1) + "\n\n")
                                .awaitHangUp();
                    }
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            assertThat(TimeUnit.NANOSECONDS.toMillis(resumedAt.get() - closedAt.get()))
                    .isBetween(495L, 5000L);
            assertThat(server.got.getLast().header("last-event-id")).isEqualTo("7");
            assertThat(server.got.getLast().header("mcp-session-id")).isEqualTo("s-1");
        }
    }

    /// A server may send the answer to whichever GET comes next.
    @Test
    void no_other_stream_is_opened_while_a_reply_is_resumed() throws Exception {
        var streams = new LinkedBlockingQueue<Local.Out>();
        try (var server = new Local((got, out) -> {
                    boolean get = got.method().equals("GET");
                    if (get && got.header("last-event-id").isEmpty()) {
                        streams.add(out.stream().chunk("retry: 100\n\n"));
                        out.awaitHangUp();
                    } else if (get) {
                        out.stream().chunk("data: " + Heard.pong(1) + "\n\n").end();
                    } else if (got.says("\"ping\"")) {
                        streams.take().end();
                        out.stream().chunk("id: 7\nretry: 700\ndata: \n\n").end();
                    } else usual(got, out);
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            assertThat(streams.poll(10, TimeUnit.SECONDS)).isNotNull();
            var gets = server.got.stream().filter(got -> got.method().equals("GET"));
            assertThat(gets.map(got -> got.header("last-event-id"))).containsExactly("", "7", "");
        }
    }

    @Test
    void a_reply_that_nothing_comes_of_is_not_resumed_for_ever() throws Exception {
        try (var server = new Local((got, out) -> {
                    if (usual(got, out)) return;
                    out.stream().chunk("id: 7\nretry: 1\ndata: \n\n").end();
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("unanswered 1 its event stream ended without the answer");
            assertThat(server.got.stream()
                            .filter(got -> got.header("last-event-id").equals("7")))
                    .hasSize(5);
        }
    }

    @Test
    void a_session_that_the_server_forgot_has_ended() throws Exception {
        try (var server = new Local((got, out) -> {
                    if (!usual(got, out)) out.reply(404, "application/json", "{}");
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("ended the server no longer knows the session");
            assertThat(server.count("DELETE")).isZero();
        }
    }

    @Test
    void to_give_up_a_request_is_posted() throws Exception {
        var cancelled = new CountDownLatch(1);
        try (var server = new Local((got, out) -> {
                    if (got.says("notifications/cancelled")) cancelled.countDown();
                    if (!usual(got, out)) out.stream().event("{}").awaitHangUp();
                });
                var upstream = open(server)) {
            handshake(upstream);
            var sent = Heard.ping(1);
            upstream.send(sent);
            assertThat(heard.next()).isEqualTo("tells 1 {}");
            upstream.send(Heard.cancel(sent));
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard.next()).isEqualTo("unanswered 1 it was given up");
        }
    }

    @Test
    void what_pavise_asks_is_not_waited_for_longer_than_it_says() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new Local((got, out) -> {
                    if (usual(got, out)) return;
                    out.stream().awaitHangUp();
                    hungUp.countDown();
                });
                var upstream = open(server)) {
            handshake(upstream);
            upstream.send(Heard.own(Heard.ping(1), 200));
            assertThat(heard.next()).isEqualTo("unanswered 1 it was given up");
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_session_id_that_would_write_headers_is_refused() throws Exception {
        try (var server = new Local((_, out) -> out.json(Heard.opened(), "Mcp-Session-Id: a b"));
                var upstream = open(server)) {
            upstream.send(Heard.initialize());
            assertThat(heard.next()).startsWith("unanswered 0 its session id");
        }
    }

    @Test
    void a_server_of_2024_is_spoken_to_at_its_two_endpoints() throws Exception {
        var streams = new LinkedBlockingQueue<Local.Out>();
        try (var server = new Local((got, out) -> {
                    if (got.method().equals("GET")) {
                        streams.add(out.stream().chunk("event: endpoint\ndata: /messages?s=1\n\n"));
                        out.awaitHangUp();
                    } else if (got.path().equals("/mcp")) {
                        out.reply(405, "text/plain", "no");
                    } else {
                        out.accepted();
                        var stream = streams.take();
                        if (got.says("\"initialize\"")) stream.event(Heard.opened());
                        else if (got.says("\"ping\"")) stream.event(Heard.pong(1));
                        streams.add(stream);
                        if (got.says("\"logging/setLevel\"")) stream.end();
                    }
                });
                var upstream = open(server)) {
            upstream.send(Heard.initialize());
            assertThat(heard.next()).isEqualTo("tells - " + Heard.opened());
            upstream.send(Heard.initialized());
            upstream.send(Heard.ping(1));
            assertThat(heard.next()).isEqualTo("tells - " + Heard.pong(1));
            var posts = server.got.stream().filter(got -> got.method().equals("POST"));
            assertThat(posts.map(Local.Got::path))
                    .containsExactly("/mcp", "/messages?s=1", "/messages?s=1", "/messages?s=1");
            upstream.send(Heard.request("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"logging/setLevel\"}"));
            assertThat(heard.next()).startsWith("ended its stream ended");
        }
    }

    @Test
    void a_server_of_2024_posts_nobody_elsewhere() throws Exception {
        try (var other = new Local((_, out) -> out.accepted());
                var server = new Local((got, out) -> {
                    if (got.method().equals("POST")) out.reply(404, "text/plain", "no");
                    else
                        out.stream()
                                .chunk("event: endpoint\ndata: " + other.url() + "\n\n")
                                .awaitHangUp();
                });
                var upstream = open(server)) {
            upstream.send(Heard.initialize());
            assertThat(heard.next()).startsWith("unanswered 0 it wants messages to be posted to another origin");
            assertThat(other.got).isEmpty();
        }
    }
}
