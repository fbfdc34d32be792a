package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Answers, and servers that ask.
class AnswersTest {
    private static final Duration PAST_THE_BOUND = Duration.ofSeconds(301);

    @Test
    void a_server_is_mute_that_said_nothing_since_a_request_was_sent_whose_time_is_over() {
        Talk talk = Talk.listing(tool("a", "A."));
        talk.client(call("1", "a"));
        talk.after(PAST_THE_BOUND);
        assertThat(talk.state.isMute()).isTrue();
        assertThat(talk.kept).extracting(Evidence::method).contains("server/silent");
        talk.server(result("1", "{'content':[]}"));
        assertThat(talk.state.isMute()).isFalse();
    }

    @Test
    void a_server_that_says_anything_meanwhile_is_not_mute_however_late_it_is() {
        Talk talk = Talk.listing(tool("a", "A."));
        talk.client(call("1", "a"));
        talk.after(Duration.ofSeconds(200));
        talk.server("{'jsonrpc':'2.0','method':'notifications/message','params':{'level':'info','data':'busy'}}");
        talk.after(Duration.ofSeconds(101));
        assertThat(talk.toClient.getLast()).contains("waited 300 s");
        assertThat(talk.state.isMute()).isFalse();
    }

    @Nested
    class Answers {
        @Test
        void an_answer_that_nobody_asked_for_reaches_nobody() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.server(result("2", "{}")).server(result("'1'", "{}"));
            talk.server("{'jsonrpc':'2.0','id':null,'error':{'code':1,'message':'x'}}");
            assertThat(talk.toClient).isEmpty();
            talk.server(result("1", "{'content':[]}"))
                    .server(result("1", "{'content':[{'type':'text','text':'again'}]}"));
            assertThat(talk.toClient).containsExactly(result("1", "{'content':[]}"));
        }

        @Test
        void an_answer_to_a_cancelled_request_reaches_nobody() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.client("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            talk.server(result("1", "{'content':[]}"));
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toClient).isEmpty();
        }

        @Test
        void an_unreadable_answer_ends_its_call_when_its_id_is_known() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.server("debug: hello").server("{'jsonrpc':'2.0','method':'x");
            assertThat(talk.toClient).isEmpty();
            talk.server("{'jsonrpc':'2.0','id':1,'result':{'a':1,'a':2}}");
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("'id':1").contains("twice");
        }

        @Test
        void an_unreadable_answer_ends_its_call_where_the_id_stands_behind_the_fault() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.server("{'result':{'content':[{'type':'text','text':'cut \\ud83d'}]},'jsonrpc':'2.0','id':1}");
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("'id':1").contains("surrogate");
        }

        @Test
        void a_server_s_question_does_not_stop_the_clock_for_long() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.server(request("'q'", "ping", "{}"));
            talk.after(PAST_THE_BOUND);
            assertThat(talk.toClient).hasSize(2);
            assertThat(talk.toClient.getLast()).contains("'id':1").contains("300 s");
            assertThat(talk.toServer).anyMatch(each -> each.contains("'id':'q'") && each.contains("408"));
        }

        @Test
        void a_question_that_the_server_took_back_stops_no_clock() {
            Talk talk = Talk.in("2025-11-25", "{'elicitation':{}}");
            talk.list("l", tool("echo", "Echoes."));
            talk.forget();
            talk.client(call("1", "echo"));
            String form = "{'message':'?','requestedSchema':{'type':'object','properties':{}}}";
            talk.server(request("'q'", "elicitation/create", form));
            talk.after(PAST_THE_BOUND);
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.state.wake().orElseThrow()).isAfter(talk.now);
            talk.server("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'q'}}");
            talk.after(Duration.ofSeconds(1));
            assertThat(talk.toClient.getLast()).contains("'id':1").contains("300 s");
        }

        @Test
        void no_question_stops_the_clock_for_ever() {
            Talk talk = Talk.in("2025-11-25", "{'elicitation':{}}");
            talk.list("l", tool("echo", "Echoes."));
            talk.forget();
            talk.client(call("1", "echo"));
            String form = "{'message':'?','requestedSchema':{'type':'object','properties':{}}}";
            for (int hour = 0; hour < 3; hour++) {
                talk.server(request("'q" + hour + "'", "elicitation/create", form));
                talk.after(Duration.ofMinutes(50));
            }
            assertThat(talk.toClient).anyMatch(each -> each.contains("'id':1") && each.contains("300 s"));
        }

        @Test
        void a_server_s_id_that_clients_would_round_is_changed_on_the_way() {
            Talk talk = Talk.legacy();
            talk.server(request("9007199254740993", "ping", "{}"));
            assertThat(talk.toClient.getFirst()).contains("'id':'pavise-1'");
            talk.client(result("'pavise-1'", "{}"));
            assertThat(talk.toServer).containsExactly(result("9007199254740993", "{}"));
        }

        @Test
        void progress_is_told_only_for_what_is_asked() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(request("1", "tools/call", "{'name':'echo','_meta':{'progressToken':'p'}}"));
            talk.server(progress("'p'")).server(progress("'q'"));
            assertThat(talk.toClient).containsExactly(progress("'p'"));
            talk.server(result("1", "{'content':[]}")).server(progress("'p'"));
            assertThat(talk.toClient).hasSize(2);
        }

        @Test
        void a_task_s_progress_outlives_the_request_that_began_it() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(request("1", "tools/call", "{'name':'echo','task':{},'_meta':{'progressToken':'p'}}"));
            talk.server(result("1", "{'task':{'taskId':'t'}}")).server(progress("'p'"));
            assertThat(talk.toClient).hasSize(2);
        }

        @Test
        void a_request_that_is_not_answered_is_answered_by_pavise_in_time_and_once() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.after(PAST_THE_BOUND);
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("'id':1").contains("300 s");
            assertThat(talk.toServer.getLast()).contains("notifications/cancelled");
            talk.server(result("1", "{'content':[]}")).after(PAST_THE_BOUND);
            assertThat(talk.toClient).hasSize(1);
        }

        @Test
        void progress_gives_more_time_and_so_does_a_person_who_is_asked() {
            Talk talk = Talk.in("2025-11-25", "{'elicitation':{}}");
            talk.list("l", tool("echo", "Echoes."));
            talk.client(request("1", "tools/call", "{'name':'echo','_meta':{'progressToken':1}}"));
            talk.after(Duration.ofSeconds(200)).server(progress("1")).after(Duration.ofSeconds(200));
            assertThat(talk.state.flight().toServer()).hasSize(1);
            talk.server(request("7", "elicitation/create", "{'message':'sure?'}"))
                    .after(PAST_THE_BOUND);
            assertThat(talk.toClient).noneMatch(each -> each.contains("300 s"));
        }

        @Test
        void when_the_server_ends_each_caller_is_told_once() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo")).client(request("2", "resources/list", "{}"));
            talk.on(new Event.ServerEnded("exit code 3", talk.now));
            assertThat(talk.toClient).hasSize(2).allMatch(each -> each.contains("exit code 3"));
            assertThat(talk.effects.getLast()).isInstanceOf(Effect.Close.class);
        }

        private static String progress(String token) {
            return "{'jsonrpc':'2.0','method':'notifications/progress','params':{'progressToken':" + token
                    + ",'progress':1}}";
        }
    }

    @Nested
    class ServersThatAsk {
        @Test
        void a_server_asks_only_for_what_the_client_declared() {
            Talk talk = Talk.in("2025-11-25", "{'roots':{},'elicitation':{}}");
            talk.server(request("1", "roots/list", "{}"));
            talk.server(request("2", "sampling/createMessage", "{}"));
            talk.server(request("3", "elicitation/create", "{'mode':'form'}"));
            talk.server(request("4", "elicitation/create", "{'mode':'url'}"));
            assertThat(talk.toClient).hasSize(2);
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toServer).allMatch(each -> each.contains("-32601"));
        }

        @Test
        void the_client_s_answer_goes_back_and_only_once() {
            Talk talk = Talk.in("2025-11-25", "{'roots':{}}");
            talk.server(request("0", "roots/list", "{}"));
            talk.client(result("0", "{'roots':[]}")).client(result("0", "{'roots':[]}"));
            assertThat(talk.toServer).containsExactly(result("0", "{'roots':[]}"));
        }

        @Test
        void what_goes_the_wrong_way_is_refused() {
            Talk talk = Talk.legacy();
            talk.server(request("1", "tools/call", "{'name':'x'}"));
            talk.client(request("2", "sampling/createMessage", "{}"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toServer.getFirst()).contains("wrong way");
        }

        @Test
        void input_that_a_modern_answer_asks_for_needs_the_capability_of_that_request() {
            String asks = "{'resultType':'input_required','inputRequests':{'k':{'method':'sampling/createMessage'}}}";
            for (String declared : List.of("{}", "{'sampling':{}}")) {
                Talk talk = Talk.balanced();
                talk.client(modern("1", "resources/read", "'uri':'x:y'", declared));
                talk.server(result("1", asks));
                assertThat(talk.toClient.getFirst()).contains(declared.equals("{}") ? "'error'" : "'result'");
            }
        }

        @Test
        void input_that_is_asked_for_in_an_array_is_asked_for_by_nobody() {
            for (String inputs : List.of("[{'method':'sampling/createMessage'}]", "[]", "'x'", "7")) {
                Talk talk = Talk.balanced();
                talk.client(modern("1", "resources/read", "'uri':'x:y'", "{'sampling':{}}"));
                talk.server(result("1", "{'resultType':'complete','contents':[],'inputRequests':" + inputs + "}"));
                assertThat(talk.toClient.getFirst()).as(inputs).contains("'error'");
                assertThat(talk.last().reasons().toString()).contains("inputRequests is no object");
            }
        }

        @Test
        void only_some_methods_may_be_answered_with_questions() {
            Talk talk = Talk.balanced();
            talk.client(modern("1", "completion/complete", "'ref':{}", "{'sampling':{}}"));
            String asks = "{'resultType':'complete','inputRequests':{'k':{'method':'sampling/createMessage'}}}";
            talk.server(result("1", asks));
            assertThat(talk.last().reasons().toString()).contains("completion/complete may not ask for input");
            assertThat(talk.toClient.getFirst()).contains("'error'").doesNotContain("sampling");
        }

        @Test
        void an_error_sends_a_person_to_an_address_only_where_the_client_said_that_it_may() {
            String data =
                    "'data':{'elicitations':[{'mode':'url','elicitationId':'e','message':'m','url':'https://x'}]}";
            for (String declared : List.of("{}", "{'elicitation':{}}", "{'elicitation':{'url':{}}}")) {
                boolean may = declared.contains("url");
                for (String error :
                        List.of("'code':-32042,'message':'m'," + data, "'code':-32603,'message':'m'," + data)) {
                    Talk talk = Talk.in("2025-11-25", declared);
                    talk.client(request("1", "resources/read", "{'uri':'x:y'}"));
                    talk.server("{'jsonrpc':'2.0','id':1,'error':{" + error + "}}");
                    assertThat(talk.toClient.getFirst().contains("https://x"))
                            .as(declared)
                            .isEqualTo(may);
                }
            }
            Talk bare = Talk.legacy();
            bare.client(request("1", "resources/read", "{'uri':'x:y'}"));
            bare.server("{'jsonrpc':'2.0','id':1,'error':{'code':-32042,'message':'m'}}");
            assertThat(bare.toClient.getFirst()).doesNotContain("'m'");
        }
    }
}
