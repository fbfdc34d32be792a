package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients of all servers, one of which is slow, dead or worse.
class HttpAllFailingTest {
    private static final String LIST = "{'jsonrpc':'2.0','id':9,'method':'tools/list'}";
    private Front front;

    @BeforeEach
    void open() throws Exception {
        front = Front.impatient();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private Client all() throws IOException {
        Client all = front.all();
        all.initialize("2025-11-25");
        return all;
    }

    @Test
    void a_server_that_is_slow_to_begin_is_left_out_and_told_when_it_comes() throws Exception {
        front.market.greets = new Semaphore(0);
        Client ada = front.all();
        HttpWire.Answer hello = ada.post(Client.handshake("2025-11-25"));
        // What it has may be asked for once it is there.
        assertThat(hello.body())
                .contains("\"tools\":{\"listChanged\":true},\"logging\":{},\"prompts\":{\"listChanged\"");
        assertThat(front.leftOut.poll()).startsWith("market: it has not answered initialize");
        ada.session = hello.header("mcp-session-id");
        ada.version = "2025-11-25";
        ada.post("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        assertThat(ada.post(Client.call(1, "bank__echo")).body()).contains("done");
        try (HttpWire general = ada.get()) {
            assertThat(general.reply().isStream()).isTrue();
            front.market.greets.release();
            HttpWire.Told told = general.event();
            while (!told.data().contains("tools/list_changed")) told = general.event();
        }
        front.market.awaitHeard("notifications/initialized");
        assertThat(ada.post(LIST).body()).contains("\"market__echo\"", "\"bank__echo\"");
    }

    @Test
    void a_call_waits_for_its_server_to_begin() throws Exception {
        front.market.greets = new Semaphore(0);
        Client ada = all();
        try (HttpWire call = ada.open(Client.call(1, "market__echo"))) {
            front.market.greets.release();
            HttpWire.Answer answer = call.reply();
            String last = answer.isStream() ? HttpStreamsTest.rest(call).getLast() : answer.body();
            assertThat(last).contains("\"id\":1", "done");
        }
    }

    @Test
    void a_server_that_refuses_the_handshake_is_left_out() throws Exception {
        front.market.refusesHandshakes = true;
        Client ada = all();
        assertThat(front.leftOut.poll()).startsWith("market: ");
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
        assertThat(ada.post(Client.call(1, "bank__echo")).body()).contains("done");
        assertThat(ada.post(Client.call(2, "market__echo")).body()).contains("\"isError\":true", "is not there");
    }

    /// One that speaks a newer revision than was asked for would say what the client does not know.
    @Test
    void a_server_newer_than_the_client_is_left_out() throws Exception {
        front.market.instead.put("initialize", "{'protocolVersion':'2025-11-25','capabilities':{'tools':{}}}");
        Client ada = front.all();
        ada.initialize("2025-03-26");
        assertThat(front.leftOut.poll()).contains("it speaks MCP of 2025-11-25, and the client of 2025-03-26");
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
    }

    @Test
    void a_server_that_dies_ends_its_own_calls_and_is_another_one_for_the_next() throws Exception {
        Client ada = all();
        try (HttpWire slow = ada.open(Client.call(1, "bank__slow"))) {
            front.bank.awaitHeard("\"slow\"");
            assertThat(ada.post(Client.call(2, "market__dying")).body())
                    .contains("\"id\":2", "\"isError\":true", "ended before it answered");
            assertThat(ada.post(Client.call(3, "market__echo")).body()).contains("\"id\":3", "done");
            front.bank.goOn.release();
            assertThat(slow.reply().isStream()).isTrue();
            assertThat(HttpStreamsTest.rest(slow)).last().asString().contains("\"id\":1", "late");
        }
        assertThat(front.market.opened.get()).isEqualTo(2);
        assertThat(front.bank.opened.get()).isEqualTo(1);
        front.market.awaitHeard("notifications/initialized");
        front.market.awaitHeard("notifications/initialized");
    }

    @Test
    void a_server_that_hangs_holds_up_a_list_for_a_while_only() throws Exception {
        Client ada = all();
        front.market.unanswered.add("tools/list");
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"").doesNotContain("market__");
        assertThat(front.leftOut.poll()).startsWith("market: it has not answered tools/list");
        // From now on nobody waits for it, nor is it told again.
        assertThat(ada.post(LIST).body()).contains("\"bank__echo\"");
        assertThat(front.leftOut).isEmpty();
        front.market.unanswered.clear();
        Poll.until(() -> ada.post(LIST).body().contains("\"market__echo\""));
    }

    @Test
    void where_nobody_answers_the_client_is_told_why() throws Exception {
        front.bank.refusesHandshakes = true;
        Client ada = all();
        front.market.instead.remove("tools/list");
        front.market.fails.add("tools/list");
        assertThat(ada.post(LIST).body()).contains("\"error\":", "-32000", "\"id\":9");
    }

    @Test
    void a_name_that_looks_like_anothers_reaches_the_server_that_lists_it() throws Exception {
        front.bank.instead.put("tools/list", "{'tools':[{'name':'market__echo','inputSchema':{'type':'object'}}]}");
        Client ada = all();
        assertThat(ada.post(LIST).body()).contains("\"bank__market__echo\"", "\"market__echo\"");
        front.bank.instead.put("tools/call", "{'content':[{'type':'text','text':'of bank'}]}");
        assertThat(ada.post(Client.call(1, "market__echo")).body()).contains("done");
        assertThat(ada.post(Client.call(2, "bank__market__echo")).body()).contains("of bank");
    }

    @Test
    void sessions_end_with_everything_that_they_began() throws Exception {
        front.market.greets = new Semaphore(0);
        Client ada = all();
        ada.open(Client.call(1, "bank__never"));
        front.bank.awaitHeard("\"never\"");
        assertThat(ada.delete().status()).isEqualTo(204);
        Poll.until(() -> front.market.closed.get() == 1 && front.bank.closed.get() == 1);
        assertThat(front.server.sessions()).isZero();
    }

    @Test
    void a_modern_call_goes_to_another_process_where_the_one_before_hangs() throws Exception {
        front.judgeBy(Front.brief());
        assertThat(modern("market__never").body()).contains("did not answer");
        assertThat(modern("market__echo").body()).contains("done");
        assertThat(front.market.opened.get()).isEqualTo(2);
        Poll.until(() -> front.market.closed.get() == 1);
    }

    @Test
    void a_session_goes_on_with_another_process_where_one_hangs() throws Exception {
        front.judgeBy(Front.brief());
        Client ada = all();
        assertThat(ada.post(Client.call(1, "market__never")).body()).contains("\"id\":1", "did not answer");
        assertThat(ada.post(Client.call(2, "market__echo")).body()).contains("\"id\":2", "done");
        assertThat(front.market.opened.get()).isEqualTo(2);
        assertThat(front.bank.opened.get()).isEqualTo(1);
        Poll.until(() -> front.market.closed.get() == 1);
    }

    /// A client that was told of no tools would ask for none.
    @Test
    void a_discovery_without_a_slow_server_declares_what_it_may_have() throws Exception {
        front.market.unanswered.add("server/discover");
        front.bank.capabilities = "{'logging':{}}";
        assertThat(modern("server/discover", "", "").body())
                .contains("\"tools\":{", "\"prompts\":{", "\"resources\":{", "\"ttlMs\":0");
        assertThat(front.leftOut.poll()).startsWith("market: it has not answered server/discover");
    }

    private HttpWire.Answer modern(String tool) throws IOException {
        return modern("tools/call", tool, "'name':'" + tool + "','arguments':{}");
    }

    private HttpWire.Answer modern(String method, String name, String params) throws IOException {
        Client ada = front.all();
        ada.version = "2026-07-28";
        return ada.post(HttpModernTest.modern(1, method, params), HttpModernTest.heads(method, name));
    }
}
