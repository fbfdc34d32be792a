package dev.pavise.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of 2026-07-28 at all servers at once.
class HttpAllModernTest {
    private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]*)\"");
    private static final Pattern TASK = Pattern.compile("\"taskId\":\"([^\"]*)\"");
    private static final Pattern SUBSCRIBED = Pattern.compile("\"id\":(\"[^\"]*\"|[0-9]+)");

    private Front front;
    private Client ada;

    @BeforeEach
    void open() throws Exception {
        front = new Front();
        ada = front.all();
        ada.version = "2026-07-28";
    }

    @AfterEach
    void close() {
        front.close();
    }

    private HttpWire.Answer post(String method, String name, String params) throws Exception {
        return ada.post(HttpModernTest.modern(1, method, params), HttpModernTest.heads(method, name));
    }

    private HttpWire open(String method, String name, String params) throws Exception {
        return ada.open(HttpModernTest.modern(1, method, params), HttpModernTest.heads(method, name));
    }

    private static String call(String tool) {
        return "'name':'" + tool + "','arguments':{}";
    }

    @Test
    void servers_are_discovered_as_one() throws Exception {
        front.bank.capabilities = "{'prompts':{}}";
        assertThat(post("server/discover", "", "").body())
                .contains("\"supportedVersions\":[\"2026-07-28\"]")
                .contains("\"capabilities\":{\"tools\":{},\"logging\":{},\"prompts\":{}}")
                .contains(
                        "\"cacheScope\":\"private\"",
                        "serverInfo\":{\"name\":\"pavise\",\"title\":\"Pavise\",\"version\":\"1.2.3\"}");
    }

    @Test
    void a_call_needs_no_list_and_reaches_its_server_under_its_own_name() throws Exception {
        HttpWire.Answer answer = post("tools/call", "bank__echo", call("bank__echo"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":1", "done");
        assertThat(front.bank.awaitHeard("tools/call")).contains("\"name\":\"echo\"");
        assertThat(front.market.heard).isEmpty();
    }

    @Test
    void lists_are_one_and_kept_by_nobody_else() throws Exception {
        assertThat(post("tools/list", "", "").body())
                .contains("\"market__echo\"", "\"bank__echo\"", "\"ttlMs\":0,\"cacheScope\":\"private\"")
                .contains("\"resultType\":\"complete\"");
    }

    /// Whoever routes by headers sees the message that the server gets.
    @ParameterizedTest
    @ValueSource(strings = {"echo", "market__echo", "bank__slow", "=?base64?%%%?="})
    void a_header_that_says_something_else_is_refused(String header) throws Exception {
        HttpWire.Answer answer = post("tools/call", header, call("bank__echo"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("-32020");
        assertThat(post("tools/call", "", call("bank__echo")).body()).contains("-32020");
        assertThat(ada.post(HttpModernTest.modern(1, "tools/list", ""), "Mcp-Method: tools/call")
                        .body())
                .contains("-32020");
        assertThat(front.bank.heard).noneMatch(each -> each.contains("tools/call"));
    }

    @Test
    void errors_of_the_protocol_have_a_status() throws Exception {
        assertThat(post("nonsense/method", "", "").status()).isEqualTo(404);
        assertThat(ada.post("{'jsonrpc':'2.0',").status()).isEqualTo(400);
        String bare = "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{}}";
        assertThat(ada.post(bare, "Mcp-Method: tools/list").body()).contains("-32602");
        String old = HttpModernTest.modern(1, "tools/list", "").replace("2026-07-28", "2027-01-01");
        HttpWire.Answer unsupported = ada.post(old, "Mcp-Method: tools/list", "MCP-Protocol-Version: 2027-01-01");
        assertThat(unsupported.status()).isEqualTo(400);
        assertThat(unsupported.body()).contains("-32022");
        assertThat(front.market.heard).isEmpty();
    }

    @Test
    void hanging_up_cancels_at_its_server() throws Exception {
        try (HttpWire wire = open("tools/call", "bank__never", call("bank__never"))) {
            front.bank.awaitHeard("\"never\"");
            wire.close();
        }
        front.bank.awaitHeard("notifications/cancelled");
        Poll.until(() -> front.server.underWay() == 0);
        assertThat(front.market.heard).isEmpty();
    }

    @Test
    void hanging_up_on_a_list_cancels_it_everywhere() throws Exception {
        front.bank.unanswered.add("tools/list");
        front.market.unanswered.add("tools/list");
        try (HttpWire wire = open("tools/list", "", "")) {
            front.bank.awaitHeard("tools/list");
            front.market.awaitHeard("tools/list");
            wire.close();
        }
        front.bank.awaitHeard("notifications/cancelled");
        front.market.awaitHeard("notifications/cancelled");
    }

    @Test
    void a_state_goes_back_to_the_server_that_left_it() throws Exception {
        post("tools/list", "", "");
        front.bank.instead.put(
                "tools/call", "{'resultType':'input_required','requestState':'where I was','inputRequests':{}}");
        Matcher state = STATE.matcher(
                post("tools/call", "bank__echo", call("bank__echo")).body());
        assertThat(state.find()).isTrue();
        front.bank.heard.clear();
        post("tools/call", "bank__echo", call("bank__echo") + ",'requestState':'" + state.group(1) + "'");
        assertThat(front.bank.awaitHeard("requestState")).contains("\"where I was\"");
        HttpWire.Answer other =
                post("tools/call", "market__echo", call("market__echo") + ",'requestState':'" + state.group(1) + "'");
        assertThat(other.body()).contains("Denied by Pavise (seal)");
        assertThat(front.market.heard).noneMatch(each -> each.contains("requestState"));
    }

    @Test
    void a_task_is_asked_after_at_its_server_and_no_other() throws Exception {
        front.bank.instead.put("tools/call", "{'resultType':'task','taskId':'t1','status':'working'}");
        front.bank.instead.put("tasks/get", "{'resultType':'complete','taskId':'t1','status':'completed'}");
        String withTasks = "{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                + "'io.modelcontextprotocol/clientCapabilities':{'extensions':{'io.modelcontextprotocol/tasks':{}}}}";
        String asked = "{'jsonrpc':'2.0','id':1,'method':'%s','params':{'_meta':" + withTasks + ",%s}}";
        String started = ada.post(
                        asked.formatted("tools/call", call("bank__echo")),
                        HttpModernTest.heads("tools/call", "bank__echo"))
                .body();
        Matcher task = TASK.matcher(started);
        assertThat(task.find()).isTrue();
        String name = task.group(1);
        assertThat(name).startsWith("bank.");
        String got = ada.post(
                        asked.formatted("tasks/get", "'taskId':'" + name + "'"),
                        HttpModernTest.heads("tasks/get", name))
                .body();
        assertThat(got).contains("completed", "\"taskId\":\"" + name + "\"");
        assertThat(front.bank.awaitHeard("tasks/get")).contains("\"t1\"");
        String turned = name.replace("bank.", "market.");
        assertThat(ada.post(
                                asked.formatted("tasks/get", "'taskId':'" + turned + "'"),
                                HttpModernTest.heads("tasks/get", turned))
                        .body())
                .contains("Denied by Pavise (seal)");
        assertThat(front.market.heard).noneMatch(each -> each.contains("tasks/get"));
    }

    @Test
    void one_subscription_is_one_at_each_server() throws Exception {
        try (HttpWire listening = open("subscriptions/listen", "", "'notifications':{'toolsListChanged':true}")) {
            for (Scripted each : List.of(front.market, front.bank)) {
                Matcher id = SUBSCRIBED.matcher(each.awaitHeard("subscriptions/listen"));
                assertThat(id.find()).isTrue();
                each.last.says(
                        told("subscriptions/acknowledged", id.group(1), ",'notifications':{'toolsListChanged':true}"));
            }
            assertThat(listening.reply().isStream()).isTrue();
            assertThat(listening.event().data())
                    .contains("acknowledged", "\"io.modelcontextprotocol/subscriptionId\":1", "toolsListChanged");
            for (Scripted each : List.of(front.market, front.bank)) {
                each.last.says(told("tools/list_changed", "1", ""));
                assertThat(listening.event().data()).contains("tools/list_changed");
            }
            // One that ends leaves the other's open; with the last one it is over.
            front.market.last.says("{'jsonrpc':'2.0','id':1,'result':{'resultType':'complete'}}");
            front.bank.last.says(told("tools/list_changed", "1", ""));
            assertThat(listening.event().data()).contains("tools/list_changed");
            front.bank.last.says("{'jsonrpc':'2.0','id':1,'result':{'resultType':'complete'}}");
            assertThat(HttpStreamsTest.rest(listening))
                    .singleElement()
                    .asString()
                    .contains("\"id\":1", "complete");
        }
    }

    private static String told(String what, String id, String more) {
        return "{'jsonrpc':'2.0','method':'notifications/" + what
                + "','params':{'_meta':{'io.modelcontextprotocol/subscriptionId':" + id + "}" + more + "}}";
    }

    @Test
    void a_server_that_comes_is_there_for_the_next_request_and_one_that_goes_is_not() throws Exception {
        assertThat(post("tools/list", "", "").body()).doesNotContain("late__");
        try (var late = new Scripted("late")) {
            front.servers.addLast(late);
            front.servers.remove(front.market);
            assertThat(post("tools/list", "", "").body())
                    .contains("\"late__echo\"", "\"bank__echo\"")
                    .doesNotContain("market__");
            assertThat(post("tools/call", "late__echo", call("late__echo")).body())
                    .contains("done");
            assertThat(post("tools/call", "market__echo", call("market__echo")).body())
                    .contains("does not list");
            Poll.until(() -> front.market.closed.get() == 1);
        }
    }
}
