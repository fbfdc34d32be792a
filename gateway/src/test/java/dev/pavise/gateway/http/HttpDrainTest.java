package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The end comes without a cut.
class HttpDrainTest {
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private CompletableFuture<Void> closing(Duration patience) {
        return CompletableFuture.runAsync(() -> front.server.close(patience));
    }

    @Test
    void what_is_under_way_is_answered_and_nothing_new_begins() throws Exception {
        Client ada = front.legacy("2025-11-25");
        String health = "GET /healthz HTTP/1.1\r\nHost: " + front.host() + "\r\n\r\n";
        try (HttpWire slow = ada.open(Client.call(1, "slow"));
                HttpWire kept = front.wire().send(health);
                HttpWire other = front.wire().send(health)) {
            assertThat(slow.reply().isStream()).isTrue();
            front.market.awaitHeard("\"slow\"");
            assertThat(kept.reply().status()).isEqualTo(200);
            assertThat(other.reply().status()).isEqualTo(200);
            var closing = closing(Duration.ofSeconds(20));
            Poll.until(() -> isRefused(front));

            HttpWire.Answer late =
                    kept.send(ada.request("POST", Client.call(2, "echo"))).reply();
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.header("connection")).isEqualTo("close");
            assertThat(late.header("retry-after")).isNotEmpty();
            assertThat(kept.isClosed()).isTrue();
            String note = "{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}";
            assertThat(other.send(ada.request("POST", note)).reply().status()).isEqualTo(202);
            assertThat(other.send(health).reply().status()).isEqualTo(503);
            assertThat(closing).isNotDone();

            front.market.goOn.release();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("\"id\":1", "late");
            closing.join();
        }
        assertThat(front.server.sessions()).isZero();
        assertThat(front.market.closed.get()).isEqualTo(1);
    }

    private static boolean isRefused(Front front) {
        try (HttpWire wire = front.wire()) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void what_does_not_end_in_time_is_told_so() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire never = ada.open(Client.call(1, "never"))) {
            never.reply();
            front.market.awaitHeard("\"never\"");
            var closing = closing(Duration.ofMillis(300));
            assertThat(HttpStreamsTest.rest(never)).last().asString().contains("\"id\":1", "ended");
            closing.join();
        }
    }

    @Test
    void a_stream_that_is_only_listened_to_keeps_nothing_open() throws Exception {
        Client ada = front.legacy("2025-11-25");
        Client modern = front.ada();
        modern.version = "2026-07-28";
        try (HttpWire general = ada.get();
                HttpWire listening = modern.open(
                        HttpModernTest.modern(1, "subscriptions/listen", "'notifications':{'toolsListChanged':true}"),
                        HttpModernTest.heads("subscriptions/listen", ""))) {
            general.reply();
            front.market.awaitHeard("subscriptions/listen");
            long from = System.nanoTime();
            closing(Duration.ofSeconds(20)).join();
            assertThat(System.nanoTime() - from).isLessThan(8_000_000_000L);
            assertThat(HttpStreamsTest.rest(general)).isEmpty();
        }
    }

    @Test
    void a_long_reply_is_written_to_its_end() throws Exception {
        front.market.bigBytes = 8 << 20;
        Client ada = front.legacy("2025-11-25");
        try (HttpWire big = ada.open(Client.call(1, "big"))) {
            front.market.awaitHeard("\"big\"");
            var closing = closing(Duration.ofSeconds(20));
            HttpWire.Answer answer = big.reply();
            String body = answer.isStream() ? HttpStreamsTest.rest(big).getLast() : answer.body();
            assertThat(body).hasSizeGreaterThan(8 << 20).contains("\"id\":1");
            closing.join();
        }
    }

    @Test
    void afterwards_nobody_is_there() {
        front.server.close(Duration.ZERO);
        assertThatThrownBy(front::wire).isInstanceOf(IOException.class);
    }
}
