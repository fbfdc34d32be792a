package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A legacy client of all servers at once.
class HttpAllTest {
    private static final String ASKED = "{'jsonrpc':'2.0','id':%d,'method':'%s'}";
    private static final Pattern ID = Pattern.compile("\"id\":(\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]*)\"");
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private Client all(String revision) throws IOException {
        Client all = front.all();
        all.initialize(revision);
        return all;
    }

    private static String ask(int id, String method) {
        return ASKED.formatted(id, method);
    }

    private static String read(int id, String uri) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'resources/read','params':{'uri':'" + uri + "'}}";
    }

    /// What it says first, others not having been told yet, is for the stream that the client opens next.
    @Test
    void a_server_that_speaks_at_once_does_not_hold_up_the_handshake() throws Exception {
        Client ada = front.all();
        HttpWire.Answer hello = ada.post(Client.handshake("2025-11-25"));
        ada.session = hello.header("mcp-session-id");
        ada.version = "2025-11-25";
        front.bank.whenInitialized = () -> {
            front.market.last.says("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
            front.market.awaitKept();
        };
        assertThat(ada.post("{'jsonrpc':'2.0','method':'notifications/initialized'}")
                        .status())
                .isEqualTo(202);
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();
            HttpWire.Told told = general.event();
            while (!told.data().contains("tools/list_changed")) told = general.event();
        }
    }

    @Test
    void servers_introduce_themselves_as_one() throws Exception {
        front.market.instructions = "Buy low.";
        front.bank.capabilities = "{'tools':{},'resources':{'subscribe':true}}";
        String body = front.all().post(Client.handshake("2025-06-18")).body();
        assertThat(body)
                .contains("\"protocolVersion\":\"2025-06-18\"")
                .contains("{\"tools\":{\"listChanged\":true},\"logging\":{},\"resources\":{\"subscribe\":true,")
                .contains("# market: its tools begin with market__\\nBuy low.");
        assertThat(front.leftOut).isEmpty();
    }

    @Test
    void tools_of_all_servers_stand_in_one_list() throws Exception {
        String body = all("2025-11-25").post(ask(1, "tools/list")).body();
        assertThat(body).contains("\"market__echo\"", "\"bank__echo\"", "\"id\":1");
    }

    @Test
    void a_call_reaches_its_server_alone_under_its_own_name() throws Exception {
        Client ada = all("2025-11-25");
        assertThat(ada.post(Client.call(7, "bank__echo")).body()).contains("\"id\":7", "done 7");
        assertThat(front.bank.awaitHeard("tools/call")).contains("\"name\":\"echo\"");
        ada.post(Client.call(8, "market__echo"));
        assertThat(front.market.awaitHeard("tools/call")).contains("\"id\":8");
    }

    @Test
    void what_no_server_has_is_refused_as_by_one_that_does_not_have_it() throws Exception {
        Client ada = all("2025-11-25");
        for (String tool : List.of("echo", "nobody__echo", "bank__nothing", "bank_echo")) {
            assertThat(ada.post(Client.call(1, tool)).body())
                    .contains("Denied by Pavise (pins)", "does not list", "pavise show s");
        }
        assertThat(ada.post(ask(2, "nonsense/method")).body()).contains("-32601");
        assertThat(ada.post(ask(3, "ping")).body()).contains("\"result\":{}");
        assertThat(ada.post(read(4, "file:///none")).body()).contains("-32002");
        assertThat(front.market.heard).noneMatch(each -> each.contains("nonsense") || each.contains("tools/call"));
    }

    @Test
    void nothing_comes_before_the_handshake() throws Exception {
        Client ada = all("2025-11-25");
        assertThat(ada.post(Client.handshake("2025-11-25")).body()).contains("-32600", "initialize came again");
        assertThat(front.all().post(ask(1, "tools/list")).status()).isEqualTo(400);
    }

    @Test
    void each_server_is_answered_what_it_asked() throws Exception {
        Client ada = all("2025-11-25");
        try (HttpWire market = ada.open(Client.call(1, "market__asking"));
                HttpWire bank = ada.open(Client.call(2, "bank__asking"))) {
            String toMarket = asked(market);
            String toBank = asked(bank);
            assertThat(toMarket).isNotEqualTo(toBank);
            answerRoots(ada, toBank);
            assertThat(HttpStreamsTest.rest(bank)).last().asString().contains("\"id\":2", "asked");
            answerRoots(ada, toMarket);
            assertThat(HttpStreamsTest.rest(market)).last().asString().contains("\"id\":1", "asked");
        }
        assertThat(front.market.awaitHeard("from-1")).contains("\"id\":\"from-1\"");
    }

    private static String asked(HttpWire wire) throws IOException {
        assertThat(wire.reply().isStream()).isTrue();
        HttpWire.Told told = wire.event();
        while (!told.data().contains("roots/list")) told = wire.event();
        Matcher id = ID.matcher(told.data());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static void answerRoots(Client client, String id) throws IOException {
        HttpWire.Answer answer = client.post("{'jsonrpc':'2.0','id':" + id + ",'result':{'roots':[]}}");
        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void what_a_server_says_meanwhile_is_told_on_the_stream_of_its_call() throws Exception {
        Client ada = all("2025-06-18");
        List<String> told = new ArrayList<>();
        try (HttpWire wire = ada.open(Client.call(1, "bank__chatty"))) {
            assertThat(wire.reply().isStream()).isTrue();
            told.addAll(HttpStreamsTest.rest(wire));
        }
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("notifications/progress", "\"t1\"");
        assertThat(told.get(1)).contains("notifications/message");
        assertThat(told.get(2)).contains("\"id\":1", "done");
    }

    @Test
    void what_is_about_no_call_is_told_on_the_general_stream() throws Exception {
        Client ada = all("2025-11-25");
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();
            front.bank.last.says("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
            HttpWire.Told told = general.event();
            while (told.data().isEmpty()) told = general.event();
            assertThat(told.data()).contains("notifications/tools/list_changed");
        }
    }

    @Test
    void what_a_client_gives_up_is_given_up_at_its_server() throws Exception {
        Client ada = all("2025-06-18");
        try (HttpWire never = ada.open(Client.call(5, "bank__never"))) {
            front.bank.awaitHeard("\"never\"");
            ada.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':5}}");
            assertThat(front.bank.awaitHeard("notifications/cancelled")).contains("\"requestId\":5");
            assertThat(never.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(never)).isEmpty();
        }
        assertThat(front.market.heard).noneMatch(each -> each.contains("cancelled"));
    }

    @Test
    void a_list_that_a_client_gives_up_is_given_up_everywhere() throws Exception {
        Client ada = all("2025-06-18");
        front.bank.unanswered.add("tools/list");
        try (HttpWire list = ada.open(ask(6, "tools/list"))) {
            front.bank.awaitHeard("tools/list");
            ada.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':6}}");
            front.bank.awaitHeard("notifications/cancelled");
            assertThat(HttpStreamsTest.rest(reply(list))).isEmpty();
        }
    }

    private static HttpWire reply(HttpWire wire) throws IOException {
        assertThat(wire.reply().isStream()).isTrue();
        return wire;
    }

    @Test
    void what_all_can_do_all_are_asked_for() throws Exception {
        Client ada = all("2025-11-25");
        String level = "{'jsonrpc':'2.0','id':1,'method':'logging/setLevel','params':{'level':'debug'}}";
        front.market.instead.put("logging/setLevel", "{}");
        front.bank.instead.put("logging/setLevel", "{}");
        assertThat(ada.post(level).body()).contains("\"result\":{}");
        front.market.awaitHeard("debug");
        front.bank.awaitHeard("debug");
        ada.post("{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}");
        front.market.awaitHeard("roots/list_changed");
        front.bank.awaitHeard("roots/list_changed");
    }

    @Test
    void an_address_that_two_servers_list_is_the_firsts() throws Exception {
        for (Scripted each : List.of(front.market, front.bank)) {
            each.capabilities = "{'resources':{}}";
            each.instead.put("resources/list", "{'resources':[{'uri':'m://1','name':'" + each.name() + "'}]}");
            each.instead.put("resources/templates/list", "{'resourceTemplates':[]}");
        }
        front.bank.instead.put(
                "resources/list", "{'resources':[{'uri':'m://1','name':'bank'},{'uri':'m://2','name':'two'}]}");
        front.market.instead.put("resources/read", "{'contents':[{'uri':'m://1','text':'of market'}]}");
        front.bank.instead.put("resources/read", "{'contents':[{'uri':'m://2','text':'of bank'}]}");
        Client ada = all("2025-11-25");
        // Not listed to the client yet: the lists are read before the first of them is.
        assertThat(ada.post(read(1, "m://2")).body()).contains("of bank");
        assertThat(ada.post(ask(2, "resources/list")).body())
                .contains("\"name\":\"market\"", "\"name\":\"two\"")
                .doesNotContain("\"name\":\"bank\"");
        assertThat(ada.post(read(3, "m://1")).body()).contains("of market");
    }

    @Test
    void a_page_goes_on_at_the_server_that_has_more() throws Exception {
        front.bank.instead.put(
                "tools/list", "{'tools':[{'name':'more','inputSchema':{'type':'object'}}],'nextCursor':'2'}");
        front.market.instead.put(
                "tools/list", "{'tools':[{'name':'all','inputSchema':{'type':'object'}}],'nextCursor':'3'}");
        Client ada = all("2025-11-25");
        String first = cursor(ada.post(ask(1, "tools/list")).body());
        front.bank.heard.clear();
        front.market.heard.clear();
        ada.post(page(2, first));
        assertThat(front.bank.awaitHeard("cursor")).contains("\"cursor\":\"2\"");
        assertThat(front.market.awaitHeard("cursor")).contains("\"cursor\":\"3\"");
    }

    private static String page(int id, String cursor) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/list','params':{'cursor':'" + cursor + "'}}";
    }

    private static String cursor(String body) {
        Matcher cursor = CURSOR.matcher(body);
        assertThat(cursor.find()).isTrue();
        return cursor.group(1);
    }

    @Test
    void a_cursor_of_one_server_is_refused_at_another() throws Exception {
        front.bank.instead.put("tools/list", "{'tools':[],'nextCursor':'secret'}");
        Client ada = all("2025-11-25");
        String cursor = cursor(ada.post(ask(1, "tools/list")).body());
        var decoder = Base64.getUrlDecoder();
        String turned = new String(decoder.decode(cursor), StandardCharsets.UTF_8).replace("bank", "market");
        front.market.heard.clear();
        String body = ada.post(page(
                        2,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(turned.getBytes(StandardCharsets.UTF_8))))
                .body();
        assertThat(body).contains("Denied by Pavise (seal)", "-32602");
        assertThat(ada.post(page(3, "anything")).body()).contains("Denied by Pavise (seal)");
        ada.post(Client.call(4, "market__echo"));
        assertThat(front.market.awaitHeard("\"id\":4")).isNotEmpty();
        assertThat(front.market.heard).noneMatch(each -> each.contains("cursor"));
    }

    @Test
    void a_tool_whose_name_hosts_would_not_take_is_known_by_another_before_it_is_listed() throws Exception {
        front.bank.instead.put("tools/list", "{'tools':[{'name':'read.file','inputSchema':{'type':'object'}}]}");
        front.bank.instead.put("tools/call", "{'content':[{'type':'text','text':'read'}]}");
        Client ada = all("2025-11-25");
        assertThat(ada.post(Client.call(1, "bank__read-file--rkpcrt8e")).body()).contains("\"read\"");
        assertThat(front.bank.awaitHeard("tools/call")).contains("\"name\":\"read.file\"");
        assertThat(ada.post(ask(2, "tools/list")).body()).contains("\"bank__read-file--rkpcrt8e\"");
        assertThat(ada.post(Client.call(3, "bank__read-file--00000000")).body()).contains("does not list");
    }

    @Test
    void a_batch_is_of_messages_to_any_server() throws Exception {
        Client ada = all("2025-03-26");
        HttpWire.Answer answer = ada.post("[" + Client.call(1, "market__echo") + "," + Client.call(2, "bank__echo")
                + "," + ask(3, "tools/list") + ",{'jsonrpc':'2.0','method':'notifications/roots/list_changed'}]");
        assertThat(answer.body()).contains("\"id\":1", "\"id\":2", "\"id\":3", "bank__echo");
        assertThat(all("2025-06-18").post("[" + ask(1, "ping") + "]").body()).contains("-32700");
    }

    @Test
    void the_oldest_clients_have_a_door_to_all_too() throws Exception {
        try (HttpWire sse = front.wire().send(front.all().request("GET", "").replace("/mcp ", "/sse "))) {
            assertThat(sse.reply().isStream()).isTrue();
            String endpoint = sse.event().data();
            assertThat(endpoint).startsWith("/messages?sessionId=");
            post(endpoint, Client.handshake("2024-11-05"));
            assertThat(sse.event().data()).contains("\"id\":0", "2024-11-05");
            post(endpoint, "{'jsonrpc':'2.0','method':'notifications/initialized'}");
            post(endpoint, Client.call(1, "bank__echo"));
            assertThat(sse.event().data()).contains("\"id\":1", "done");
            post(endpoint, ask(2, "tools/list"));
            assertThat(sse.event().data()).contains("\"id\":2", "market__echo");
        }
        Poll.until(() -> front.market.closed.get() == 1 && front.bank.closed.get() == 1);
    }

    private void post(String endpoint, String json) throws IOException {
        String request = front.all().request("POST", json).replace("/mcp HTTP", endpoint + " HTTP");
        try (HttpWire wire = front.wire().send(request)) {
            assertThat(wire.reply().status()).isEqualTo(202);
        }
    }

    @Test
    void a_session_is_its_clients_at_its_door() throws Exception {
        Client ada = all("2025-11-25");
        var bob = new Client(front, "bob-key", "");
        bob.session = ada.session;
        assertThat(bob.post(ask(1, "ping")).status()).isEqualTo(404);
        Client single = front.ada();
        single.session = ada.session;
        assertThat(single.post(ask(1, "ping")).status()).isEqualTo(404);
        assertThat(ada.delete().status()).isEqualTo(204);
        assertThat(ada.post(ask(1, "ping")).status()).isEqualTo(404);
        Poll.until(() -> front.market.closed.get() == 1 && front.bank.closed.get() == 1);
    }

    @Test
    void a_server_whose_entry_changes_is_another_one_in_the_same_session() throws Exception {
        Client ada = all("2025-11-25");
        try (HttpWire general = ada.get();
                HttpWire slow = ada.open(Client.call(1, "market__slow"))) {
            assertThat(general.reply().isStream()).isTrue();
            front.market.awaitHeard("\"slow\"");
            front.market.made = "second";
            // Nobody has to send anything for that.
            HttpWire.Told told = general.event();
            while (!told.data().contains("tools/list_changed")) told = general.event();
            assertThat(ada.post(Client.call(2, "market__echo")).body()).contains("\"id\":2", "done");
            assertThat(front.market.opened.get()).isEqualTo(2);
            front.market.goOn.release();
            assertThat(slow.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("\"id\":1", "late");
        }
        Poll.until(() -> front.market.closed.get() == 1);
        front.gone = "market";
        assertThat(ada.post(Client.call(3, "market__echo")).body()).contains("does not list");
        assertThat(ada.post(Client.call(4, "bank__echo")).body()).contains("done");
    }

    @Test
    void a_notification_that_is_denied_is_told_so() throws Exception {
        Client ada = all("2025-11-25");
        HttpWire.Answer none =
                ada.post("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':77}}");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("Denied by Pavise (correlation)");
        assertThat(ada.post("{'jsonrpc':'2.0','method':'notifications/nonsense'}")
                        .status())
                .isEqualTo(202);
    }
}
