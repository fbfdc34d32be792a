package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where a legacy client hears what.
class HttpStreamsTest {
    private static final String CHANGED = "{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}";
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    static List<String> rest(HttpWire wire) throws IOException {
        var all = new ArrayList<String>();
        for (HttpWire.Told next = wire.event(); next != null; next = wire.event()) {
            if (!next.data().isEmpty()) all.add(next.data());
        }
        return all;
    }

    @Test
    void one_answer_is_json() throws IOException {
        Client ada = front.legacy("2025-06-18");
        HttpWire.Answer answer = ada.post(Client.call(1, "echo"));
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"id\":1", "done");
    }

    @Test
    void more_than_an_answer_is_a_stream_that_ends_with_it() throws IOException {
        Client ada = front.legacy("2025-06-18");
        try (HttpWire wire = ada.open(Client.call(1, "chatty"))) {
            HttpWire.Answer head = wire.reply();
            assertThat(head.isStream()).isTrue();
            assertThat(head.header("x-accel-buffering")).isEqualTo("no");
            List<String> told = rest(wire);
            assertThat(told).hasSize(3);
            assertThat(told.get(0)).contains("notifications/progress", "\"t1\"");
            assertThat(told.get(1)).contains("notifications/message");
            assertThat(told.get(2)).contains("\"id\":1", "done");
        }
    }

    @Test
    void a_method_that_the_server_does_not_know_is_no_end_of_the_session() throws IOException {
        Client ada = front.legacy("2025-11-25");
        HttpWire.Answer answer = ada.post("{'jsonrpc':'2.0','id':3,'method':'nonsense/method'}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ada.post("{'jsonrpc':'2.0','id':4,").status()).isEqualTo(400);
        assertThat(ada.post(Client.call(5, "echo")).body()).contains("done");
    }

    @Test
    void each_message_is_told_on_one_stream() throws Exception {
        Client ada = front.legacy("2025-06-18");
        try (HttpWire general = ada.get();
                HttpWire slow = ada.open(Client.call(1, "slow"))) {
            assertThat(general.reply().isStream()).isTrue();
            assertThat(slow.reply().isStream()).isTrue();
            assertThat(slow.event().data()).contains("\"t1\"");
            try (HttpWire chatty = ada.open(Client.call(2, "chatty"))) {
                front.market.goOn.release();
                chatty.reply();
                assertThat(slow.event().data()).contains("\"id\":1");
                assertThat(slow.event()).isNull();
                List<String> told = rest(chatty);
                assertThat(told.getFirst()).contains("\"t2\"");
                assertThat(told.getLast()).contains("\"id\":2");
                assertThat(told).noneMatch(each -> each.contains("\"id\":1"));
            }
            front.market.last.says(CHANGED);
            // What was said during two calls is about neither, or about the last: it came once, somewhere.
            String next = general.event().data();
            if (next.contains("notifications/message")) next = general.event().data();
            assertThat(next).contains("list_changed");
        }
    }

    @Test
    void what_is_about_no_request_comes_on_the_general_stream_alone() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire general = ada.get();
                HttpWire slow = ada.open(Client.call(1, "slow"))) {
            assertThat(general.reply().isStream()).isTrue();
            assertThat(general.event().id()).isEqualTo("0-0");
            slow.reply();
            front.market.awaitHeard("\"slow\"");
            front.market.last.says(CHANGED);
            assertThat(general.event().data()).contains("list_changed");
            front.market.goOn.release();
            assertThat(rest(slow)).noneMatch(each -> each.contains("list_changed"));
        }
    }

    @Test
    void there_is_one_general_stream() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();
            try (HttpWire second = ada.get()) {
                assertThat(second.reply().status()).isEqualTo(409);
            }
        }
        Poll.until(() -> {
            try (HttpWire again = ada.get()) {
                return again.reply().isStream();
            }
        });
    }

    @Test
    void a_request_of_the_servers_is_answered_by_a_message_of_its_own() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire asking = ada.open(Client.call(1, "asking"))) {
            assertThat(asking.reply().isStream()).isTrue();
            HttpWire.Told asked = asking.event();
            while (!asked.data().contains("roots/list")) asked = asking.event();
            assertThat(ada.post("{'jsonrpc':'2.0','id':'from-1','result':{'roots':[]}}")
                            .status())
                    .isEqualTo(202);
            assertThat(rest(asking).getLast()).contains("\"id\":1", "asked");
        }
    }

    @Test
    void a_batch_is_taken_in_the_revision_that_has_them() throws IOException {
        String batch = "[" + Client.call(1, "echo") + "," + Client.call(2, "chatty")
                + ",{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}]";
        Client old = front.legacy("2025-03-26");
        try (HttpWire wire = old.open(batch)) {
            assertThat(wire.reply().isStream()).isTrue();
            List<String> told = rest(wire);
            assertThat(told).filteredOn(each -> each.contains("\"result\"")).hasSize(2);
        }
        assertThat(old.post("[{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}]")
                        .status())
                .isEqualTo(202);
        for (String revision : new String[] {"2025-06-18", "2025-11-25"}) {
            HttpWire.Answer answer = front.legacy(revision).post(batch);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("error");
        }
    }

    @Test
    void a_batch_with_a_request_that_is_given_up_answers_the_others() throws Exception {
        Client old = front.legacy("2025-03-26");
        try (HttpWire wire = old.open(
                "[" + Client.call(1, "never") + "," + Client.call(2, "echo") + "," + Client.call(3, "slow") + "]")) {
            wire.reply();
            front.market.awaitHeard("\"slow\"");
            old.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            front.market.awaitHeard("notifications/cancelled");
            front.market.goOn.release();
            assertThat(rest(wire))
                    .anyMatch(each -> each.contains("\"id\":2"))
                    .last()
                    .asString()
                    .contains("\"id\":3");
        }
    }

    @Test
    void a_notification_that_is_denied_is_told_so() throws Exception {
        for (String revision : new String[] {"2025-03-26", "2025-06-18", "2025-11-25"}) {
            Client ada = front.legacy(revision);
            HttpWire.Answer denied =
                    ada.post("{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'x'}}");
            assertThat(denied.status()).isEqualTo(400);
            assertThat(denied.body()).contains("\"error\":{").doesNotContain("\"id\"");
            assertThat(ada.post(Client.call(1, "echo")).status()).isEqualTo(200);
        }
        assertThat(front.market.heard).noneMatch(each -> each.contains("notifications/message"));
    }

    @Test
    void a_server_that_dies_is_told_to_whoever_waits() throws Exception {
        Client ada = front.legacy("2025-11-25");
        try (HttpWire slow = ada.open(Client.call(1, "never"))) {
            assertThat(slow.reply().isStream()).isTrue();
            front.market.last.dies();
            assertThat(rest(slow)).last().asString().contains("\"id\":1", "ended before it answered");
        }
        Poll.until(() -> ada.post(Client.call(2, "echo")).status() == 404);
        assertThat(front.server.sessions()).isZero();
    }

    @Test
    void a_call_on_which_the_server_dies_is_answered_once_the_evidence_is_kept() throws Exception {
        front.market.ledgerMillis = 30;
        for (int i = 0; i < 5; i++) {
            Client ada = front.legacy("2025-06-18");
            HttpWire.Answer answer = ada.post(Client.call(1, "dying"));
            assertThat(answer.body()).contains("\"id\":1", "ended before it answered");
        }
    }

    /// One that is let through is taken without a word (2025-03-26, transports).
    @Test
    void an_answer_that_is_denied_is_told_so() throws Exception {
        Client ada = front.legacy("2025-11-25");
        HttpWire.Answer unasked = ada.post("{'jsonrpc':'2.0','id':'nobody','result':{}}");
        assertThat(unasked.status()).isEqualTo(400);
        assertThat(unasked.header("content-type")).isEqualTo("application/json");
        assertThat(unasked.body()).contains("\"error\":", "Denied by Pavise (correlation)");
        try (HttpWire asking = ada.open(Client.call(1, "asking"))) {
            assertThat(asking.reply().isStream()).isTrue();
            HttpWire.Told asked = asking.event();
            while (!asked.data().contains("roots/list")) asked = asking.event();
            String deep = "[".repeat(200) + "]".repeat(200);
            HttpWire.Answer denied = ada.post("{'jsonrpc':'2.0','id':'from-1','result':{'roots':" + deep + "}}");
            assertThat(denied.status()).isEqualTo(400);
            assertThat(denied.body()).contains("Denied by Pavise (limits)");
            // The server that waits for it is told, too, and nothing more comes of it.
            assertThat(front.market.awaitHeard("\"error\"")).contains("from-1", "Denied by Pavise");
        }
    }

    @Test
    void a_session_whose_handshake_failed_is_none() throws Exception {
        front.market.refusesHandshakes = true;
        for (int i = 0; i < 2 * Front.LIMITS.sessionsMax(); i++) {
            HttpWire.Answer answer = front.ada().post(Client.handshake("2025-11-25"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("mcp-session-id")).isEmpty();
            Poll.until(() -> front.server.sessions() == 0);
        }
        assertThat(front.market.closed.get()).isEqualTo(front.market.opened.get());
    }

    @Test
    void a_session_that_nobody_heard_of_is_none() throws Exception {
        front.ada().open(Client.handshake("2025-11-25"), "X-Test: gone").close();
        Poll.until(() -> front.market.opened.get() == 1 && front.server.sessions() <= 1);
        front.legacy("2025-11-25");
    }

    @Test
    void hanging_up_cancels_nothing_in_a_session() throws Exception {
        Client ada = front.legacy("2025-11-25");
        HttpWire slow = ada.open(Client.call(1, "slow"));
        slow.reply();
        front.market.awaitHeard("\"slow\"");
        slow.close();
        Poll.until(() -> front.server.underWay() == 0);
        front.market.goOn.release();
        ada.post(Client.call(3, "echo"));
        assertThat(front.market.heard).noneMatch(each -> each.contains("cancelled"));
    }
}
