package dev.pavise.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.gateway.SelfSigned;
import io.netty.channel.IoEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a connection is made to, and how long it is kept.
class ConnectionsTest {

    @TempDir
    private Path folder;

    private final IoEventLoopGroup loops = Remotes.loops(1);
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private RemoteUpstream open(Remotes remotes, URI url) {
        var upstream =
                new RemoteUpstream(remotes, new Remote(url, Map.of()), true, 1 << 20, Heard.ROOMY, _ -> List.of());
        upstream.open(heard);
        return upstream;
    }

    private String ask(Remotes remotes, URI url) throws InterruptedException {
        try (remotes;
                var upstream = open(remotes, url)) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            return heard.next();
        }
    }

    private static TrustManagerFactory trust(KeyStore keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("a", keys.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static Local server(KeyStore keys) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SelfSigned.PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return new Local((_, out) -> out.json(Heard.pong(1)), tls.getServerSocketFactory());
    }

    @Test
    void a_server_whose_certificate_is_trusted_for_its_name_is_spoken_to() throws Exception {
        var keys = SelfSigned.keys(folder, "dns:localhost,ip:127.0.0.1");
        try (var server = server(keys)) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                var remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM, trust(keys));
                assertThat(ask(remotes, URI.create("https://" + host + ":" + server.port() + "/")))
                        .isEqualTo("tells 1 " + Heard.pong(1));
                assertThat(heard.next()).isEqualTo("ended closed");
            }
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        try (var server = server(SelfSigned.keys(folder, "dns:localhost"))) {
            var remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);
            assertThat(ask(remotes, URI.create("https://localhost:" + server.port() + "/")))
                    .contains("unanswered 1 no connection to https://localhost", "its certificate is not trusted");
            assertThat(server.got).isEmpty();
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        var keys = SelfSigned.keys(folder, "dns:other.example");
        try (var server = server(keys)) {
            var remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM, trust(keys));
            assertThat(ask(remotes, URI.create("https://localhost:" + server.port() + "/")))
                    .contains("unanswered 1 no connection to https://localhost", "its certificate is not trusted");
            assertThat(server.got).isEmpty();
        }
    }

    /// What was checked is what is connected to: a second lookup could lead elsewhere.
    @Test
    void a_name_is_looked_up_once_for_a_connection() throws Exception {
        var outside = InetAddress.ofLiteral("9.9.9.9");
        var asked = new AtomicInteger();
        Resolver turning = _ -> List.of(asked.incrementAndGet() == 1 ? outside : InetAddress.ofLiteral("127.0.0.1"));
        try (var remotes = new Remotes(loops, Limits.DEFAULT, turning)) {
            var target = Target.of(URI.create("https://example.org/"));
            assertThat(remotes.addresses(target).get(10, TimeUnit.SECONDS)).containsExactly(outside);
            assertThat(asked).hasValue(1);
            assertThat(remotes.addresses(target)).failsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_name_that_is_not_found_in_time_ends_the_call() throws Exception {
        var let = new CountDownLatch(1);
        Resolver slow = _ -> {
            try {
                let.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        var brief = new Limits(2, 2, 2, 16 << 10, 100, Duration.ofMillis(300), Duration.ofSeconds(30));
        assertThat(ask(new Remotes(loops, brief, slow), URI.create("https://example.org/")))
                .isEqualTo("unanswered 1 no connection to https://example.org: its name was not found in time");
        let.countDown();
    }

    @Test
    void a_connection_is_used_again_until_it_was_idle_for_long() throws Exception {
        var hungUp = new CountDownLatch(1);
        var limits = new Limits(2, 2, 2, 16 << 10, 100, Duration.ofSeconds(10), Duration.ofSeconds(1));
        try (var server = new Local((got, out) -> {
                    out.json(got.says("\"id\":1") ? Heard.pong(1) : Heard.pong(2));
                    if (got.says("\"id\":2")) {
                        out.awaitHangUp();
                        hungUp.countDown();
                    }
                });
                var remotes = new Remotes(loops, limits, Resolver.SYSTEM);
                var upstream = open(remotes, server.url())) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 1 " + Heard.pong(1));
            upstream.send(Heard.modern(2, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 2 " + Heard.pong(2));
            assertThat(server.connections).hasValue(1);
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_connection_that_the_server_keeps_for_a_second_only_is_not_kept_longer() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new Local((_, out) -> {
                    out.json(Heard.pong(1), "Keep-Alive: timeout=1");
                    out.awaitHangUp();
                    hungUp.countDown();
                });
                var remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);
                var upstream = open(remotes, server.url())) {
            upstream.send(Heard.modern(1, "tools/list", ""));
            heard.next();
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Whoever listens forever is no call: its connection is not one of the few for calls.
    @Test
    void streams_that_stay_open_leave_room_for_calls() throws Exception {
        var limits = new Limits(1, 5, 5, 16 << 10, 100, Duration.ofSeconds(10), Duration.ofSeconds(30));
        try (var server = new Local((got, out) -> {
                    if (got.says("subscriptions/listen"))
                        out.stream().event("{}").awaitHangUp();
                    else out.json(Heard.pong(9));
                });
                var remotes = new Remotes(loops, limits, Resolver.SYSTEM);
                var upstream = open(remotes, server.url())) {
            for (int id = 1; id <= 3; id++) {
                upstream.send(Heard.modern(id, "subscriptions/listen", ""));
                assertThat(heard.next()).isEqualTo("tells " + id + " {}");
            }
            upstream.send(Heard.modern(9, "tools/list", ""));
            assertThat(heard.next()).isEqualTo("tells 9 " + Heard.pong(9));
        }
    }
}
