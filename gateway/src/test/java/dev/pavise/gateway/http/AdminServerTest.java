package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.gateway.remote.Remotes;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The listener with pages for those who run Pavise.
class AdminServerTest {
    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final AtomicInteger made = new AtomicInteger();
    private AdminServer server;

    @BeforeEach
    void open() throws Exception {
        server = AdminServer.listen(
                Front.loopback(),
                Map.of(
                        "/count",
                        () -> new AdminServer.Page(200, "text/plain; version=1", "page " + made.incrementAndGet()),
                        "/broken",
                        () -> {
                            throw new IllegalStateException("no");
                        }),
                loops);
    }

    @AfterEach
    void close() {
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private HttpWire.Answer asked(String line, String... headers) throws IOException {
        try (HttpWire wire = new HttpWire(server.address().getPort())) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String host = more.contains("Host:")
                    ? ""
                    : "Host: 127.0.0.1:" + server.address().getPort() + "\r\n";
            return wire.send(line + " HTTP/1.1\r\n" + host + more + "\r\n").reply();
        }
    }

    @Test
    void a_page_is_made_for_each_request_that_may_see_it() throws IOException {
        assertThat(asked("GET /count").body()).isEqualTo("page 1");
        HttpWire.Answer second = asked("GET /count?x=1");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("page 2");
        assertThat(second.header("content-type")).isEqualTo("text/plain; version=1");

        assertThat(asked("GET /count", "Host: evil.example").status()).isEqualTo(403);
        assertThat(asked("GET /count", "Origin: http://evil.example").status()).isEqualTo(403);
        assertThat(asked("GET /count", "Origin: http://localhost", "Origin: http://localhost")
                        .status())
                .isEqualTo(400);
        assertThat(asked("POST /count", "Content-Length: 0").status()).isEqualTo(405);
        assertThat(asked("POST /count", "Content-Length: 2000").status()).isEqualTo(413);
        assertThat(made).hasValue(2);
    }

    @Test
    void what_is_not_there_is_answered_with_what_is() throws IOException {
        HttpWire.Answer answer = asked("GET /s/market/mcp");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("/broken, /count");
    }

    @Test
    void a_page_that_fails_says_so() throws IOException {
        assertThat(asked("GET /broken").status()).isEqualTo(500);
    }
}
