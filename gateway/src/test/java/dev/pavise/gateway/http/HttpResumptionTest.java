package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client whose connection broke goes on where it was, on that stream and no other.
class HttpResumptionTest {
    private static final String CHANGED = "{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}";
    private Front front;
    private Client ada;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
        ada = front.legacy("2025-11-25");
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void an_answer_that_came_while_nobody_was_there_is_told_later() throws Exception {
        HttpWire slow = ada.open(Client.call(1, "slow"));
        assertThat(slow.reply().isStream()).isTrue();
        HttpWire.Told first = slow.event();
        assertThat(first.data()).isEmpty();
        assertThat(slow.event().data()).contains("notifications/progress");
        slow.close();
        Poll.until(() -> front.server.underWay() == 0);
        front.market.goOn.release();
        ada.post(Client.call(2, "echo"));
        try (HttpWire again = ada.get("Last-Event-ID: " + first.id())) {
            assertThat(again.reply().isStream()).isTrue();
            List<String> told = HttpStreamsTest.rest(again);
            assertThat(told).hasSize(2);
            assertThat(told.getFirst()).contains("notifications/progress");
            assertThat(told.getLast()).contains("\"id\":1", "late");
        }
    }

    @Test
    void an_answer_comes_on_the_connection_that_came_back() throws Exception {
        HttpWire slow = ada.open(Client.call(1, "slow"));
        slow.reply();
        HttpWire.Told primer = slow.event();
        HttpWire.Told progress = slow.event();
        try (HttpWire again = ada.get("Last-Event-ID: " + progress.id())) {
            assertThat(again.reply().isStream()).isTrue();
            // The connection before was still open; it ends instead of hanging.
            assertThat(slow.event()).isNull();
            front.market.goOn.release();
            assertThat(HttpStreamsTest.rest(again)).singleElement().asString().contains("late");
        }
        try (HttpWire more = ada.get("Last-Event-ID: " + primer.id())) {
            more.reply();
            assertThat(HttpStreamsTest.rest(more)).hasSize(2);
        }
        slow.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"99-0", "1-99", "0-0", "0-7", "3-1", "x", "", "1", "-1-0", "1-0-0", "99999999999999999999-1"})
    void an_event_that_never_was_is_refused(String id) throws Exception {
        ada.post(Client.call(1, "echo"));
        try (HttpWire wire = ada.get("Last-Event-ID: " + id)) {
            assertThat(wire.reply().status()).isEqualTo(400);
        }
    }

    @Test
    void another_sessions_events_are_refused() throws Exception {
        Client other = front.legacy("2025-11-25");
        for (int i = 0; i < 3; i++) other.post(Client.call(i, "echo"));
        HttpWire.Told last;
        try (HttpWire chatty = other.open(Client.call(9, "chatty"))) {
            chatty.reply();
            last = chatty.event();
        }
        try (HttpWire wire = ada.get("Last-Event-ID: " + last.id())) {
            assertThat(wire.reply().status()).isEqualTo(400);
        }
    }

    @Test
    void a_stream_is_gone_on_with_alone() throws Exception {
        HttpWire first = ada.open(Client.call(1, "chatty"));
        first.reply();
        HttpWire.Told begin = first.event();
        HttpStreamsTest.rest(first);
        first.close();
        try (HttpWire second = ada.open(Client.call(2, "chatty"))) {
            second.reply();
            HttpStreamsTest.rest(second);
        }
        try (HttpWire again = ada.get("Last-Event-ID: " + begin.id())) {
            again.reply();
            List<String> told = HttpStreamsTest.rest(again);
            assertThat(told).isNotEmpty().noneMatch(each -> each.contains("\"id\":2") || each.contains("t2"));
            assertThat(told.getLast()).contains("\"id\":1");
        }
    }

    @Test
    void the_general_stream_tells_what_nobody_heard_and_nothing_twice() throws Exception {
        HttpWire general = ada.get();
        general.reply();
        general.event();
        front.market.last.says(CHANGED.replace("tools", "prompts"));
        assertThat(general.event().data()).contains("prompts/list_changed");
        general.close();
        Poll.until(() -> front.server.underWay() == 0);
        front.market.last.says(CHANGED);
        try (HttpWire again = ada.get()) {
            assertThat(again.reply().isStream()).isTrue();
            assertThat(again.event().data()).isEmpty();
            assertThat(again.event().data()).contains("tools/list_changed");
            front.market.last.says(CHANGED.replace("tools", "resources"));
            assertThat(again.event().data()).contains("resources/list_changed");
        }
    }

    @Test
    void what_was_said_before_anybody_listened_is_told_in_its_order() throws Exception {
        for (String list : List.of("tools", "prompts", "resources")) {
            front.market.last.says(CHANGED.replace("tools", list));
        }
        ada.post(Client.call(1, "echo"));
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();
            HttpWire.Told primer = general.event();
            assertThat(primer.data()).isEmpty();
            for (String list : List.of("tools", "prompts", "resources")) {
                assertThat(general.event().data()).contains(list + "/list_changed");
            }
            front.market.last.says("{'jsonrpc':'2.0','id':'from-1','method':'roots/list'}");
            HttpWire.Told last = general.event();
            assertThat(last.data()).contains("roots/list");
            assertThat(last.id()).isEqualTo("0-4");
        }
    }

    @Test
    void who_comes_back_for_what_is_not_kept_any_more_is_told_so() throws Exception {
        HttpWire.Told begin = chatted(ada);
        try (HttpWire again = ada.get("Last-Event-ID: " + begin.id())) {
            assertThat(again.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(again)).last().asString().contains("\"id\":1");
        }
        for (int i = 0; i < 256; i++) front.market.last.says(news("x"));
        Poll.until(() -> {
            try (HttpWire late = ada.get("Last-Event-ID: " + begin.id())) {
                HttpWire.Answer told = late.reply();
                return told.status() == 410 && told.body().contains("hint: send again");
            }
        });
    }

    private static String news(String data) {
        return "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'" + data + "'}}";
    }

    /// The first event of a stream that has ended.
    private static HttpWire.Told chatted(Client client) throws Exception {
        try (HttpWire first = client.open(Client.call(1, "chatty"))) {
            first.reply();
            HttpWire.Told begin = first.event();
            HttpStreamsTest.rest(first);
            return begin;
        }
    }

    @Test
    void all_sessions_share_the_room_for_events() throws Exception {
        var tight = new HttpLimits(
                16 << 10,
                1 << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                100,
                100,
                10,
                10,
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                20_000);
        try (Front narrow = new Front(tight)) {
            Client one = narrow.legacy("2025-11-25");
            HttpWire.Told begin = chatted(one);
            narrow.legacy("2025-11-25");
            for (int i = 0; i < 9; i++) narrow.market.last.says(news("x".repeat(5_000)));
            Poll.until(() -> {
                try (HttpWire late = one.get("Last-Event-ID: " + begin.id())) {
                    return late.reply().status() == 410;
                }
            });
        }
    }

    @Test
    void the_log_is_bounded_and_says_what_it_lacks() throws Exception {
        HttpWire general = ada.get();
        general.reply();
        HttpWire.Told primer = general.event();
        for (int i = 0; i < 400; i++) {
            front.market.last.says(news("n" + i));
        }
        HttpWire.Told last = general.event();
        while (!last.data().contains("n399")) last = general.event();
        general.close();
        Poll.until(() -> front.server.underWay() == 0);
        try (HttpWire again = ada.get("Last-Event-ID: " + primer.id())) {
            again.reply();
            assertThat(again.block().event()).isEqualTo(": 144 events before the next are not kept any more");
            assertThat(again.event().data()).contains("n144");
        }
    }
}
