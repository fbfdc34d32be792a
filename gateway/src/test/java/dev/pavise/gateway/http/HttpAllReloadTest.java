package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Servers go, or take nothing, and settings change, while a client of all of them is at work.
class HttpAllReloadTest {
    private static final String LIST = "{'jsonrpc':'2.0','id':9,'method':'tools/list'}";
    private Front front;
    private Client ada;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
        ada = front.all();
        ada.initialize("2025-11-25");
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void a_server_that_is_taken_out_answers_what_is_under_way_and_is_asked_nothing_more() throws Exception {
        try (HttpWire general = ada.get();
                HttpWire slow = ada.open(Client.call(1, "market__slow"))) {
            assertThat(general.reply().isStream()).isTrue();
            front.market.awaitHeard("\"slow\"");
            front.servers.remove(front.market);

            assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
            assertThat(ada.post(Client.call(2, "market__echo")).body()).contains("does not list");
            assertThat(ada.post(Client.call(3, "bank__echo")).body()).contains("done");
            HttpWire.Told told = general.event();
            while (!told.data().contains("tools/list_changed")) told = general.event();
            assertThat(front.market.closed.get()).isZero();

            front.market.goOn.release();
            assertThat(slow.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("\"id\":1", "late");
        }
        Poll.until(() -> front.market.closed.get() == 1);
        assertThat(front.market.heard).noneMatch(each -> each.contains("\"echo\""));
        assertThat(front.bank.closed.get()).isZero();
    }

    @Test
    void a_server_that_takes_nothing_is_sent_nothing_and_the_others_go_on() throws Exception {
        assertThat(ada.post(Client.call(1, "market__echo")).body()).contains("done");
        front.market.heard.clear();
        front.market.hasRoom = false;
        assertThat(ada.post(Client.call(2, "market__echo")).body())
                .contains("\"isError\":true", "does not take what it is sent");
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
        assertThat(ada.post(Client.call(3, "bank__echo")).body()).contains("done");
        assertThat(front.market.heard).isEmpty();

        front.market.hasRoom = true;
        assertThat(ada.post(Client.call(4, "market__echo")).body()).contains("done");
    }

    /// It began with more patience than any test has.
    @Test
    void how_long_others_wait_for_a_server_is_as_it_is_set_when_they_ask() throws Exception {
        front.market.unanswered.add("tools/list");
        front.patience = Duration.ofMillis(100);
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
        assertThat(front.leftOut.poll()).startsWith("market: it has not answered tools/list");
    }
}
