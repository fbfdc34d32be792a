package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients of 2026-07-28: each request for itself.
class HttpModernTest {
    private Front front;
    private Client ada;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
        ada = front.ada();
        ada.version = "2026-07-28";
    }

    @AfterEach
    void close() {
        front.close();
    }

    static String modern(Object id, String method, String params) {
        String more = params.isEmpty() ? "" : "," + params;
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'" + method
                + "','params':{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                + "'io.modelcontextprotocol/clientCapabilities':{},'progressToken':'same'}" + more + "}}";
    }

    static String[] heads(String method, String name) {
        return name.isEmpty()
                ? new String[] {"Mcp-Method: " + method}
                : new String[] {"Mcp-Method: " + method, "Mcp-Name: " + name};
    }

    private HttpWire call(String tool) throws Exception {
        return ada.open(modern(1, "tools/call", "'name':'" + tool + "','arguments':{}"), heads("tools/call", tool));
    }

    @Test
    void a_request_needs_no_session_and_gets_none() throws Exception {
        try (HttpWire wire = call("echo")) {
            HttpWire.Answer answer = wire.reply();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).doesNotContainKey("mcp-session-id");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body()).contains("\"id\":1", "done");
        }
    }

    @Test
    void a_session_id_is_passed_over() throws Exception {
        ada.session = "nonsense";
        try (HttpWire wire = call("echo")) {
            assertThat(wire.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void more_than_an_answer_is_a_stream_without_event_ids() throws Exception {
        try (HttpWire wire = call("chatty")) {
            assertThat(wire.reply().isStream()).isTrue();
            HttpWire.Told first = wire.event();
            assertThat(first.id()).isEmpty();
            assertThat(first.data()).contains("notifications/progress", "\"same\"");
            assertThat(HttpStreamsTest.rest(wire)).last().asString().contains("\"id\":1");
        }
    }

    @Test
    void hanging_up_cancels() throws Exception {
        HttpWire wire = call("never");
        front.market.awaitHeard("\"never\"");
        wire.close();
        assertThat(front.market.awaitHeard("notifications/cancelled")).contains("\"requestId\":");
        Poll.until(() -> front.server.underWay() == 0);
    }

    @Test
    void hanging_up_at_once_cancels_too() throws Exception {
        try (HttpWire wire = call("echo")) {
            wire.reply();
        }
        for (int i = 0; i < 30; i++) {
            call("never").close();
            front.market.awaitHeard("\"never\"");
            front.market.awaitHeard("notifications/cancelled");
        }
    }

    @Test
    void clients_with_the_same_id_and_token_hear_their_own() throws Exception {
        try (HttpWire one = call("slow")) {
            assertThat(one.reply().isStream()).isTrue();
            assertThat(one.event().data()).contains("notifications/progress", "\"same\"");
            front.market.awaitHeard("\"slow\"");
            try (HttpWire other = call("slow")) {
                front.market.awaitHeard("\"slow\"");
                front.market.goOn.release(2);
                assertThat(HttpStreamsTest.rest(one)).singleElement().asString().contains("\"id\":1", "late");
                assertThat(other.reply().isStream()).isTrue();
                List<String> told = HttpStreamsTest.rest(other);
                assertThat(told).hasSize(2);
                assertThat(told.getFirst()).contains("\"same\"");
                assertThat(told.getLast()).contains("\"id\":1", "late");
            }
        }
    }

    @Test
    void one_that_hangs_up_leaves_its_twin_alone() throws Exception {
        HttpWire one = call("slow");
        one.reply();
        try (HttpWire other = call("slow")) {
            front.market.awaitHeard("\"slow\"");
            front.market.awaitHeard("tools/call");
            one.close();
            front.market.awaitHeard("notifications/cancelled");
            front.market.goOn.release(2);
            assertThat(other.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(other)).last().asString().contains("\"id\":1", "late");
        }
    }

    @Test
    void notifications_are_accepted_and_answers_are_not() throws Exception {
        String note = "{'jsonrpc':'2.0','method':'notifications/nonsense','params':{'_meta':"
                + "{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}}";
        assertThat(ada.post(note, heads("notifications/nonsense", "")).status()).isEqualTo(202);
        assertThat(ada.post("{'jsonrpc':'2.0','id':1,'result':{}}").status()).isEqualTo(400);
        assertThat(ada.post("[" + modern(1, "tools/list", "") + "]", heads("tools/list", ""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_notification_that_is_denied_is_told_so_and_goes_no_further() throws Exception {
        String note = "{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'x','_meta':"
                + "{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}}";
        HttpWire.Answer denied = ada.post(note, heads("notifications/message", ""));
        assertThat(denied.status()).isEqualTo(400);
        assertThat(denied.body()).contains("\"error\":{", "Denied by Pavise").doesNotContain("\"id\"");
        HttpWire.Answer mismatch = ada.post(note, heads("notifications/other", ""));
        assertThat(mismatch.status()).isEqualTo(400);
        assertThat(mismatch.body()).contains("-32020");
        try (HttpWire echo = call("echo")) {
            assertThat(echo.reply().status()).isEqualTo(200);
        }
        assertThat(front.market.heard).noneMatch(each -> each.contains("notifications/message"));
    }

    @Test
    void there_is_nothing_to_get_or_delete() throws Exception {
        Client legacy = front.legacy("2025-11-25");
        for (String session : new String[] {"", legacy.session}) {
            ada.session = session;
            try (HttpWire get = ada.get()) {
                HttpWire.Answer answer = get.reply();
                assertThat(answer.status()).isEqualTo(405);
                assertThat(answer.header("allow")).isEqualTo("POST");
            }
            assertThat(ada.delete().status()).isEqualTo(405);
        }
        assertThat(legacy.post(Client.call(1, "echo")).status()).isEqualTo(200);
    }

    @Test
    void errors_of_the_protocol_have_a_status() throws Exception {
        HttpWire.Answer unknown = ada.post(modern(1, "nonsense/method", ""), heads("nonsense/method", ""));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("-32601");
        HttpWire.Answer mismatch =
                ada.post(modern(1, "tools/call", "'name':'echo','arguments':{}"), heads("tools/call", "slow"));
        assertThat(mismatch.status()).isEqualTo(400);
        assertThat(mismatch.body()).contains("-32020");
        assertThat(ada.post("{'jsonrpc':'2.0',").status()).isEqualTo(400);
    }

    @Test
    void a_server_that_died_is_another_one_for_the_next_request() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (HttpWire dying = call("dying")) {
                assertThat(dying.reply().body()).contains("ended before it answered");
            }
            try (HttpWire next = call("echo")) {
                assertThat(next.reply().body()).contains("done");
            }
        }
        assertThat(front.market.opened.get()).isEqualTo(11);
    }

    @Test
    void requests_of_a_principal_share_a_server_and_others_have_their_own() throws Exception {
        for (String key : new String[] {"ada-key", "bob-key", "ada-key"}) {
            ada.as(key);
            try (HttpWire wire = call("echo")) {
                assertThat(wire.reply().status()).isEqualTo(200);
            }
        }
        assertThat(front.market.opened.get()).isEqualTo(2);
    }
}
