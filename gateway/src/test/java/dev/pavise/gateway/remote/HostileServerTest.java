package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.IoEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server, or who stands between, may try: nothing of it harms more than the call itself.
class HostileServerTest {
    private static final int BYTES_MAX = 1 << 20;
    private static final Limits FEW =
            new Limits(2, 2, 2, 16 << 10, 100, Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final IoEventLoopGroup loops = Remotes.loops(1);
    private Remotes remotes = new Remotes(loops, FEW, Resolver.SYSTEM);
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        remotes.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private RemoteUpstream open(URI url) {
        var remote = new Remote(url, Map.of("Authorization", "Bearer secret"));
        var upstream = new RemoteUpstream(remotes, remote, true, BYTES_MAX, Heard.ROOMY, _ -> List.of());
        upstream.open(heard);
        return upstream;
    }

    private String after(Local.Play play) throws Exception {
        heard.lines.clear();
        try (var server = new Local(play);
                var upstream = open(server.url())) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            return heard.next();
        }
    }

    @Test
    void a_body_of_100_MB_is_cut_off() throws Exception {
        var written = new AtomicLong();
        assertThat(after((_, out) -> {
                    out.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 1600; i++) {
                        out.chunk("x".repeat(64 << 10));
                        written.addAndGet(64 << 10);
                    }
                }))
                .isEqualTo("overlong 1");
        assertThat(written.get()).isLessThan(50L << 20);
    }

    @Test
    void an_announced_body_that_is_too_long_is_not_waited_for() throws Exception {
        assertThat(after((_, out) -> {
                    out.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{");
                    out.awaitHangUp();
                }))
                .isEqualTo("overlong 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", ": ", "unknown"})
    void a_line_without_end_is_cut_off(String start) throws Exception {
        assertThat(after((_, out) -> {
                    out.stream().chunk(start);
                    for (int i = 0; i < 1600; i++) out.chunk("x".repeat(64 << 10));
                }))
                .isEqualTo("overlong 1");
    }

    @Test
    void an_event_of_many_lines_is_cut_off() throws Exception {
        assertThat(after((_, out) -> {
                    out.stream();
                    for (int i = 0; i < 1600; i++) out.chunk("data: " + "x".repeat(64 << 10) + "\n");
                }))
                .isEqualTo("overlong 1");
    }

    @Test
    void a_head_that_is_too_long_is_refused() throws Exception {
        assertThat(after((_, out) -> out.reply(200, "application/json", "{}", "X: " + "x".repeat(20_000))))
                .startsWith("unanswered 1 its reply is not HTTP, or its head");
    }

    @Test
    void a_head_of_too_many_headers_is_refused() throws Exception {
        assertThat(after((_, out) -> out.reply(200, "application/json", "{}", "X: 1\r\n".repeat(150) + "Y: 1")))
                .startsWith("unanswered 1 its reply has more than 100 headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json5", "text/event-streams"})
    void another_type_of_content_is_no_answer(String type) throws Exception {
        assertThat(after((_, out) -> out.reply(200, type, Heard.pong(1))))
                .startsWith("unanswered 1 its reply is neither JSON nor an event stream");
    }

    @Test
    void what_is_compressed_is_refused() throws Exception {
        assertThat(after((_, out) -> out.reply(200, "application/json", Heard.pong(1), "Content-Encoding: gzip")))
                .startsWith("unanswered 1 its reply is compressed");
    }

    @Test
    void a_connection_that_breaks_half_way_ends_the_call() throws Exception {
        assertThat(after((_, out) -> {
                    out.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"json");
                    out.hangUp();
                }))
                .startsWith("unanswered 1 the connection broke");
    }

    @Test
    void another_protocol_is_not_spoken() throws Exception {
        assertThat(after((_, out) -> out.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")))
                .startsWith("unanswered 1 it wants to speak another protocol");
        assertThat(after((_, out) -> out.raw("SSH-2.0-OpenSSH_9.9\r\n")))
                .startsWith("unanswered 1 its reply is not HTTP");
    }

    @Test
    void a_redirect_to_another_origin_is_not_followed() throws Exception {
        try (var other = new Local((_, out) -> out.json(Heard.pong(1)))) {
            assertThat(after((_, out) -> out.reply(307, "", "", "Location: " + other.url())))
                    .startsWith("unanswered 1 it redirects to another origin");
            assertThat(other.got).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void a_redirect_that_would_change_the_method_is_not_followed(int status) throws Exception {
        assertThat(after((_, out) -> out.reply(status, "", "", "Location: /other")))
                .startsWith("unanswered 1 it answered with a redirect that is not followed: HTTP " + status);
    }

    @Test
    void a_redirect_within_the_origin_is_followed_three_times() throws Exception {
        assertThat(after((got, out) -> {
                    int n = got.path().length();
                    if (n < 7) out.reply(308, "", "", "Location: " + got.path() + "x");
                    else out.json(Heard.pong(1));
                }))
                .isEqualTo("tells 1 " + Heard.pong(1));
        assertThat(after((got, out) -> out.reply(307, "", "", "Location: " + got.path() + "x")))
                .startsWith("unanswered 1 it redirects more than 3 times");
    }

    /// Bytes behind a reply would be taken for the reply to the next request.
    @Test
    void a_connection_with_bytes_that_nobody_asked_for_is_not_used_again() throws Exception {
        try (var server = new Local((got, out) -> {
                    String answer = got.says("\"id\":1") ? Heard.pong(1) : Heard.pong(2);
                    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
                    String reply = head + answer.length() + "\r\n\r\n" + answer;
                    out.raw(got.says("\"id\":1") ? reply + reply : reply);
                });
                var upstream = open(server.url())) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            upstream.send(Heard.modern(2, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 2 " + Heard.pong(2));
            assertThat(server.connections).hasValue(2);
        }
    }

    /// Whether the server did what was asked is not known, so it is not asked again.
    @Test
    void a_post_that_may_have_arrived_is_never_repeated() throws Exception {
        try (var server = new Local((got, out) -> {
                    if (got.says("\"id\":1")) out.json(Heard.pong(1));
                    else out.hangUp();
                });
                var upstream = open(server.url())) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            heard.next();
            upstream.send(Heard.modern(2, "tools/list", ""));
            assertThat(heard.next()).startsWith("unanswered 2 the connection broke");
            assertThat(server.got).hasSize(2);
        }
    }

    @Test
    void no_more_connections_and_no_more_waiting_calls_than_allowed() throws Exception {
        var let = new CountDownLatch(1);
        try (var server = new Local((got, out) -> {
                    let.await();
                    out.json(got.says("\"id\":5") ? "{}" : Heard.pong(0));
                });
                var upstream = open(server.url())) {
            for (int id = 1; id <= 5; id++) upstream.send(Heard.modern(id, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("unanswered 5 too many calls wait for a connection to it");
            let.countDown();
            for (int i = 0; i < 8; i++) assertThat(heard.next()).doesNotContain("5");
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void a_server_that_drips_holds_up_nobody_else() throws Exception {
        try (var server = new Local((_, out) -> {
                    out.stream();
                    for (int i = 0; i < 10_000; i++) {
                        out.chunk(".");
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                });
                var fine = new Local((_, out) -> out.json(Heard.pong(2)));
                var slow = open(server.url());
                var other = open(fine.url())) {
            var sent = Heard.modern(1, "tools/list", "");
            slow.send(sent);
            other.send(Heard.modern(2, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 2 " + Heard.pong(2));
            slow.send(Heard.cancel(sent));
            assertThat(heard.next()).isEqualTo("unanswered 1 it was given up");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "fc00::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "::7f00:1",
                "2002:7f00:1::",
                "fec0::1"
            })
    void a_name_does_not_lead_into_the_house(String address) throws Exception {
        remotes =
                new Remotes(loops, FEW, _ -> List.of(InetAddress.ofLiteral("9.9.9.9"), InetAddress.ofLiteral(address)));
        try (var upstream = open(URI.create("https://example.org/mcp"))) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next())
                    .startsWith("unanswered 1 no connection to https://example.org: its name is not reached: "
                            + "example.org leads to ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://10.0.0.1/",
                "https://169.254.169.254/",
                "https://[fd00:ec2::254]/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "https://0.0.0.0/",
                "https://[::ffff:169.254.169.254]/",
                "https://u:p@example.org/",
                "ftp://example.org/",
                "https:///x",
                "https://example.org/#x"
            })
    void some_addresses_are_not_written_into_a_configuration(String url) {
        assertThatThrownBy(() -> new Remote(URI.create(url), Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/mcp",
                "http://127.0.0.1/",
                "http://[::1]:1/",
                "https://10.0.0.1/",
                "https://a.b/"
            })
    void an_address_of_the_house_may_be_written_down(String url) {
        assertThat(new Remote(URI.create(url), Map.of()).toString())
                .contains(URI.create(url).getHost());
    }

    @Test
    void headers_cannot_be_smuggled_in_and_do_not_print() {
        URI url = URI.create("https://example.org/");
        assertThatThrownBy(() -> new Remote(url, Map.of("X", "a\r\nY: b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Remote(url, Map.of("Host", "b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Remote(url, Map.of("a b", "c"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Remote(url, Map.of("X-Key", "hush")).toString())
                .contains("X-Key")
                .doesNotContain("hush");
    }
}
