package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How long, how many and how much.
class HttpLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /// Times in milliseconds, and how many connections, streams and sessions.
    private static HttpLimits limits(long request, long idle, int connections, int streams, int sessions) {
        return new HttpLimits(
                16 << 10,
                1 << 20,
                Duration.ofMillis(request),
                Duration.ofMillis(idle),
                connections,
                streams,
                sessions,
                sessions,
                LONG,
                LONG,
                1 << 20);
    }

    @Test
    void a_head_that_takes_too_long_is_given_up() throws Exception {
        try (Front front = new Front(limits(400, 60_000, 10, 10, 10));
                HttpWire wire = front.wire()) {
            wire.send("GET /healthz HTTP/1.1\r\nHost: ");
            assertThat(wire.reply().status()).isEqualTo(408);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void bytes_now_and_then_buy_no_time() throws Exception {
        try (Front front = new Front(limits(600, 60_000, 10, 10, 10));
                HttpWire wire = front.wire()) {
            long from = System.nanoTime();
            String slow = front.ada().request("POST", "{}", "Content-Length: 500000");
            for (int i = 0; wire.socket.getInputStream().available() == 0; i++) {
                assertThat(System.nanoTime() - from).isLessThan(LONG.toNanos());
                wire.send(i < slow.length() ? slow.substring(i, Math.min(slow.length(), i + 40)) : " ");
                i += 39;
                Thread.sleep(20);
            }
            assertThat(wire.reply().status()).isEqualTo(408);
        }
    }

    @Test
    void a_body_that_takes_too_long_is_given_up_and_the_next_request_has_its_own_time() throws Exception {
        try (Front front = new Front(limits(1000, 60_000, 10, 10, 10))) {
            Client ada = front.legacy("2025-11-25");
            String request = ada.request("POST", Client.call(1, "echo"));
            try (HttpWire wire = front.wire()) {
                // Together they take longer than one of them may.
                long until = System.nanoTime() + 1_100_000_000L;
                while (System.nanoTime() < until) {
                    wire.send(request.substring(0, 100));
                    wire.send(request.substring(100));
                    assertThat(wire.reply().status()).isEqualTo(200);
                }
                wire.send(request.substring(0, request.length() - 1));
                assertThat(wire.reply().status()).isEqualTo(408);
                assertThat(wire.isClosed()).isTrue();
            }
        }
    }

    @Test
    void a_connection_that_does_nothing_is_closed() throws Exception {
        try (Front front = new Front(limits(60_000, 400, 10, 10, 10));
                HttpWire wire = front.wire()) {
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void a_call_that_takes_long_is_not_idle_and_breathes() throws Exception {
        try (Front front = new Front(limits(60_000, 400, 10, 10, 10))) {
            Client ada = front.legacy("2025-11-25");
            try (HttpWire slow = ada.open(Client.call(1, "slow"))) {
                assertThat(slow.reply().isStream()).isTrue();
                for (int comments = 0; comments < 5; ) if (slow.block().event().startsWith(":")) comments++;
                front.market.goOn.release();
                assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("late");
            }
        }
    }

    @Test
    void a_client_that_does_not_read_is_cut_off() throws Exception {
        try (Front front = new Front(limits(60_000, 800, 10, 10, 10));
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
            front.market.bigBytes = 8 << 20;
            Client ada = front.legacy("2025-11-25");
            try (HttpWire wire = new HttpWire(socket)) {
                wire.send(ada.request("POST", Client.call(1, "big")));
                Poll.until(() -> front.server.underWay() == 1);
                Poll.until(() -> front.server.underWay() == 0);
            }
            assertThat(ada.post(Client.call(2, "echo")).body()).contains("done");
        }
    }

    @Test
    void bodies_that_do_not_end_fill_a_share_of_the_memory_and_no_more() throws Exception {
        var wires = new ArrayList<HttpWire>();
        try (Front front = new Front(limits(60_000, 60_000, 100, 10, 10))) {
            Client ada = front.legacy("2025-11-25");
            String most = ada.request("POST", "", "Content-Length: " + (1 << 20));
            for (int i = 0; i < 17; i++) wires.add(front.wire().send(most + "x".repeat((1 << 20) - 1)));
            // All of them together are too much, whichever comes last.
            Poll.until(() -> refused(wires).isPresent());
            assertThat(refused(wires).orElseThrow().reply().status()).isEqualTo(503);
            for (HttpWire each : wires) each.close();
            Poll.until(() -> ada.post(Client.call(2, "echo")).status() == 200);
        } finally {
            for (HttpWire each : wires) each.close();
        }
    }

    private static Optional<HttpWire> refused(List<HttpWire> wires) throws IOException {
        for (HttpWire each : wires) if (each.hasReply()) return Optional.of(each);
        return Optional.empty();
    }

    @Test
    void a_server_that_does_not_read_is_sent_nothing_more() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 100, 10, 10))) {
            Client ada = front.legacy("2025-11-25");
            front.market.hasRoom = false;
            assertThat(ada.post(Client.call(1, "echo")).status()).isEqualTo(503);
            front.market.hasRoom = true;
            assertThat(ada.post(Client.call(2, "echo")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_reads_slowly_gets_everything() throws Exception {
        try (Front front = new Front(limits(60_000, 3000, 10, 10, 10));
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
            front.market.bigBytes = 8 << 20;
            Client ada = front.legacy("2025-11-25");
            try (HttpWire wire = new HttpWire(socket)) {
                wire.send(ada.request("POST", Client.call(1, "big")));
                long until = System.nanoTime() + 4_500_000_000L;
                long got = 0;
                var piece = new byte[64 << 10];
                while (got < 8 << 20) {
                    int more = socket.getInputStream().read(piece);
                    assertThat(more).isPositive();
                    got += more;
                    if (System.nanoTime() < until) Thread.sleep(10);
                }
            }
        }
    }

    @Test
    void a_server_is_not_read_while_its_client_does_not_read() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 10, 10, 10))) {
            Client ada = front.legacy("2025-11-25");
            try (HttpWire general = ada.get()) {
                general.reply();
                String more = "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'"
                        + "x".repeat(1 << 20) + "'}}";
                for (int i = 0; i < 24; i++) front.market.last.says(more);
                Thread waits = Thread.ofPlatform().start(() -> {
                    try {
                        front.market.last.awaitClient();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                Poll.until(() -> waits.getState() == Thread.State.WAITING);
                general.close();
                waits.join(10_000);
                assertThat(waits.isAlive()).isFalse();
            }
        }
    }

    @Test
    void connections_are_bounded_and_come_back() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 3, 10, 10))) {
            String ask = "GET /healthz HTTP/1.1\r\nHost: " + front.host() + "\r\n\r\n";
            var wires = new ArrayList<HttpWire>();
            for (int i = 0; i < 3; i++) {
                wires.add(front.wire().send(ask));
                assertThat(wires.getLast().reply().status()).isEqualTo(200);
            }
            try (HttpWire more = front.wire()) {
                assertThat(more.isClosed()).isTrue();
            }
            for (HttpWire wire : wires) wire.close();
            Poll.until(() -> {
                try (HttpWire again = front.wire().send(ask)) {
                    return again.reply().status() == 200;
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void streams_of_a_principal_are_bounded_and_others_have_their_own() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 100, 3, 10))) {
            Client ada = front.legacy("2025-11-25");
            var wires = new ArrayList<HttpWire>();
            for (int i = 1; i <= 3; i++) {
                wires.add(ada.open(Client.call(i, "slow")));
                wires.getLast().reply();
            }
            HttpWire.Answer more = ada.post(Client.call(4, "echo"));
            assertThat(more.status()).isEqualTo(429);
            assertThat(more.header("retry-after")).isEqualTo("1");
            Client bob = new Client(front, "bob-key", "market");
            bob.initialize("2025-11-25");
            assertThat(bob.post(Client.call(1, "echo")).status()).isEqualTo(200);
            front.market.goOn.release(3);
            for (HttpWire wire : wires) {
                HttpStreamsTest.rest(wire);
                wire.close();
            }
            Poll.until(() -> ada.post(Client.call(5, "echo")).status() == 200);
        }
    }

    @Test
    void requests_whose_clients_never_come_back_are_bounded() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 100, 3, 10))) {
            Client ada = front.legacy("2025-11-25");
            for (int i = 1; i <= 3; i++) {
                HttpWire wire = ada.open(Client.call(i, "never"));
                wire.reply();
                wire.close();
                Poll.until(() -> front.server.underWay() == 0);
            }
            assertThat(ada.post(Client.call(4, "never")).status()).isEqualTo(429);
        }
    }

    @Test
    void sessions_of_a_principal_are_bounded() throws Exception {
        try (Front front = new Front(limits(60_000, 60_000, 100, 10, 2))) {
            Client first = front.legacy("2025-11-25");
            front.legacy("2025-11-25");
            HttpWire.Answer more = front.ada().post(Client.handshake("2025-11-25"));
            assertThat(more.status()).isEqualTo(429);
            assertThat(more.header("retry-after")).isNotEmpty();
            new Client(front, "bob-key", "market").initialize("2025-11-25");
            first.delete();
            front.legacy("2025-11-25");
        }
    }

    @Test
    void a_session_that_nobody_uses_is_closed_and_one_that_is_listened_to_is_not() throws Exception {
        var limits =
                new HttpLimits(16 << 10, 1 << 20, LONG, LONG, 10, 10, 10, 10, Duration.ofMillis(800), LONG, 1 << 20);
        try (Front front = new Front(limits)) {
            Client listens = front.legacy("2025-11-25");
            try (HttpWire general = listens.get()) {
                general.reply();
                front.legacy("2025-11-25");
                // It was used after the one that is listened to.
                Poll.until(() -> front.market.closed.get() == 1 && front.server.sessions() == 1);
                assertThat(listens.post(Client.call(1, "echo")).status()).isEqualTo(200);
            }
            Poll.until(() -> front.server.sessions() == 0);
        }
    }

    @Test
    void requests_that_pile_up_on_a_connection_close_it() throws Exception {
        try (Front front = new Front()) {
            Client ada = front.legacy("2025-11-25");
            try (HttpWire wire = front.wire()) {
                wire.send(ada.request("POST", Client.call(1, "slow")));
                wire.reply();
                String next = ada.request("POST", Client.call(2, "echo"));
                wire.send(next.repeat(9));
                Poll.until(() -> front.server.underWay() == 0);
            }
        }
    }

    /// The server's own bound counts on every road, not only the edge's.
    @Test
    void a_message_longer_than_the_server_s_bound_is_refused_in_both_eras_and_at_the_first_message() throws Exception {
        try (Front front = new Front()) {
            Limits most = Limits.DEFAULT;
            front.market.policy = new Policy(
                    Preset.BALANCED,
                    new Limits(
                            2048,
                            most.depthMax(),
                            most.contentItemsMax(),
                            most.blobBytesMax(),
                            most.listItemsMax(),
                            most.definitionBytesMax(),
                            most.callTime(),
                            most.pagesMax()),
                    Rates.DEFAULT,
                    false,
                    List.of());
            String tooMuch = "'name':'echo','arguments':{'a':'" + "a".repeat(4000) + "'}";
            Client modern = front.ada();
            modern.version = "2026-07-28";
            try (HttpWire wire = modern.open(
                    HttpModernTest.modern(1, "tools/call", tooMuch), HttpModernTest.heads("tools/call", "echo"))) {
                assertThat(wire.reply().body()).contains("2048");
            }
            assertThat(front.ada()
                            .post(
                                    "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                                            + "'capabilities':{},'clientInfo':{'name':'" + "c".repeat(4000)
                                            + "','version':'1'}}}")
                            .body())
                    .contains("2048");
            assertThat(front.market.heard).isEmpty();
            Client legacy = front.legacy("2025-11-25");
            assertThat(legacy.post("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{" + tooMuch + "}}")
                            .body())
                    .contains("2048");
        }
    }
}
