package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server's entry changes, or the server hangs, while sessions are open at it.
class HttpReloadTest {
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private HttpWire modern(String tool) throws Exception {
        Client ada = front.ada();
        ada.version = "2026-07-28";
        String params = "'name':'" + tool + "','arguments':{}";
        return ada.open(HttpModernTest.modern(1, "tools/call", params), HttpModernTest.heads("tools/call", tool));
    }

    @Test
    void a_session_at_the_server_before_ends_and_the_next_one_is_at_the_new() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();

            front.market.made = "second";

            // Nobody has to send anything for that.
            assertThat(HttpStreamsTest.rest(general)).isEmpty();
        }
        Poll.until(() -> front.market.closed.get() == 1);
        assertThat(ada.post(Client.call(1, "echo")).status()).isEqualTo(404);
        assertThat(front.legacy("2025-11-25").post(Client.call(1, "echo")).body())
                .contains("done");
    }

    @Test
    void a_call_under_way_is_answered_while_nothing_new_is_taken() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire slow = ada.open(Client.call(1, "slow"))) {
            slow.reply();
            front.market.awaitHeard("\"slow\"");
            front.market.made = "second";

            HttpWire.Answer late = ada.post(Client.call(2, "echo"));
            assertThat(late.status()).isEqualTo(404);
            assertThat(late.body()).contains("initialize again");
            assertThat(ada.post("{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}")
                            .status())
                    .isEqualTo(202);

            front.market.goOn.release();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("\"id\":1", "late");
        }
        Poll.until(() -> front.market.closed.get() == 1 && front.server.sessions() == 0);
    }

    @Test
    void modern_calls_go_to_the_new_server_at_once_and_those_under_way_are_answered_by_the_old() throws Exception {
        try (HttpWire slow = modern("slow")) {
            assertThat(slow.reply().isStream()).isTrue();
            front.market.awaitHeard("\"slow\"");
            Scripted.Line before = front.market.last;
            front.market.made = "second";

            try (HttpWire echo = modern("echo")) {
                assertThat(echo.reply().body()).contains("done");
            }
            assertThat(front.market.last).isNotSameAs(before);
            assertThat(front.market.opened.get()).isEqualTo(2);

            front.market.goOn.release();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("late");
        }
        Poll.until(() -> front.market.closed.get() == 1 && front.server.sessions() == 1);
    }

    @Test
    void a_call_that_takes_longer_than_the_drain_time_is_told_that_its_server_ended() throws Exception {
        var limits = new HttpLimits(
                16 << 10,
                1 << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                10,
                10,
                10,
                10,
                Duration.ofMinutes(10),
                Duration.ofMillis(50),
                1 << 20);
        try (Front hasty = new Front(limits)) {
            Client ada = hasty.legacy("2025-11-25");
            try (HttpWire never = ada.open(Client.call(1, "never"))) {
                never.reply();
                hasty.market.awaitHeard("\"never\"");
                hasty.market.made = "second";
                assertThat(HttpStreamsTest.rest(never)).last().asString().contains("\"id\":1", "ended");
            }
        }
    }

    @Test
    void modern_calls_go_to_another_process_where_the_one_before_hangs() throws Exception {
        front.market.policy = Front.brief();
        try (HttpWire never = modern("never")) {
            assertThat(never.reply().body()).contains("did not answer");
        }
        try (HttpWire echo = modern("echo")) {
            assertThat(echo.reply().body()).contains("done");
        }
        assertThat(front.market.opened.get()).isEqualTo(2);
        Poll.until(() -> front.market.closed.get() == 1);
    }

    @Test
    void a_session_whose_server_hangs_ends_at_its_next_request_and_the_client_begins_anew() throws Exception {
        front.market.policy = Front.brief();
        Client ada = front.legacy("2025-11-25");
        assertThat(ada.post(Client.call(1, "never")).body()).contains("did not answer");
        // Whoever only says something waits for nothing, and ends nothing.
        assertThat(ada.post("{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}")
                        .status())
                .isEqualTo(202);
        assertThat(front.market.closed.get()).isZero();

        HttpWire.Answer next = ada.post(Client.call(2, "echo"));
        assertThat(next.status()).isEqualTo(404);
        assertThat(next.body()).contains("hangs", "initialize again");
        Poll.until(() -> front.market.closed.get() == 1 && front.server.sessions() == 0);
        assertThat(front.legacy("2025-11-25").post(Client.call(1, "echo")).body())
                .contains("done");
    }

    @Test
    void a_session_whose_server_was_only_late_goes_on() throws Exception {
        front.market.policy = Front.brief();
        Client ada = front.legacy("2025-11-25");
        assertThat(ada.post(Client.call(1, "never")).body()).contains("did not answer");
        front.market.last.says(
                "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'hm'}}");
        assertThat(ada.post(Client.call(2, "echo")).body()).contains("done");
        assertThat(front.market.closed.get()).isZero();
    }

    @Test
    void sessions_at_other_servers_stay() throws Exception {
        Client bank = new Client(front, "ada-key", "bank");
        bank.initialize("2025-11-25");
        Client market = front.legacy("2025-11-25");
        front.market.made = "second";

        Poll.until(() -> front.market.closed.get() == 1);
        assertThat(market.post(Client.call(1, "echo")).status()).isEqualTo(404);
        assertThat(bank.post(Client.call(1, "echo")).body()).contains("done");
        assertThat(front.bank.closed.get()).isZero();
    }

    @Test
    void a_session_whose_server_is_gone_ends() throws Exception {
        front.legacy("2025-11-25");
        front.gone = "market";

        Poll.until(() -> front.market.closed.get() == 1 && front.server.sessions() == 0);
    }
}
