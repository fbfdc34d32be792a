package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.seal.Seals;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a server gives to one client to bring back, in a session that many share.
class SealingTest {
    private static final Pattern STATE = Pattern.compile("'(?:requestState|taskId|nextCursor)':'([^']*)'");
    private static final String TASKS = "{'extensions':{'io.modelcontextprotocol/tasks':{}}}";
    private static final String CALL = "'name':'t','arguments':{'a':1}";

    private final Talk talk =
            Talk.stateless(new Talk(Policy.BALANCED, new Exchange(Guards.ALL, new Seals(List.of(new byte[32])))));

    @BeforeEach
    void lists() {
        says(1, modern("0", "tools/list", "", "{}"));
        talk.server(result(
                "0", "{'resultType':'complete','tools':[" + tool("t", "Tells.") + "," + tool("u", "Too.") + "]}"));
        talk.forget();
    }

    private void says(int stream, String message) {
        talk.on(talk.asks(message, Asker.alone(stream)));
    }

    private String last(List<String> said) {
        var found = STATE.matcher(said.getLast());
        assertThat(found.find()).as(said.getLast()).isTrue();
        return found.group(1);
    }

    /// A first round: the server asks for more and gives a state.
    private String round() {
        says(7, modern("1", "tools/call", CALL, "{'elicitation':{}}"));
        talk.server(result("1", "{'resultType':'input_required','inputRequests':{},'requestState':'s\\u00e9cret'}"));
        return last(talk.toClient);
    }

    private void retries(String call, String state) {
        talk.forget();
        says(8, modern("2", "tools/call", call + ",'requestState':'" + state + "'", "{'elicitation':{}}"));
    }

    @Test
    void the_server_gets_back_what_it_wrote_byte_for_byte_and_the_client_sees_none_of_it() {
        String sealed = round();
        assertThat(sealed).doesNotContain("cret");
        retries(CALL + ",'inputResponses':{'x':{}}", sealed);
        assertThat(talk.toServer.getFirst()).contains("'requestState':'s\\u00e9cret'");
    }

    @Test
    void a_changed_state_is_refused() {
        String sealed = round();
        retries(CALL, sealed + "-TAMPERED");
        refused();
        retries(CALL, "secret");
        refused();
    }

    @Test
    void a_state_is_good_for_the_request_that_it_was_given_for() {
        String sealed = round();
        retries("'name':'u','arguments':{'a':1}", sealed);
        refused();
        retries("'name':'t','arguments':{'a':2}", sealed);
        refused();
    }

    @Test
    void a_state_is_good_once() {
        String sealed = round();
        retries(CALL, sealed);
        assertThat(talk.toServer).hasSize(1);
        talk.server(result("2", "{'resultType':'complete','content':[]}"));
        retries(CALL, sealed);
        refused();
    }

    @Test
    void a_state_is_good_for_a_while() {
        String sealed = round();
        talk.now = talk.now.plus(Duration.ofMinutes(16));
        retries(CALL, sealed);
        refused();
    }

    @Test
    void a_state_is_good_for_the_principal_that_it_was_given_to_at_this_server() {
        String sealed = round();
        for (State.Who other :
                List.of(new State.Who("fghij", "bob", "market"), new State.Who("fghij", "ada", "files"))) {
            State kept = talk.state;
            talk.state = State.stateless(other, Policy.BALANCED, dev.pavise.core.pin.Pins.NONE);
            lists();
            retries(CALL, sealed);
            refused();
            talk.state = kept;
        }
    }

    @Test
    void a_task_keeps_its_sealed_name_and_no_other_opens() {
        says(7, modern("1", "tools/call", CALL, TASKS));
        talk.server(result("1", "{'resultType':'task','taskId':'t-1','status':'working'}"));
        String sealed = last(talk.toClient);
        talk.forget();
        says(8, modern("2", "tasks/get", "'taskId':'" + sealed + "'", TASKS));
        assertThat(talk.toServer.getFirst()).contains("'taskId':'t-1'");
        talk.server(result("2", "{'resultType':'complete','taskId':'t-1','status':'working'}"));
        assertThat(last(talk.toClient)).isEqualTo(sealed);
        talk.forget();
        says(9, modern("3", "tasks/get", "'taskId':'t-1'", TASKS));
        refused();
    }

    private String task(String name) {
        says(7, modern("1", "tools/call", CALL, TASKS));
        talk.server(result("1", "{'resultType':'task','taskId':'" + name + "','status':'working'}"));
        String sealed = last(talk.toClient);
        talk.forget();
        return sealed;
    }

    private void listens(String tasks) {
        says(9, modern("5", "subscriptions/listen", "'notifications':{'taskIds':[" + tasks + "]}", TASKS));
    }

    private static String news(String method, String members) {
        return "{'jsonrpc':'2.0','method':'" + method + "','params':{" + members
                + ",'_meta':{'io.modelcontextprotocol/subscriptionId':5}}}";
    }

    @Test
    void tasks_are_subscribed_to_and_told_of_by_their_sealed_names() {
        String one = task("t-1");
        String two = task("t-2");
        listens("'" + one + "','" + two + "'");
        assertThat(talk.toServer.getFirst()).contains("'taskIds':['t-1','t-2']");
        talk.server(news("notifications/subscriptions/acknowledged", "'notifications':{'taskIds':['t-1','t-2']}"));
        assertThat(talk.toClient.getLast()).contains("'taskIds':['" + one + "','" + two + "']");
        talk.server(news("notifications/tasks", "'taskId':'t-2','status':'completed'"));
        assertThat(talk.toClient.getLast())
                .contains("'taskId':'" + two + "'", "'status':'completed'")
                .doesNotContain("t-2'");
    }

    @Test
    void a_subscription_to_a_task_that_was_not_given_to_this_principal_here_is_refused() {
        String sealed = task("t-1");
        for (String wrong :
                List.of("'t-1'", "'" + sealed + "','t-1'", "'" + sealed + "x'", "1", "['" + sealed + "']")) {
            listens(wrong);
            refused();
        }
        for (State.Who other :
                List.of(new State.Who("fghij", "bob", "market"), new State.Who("fghij", "ada", "files"))) {
            State kept = talk.state;
            talk.state = State.stateless(other, Policy.BALANCED, dev.pavise.core.pin.Pins.NONE);
            listens("'" + sealed + "'");
            refused();
            talk.state = kept;
        }
        listens("'" + sealed + "'");
        assertThat(talk.toServer).hasSize(1);
    }

    @Test
    void no_more_tasks_are_subscribed_to_at_once_than_can_be_looked_at() {
        String sealed = "'" + task("t-1") + "'";
        listens(String.join(",", Collections.nCopies(1_001, sealed)));
        refused();
        listens(String.join(",", Collections.nCopies(100_000, "'x'")));
        refused();
        listens(String.join(",", Collections.nCopies(1_000, sealed)));
        assertThat(talk.toServer).hasSize(1);
        talk.server(news(
                "notifications/subscriptions/acknowledged",
                "'notifications':{'taskIds':[" + String.join(",", Collections.nCopies(1_500, "'t-1'")) + "]}"));
        assertThat(talk.toClient.getLast().split(sealed, -1)).hasSize(1_001);
    }

    @Test
    void who_does_not_know_tasks_asks_after_none() {
        says(9, modern("3", "tasks/get", "'taskId':'t-1'", "{}"));
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient.getFirst())
                .contains("'code':-32021")
                .contains("'requiredCapabilities':{'extensions':{'io.modelcontextprotocol/tasks':{}}}");
    }

    @Test
    void a_cursor_is_good_for_its_list() {
        says(7, modern("1", "resources/list", "", "{}"));
        talk.server(result("1", "{'resultType':'complete','resources':[],'nextCursor':'2'}"));
        String sealed = last(talk.toClient);
        talk.forget();
        says(8, modern("2", "prompts/list", "'cursor':'" + sealed + "'", "{}"));
        refused();
        says(8, modern("3", "resources/list", "'cursor':'" + sealed + "'", "{}"));
        assertThat(talk.toServer.getFirst()).contains("'cursor':'2'");
    }

    @Test
    void a_session_of_one_s_own_seals_nothing() {
        Talk own = new Talk(Policy.BALANCED, new Exchange(Guards.ALL, new Seals(List.of(new byte[32]))));
        own.client(modern("1", "resources/list", "", "{}"));
        own.server(result("1", "{'resultType':'complete','resources':[],'nextCursor':'2'}"));
        assertThat(own.toClient.getFirst()).contains("'nextCursor':'2'");
    }

    /// Its list has not been read, and nothing is said about what stands there.
    @Test
    void a_first_call_with_a_made_up_state_is_refused_for_the_state() {
        says(8, modern("2", "tools/call", "'name':'unread','arguments':{},'requestState':'made-up'", "{}"));
        refused();
    }

    private void refused() {
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient).hasSize(1);
        assertThat(talk.toClient.getFirst()).contains("'code':-32602").contains("(seal)");
        talk.forget();
    }
}
