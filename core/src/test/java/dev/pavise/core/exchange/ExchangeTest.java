package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.modern;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
    private static final Duration PAST_THE_BOUND = Duration.ofSeconds(301);

    @Nested
    class Passing {
        @Test
        void a_message_goes_on_as_the_same_bytes() {
            Talk talk = Talk.legacy();
            String odd = "{'id' : 7 ,'jsonrpc':'2.0','vendor':{'a':1.10},'method':'resources/read',"
                    + "'params':{'uri':'x:y','n':9007199254740993}}";
            talk.client(odd);
            String answer = "{'result':{'contents':[],'x':[1.10]},'jsonrpc':'2.0',  'id':7}";
            talk.server(answer);
            assertThat(talk.toServer).containsExactly(odd);
            assertThat(talk.toClient).containsExactly(answer);
        }

        @Test
        void a_reply_leaves_only_behind_its_evidence() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.effects.clear();
            talk.server(result("1", "{'content':[]}"));
            assertThat(talk.effects).hasSize(1);
            assertThat(talk.effects.getFirst()).isInstanceOfSatisfying(Effect.Keep.class, keep -> {
                assertThat(keep.evidence().kind()).isEqualTo(Evidence.Kind.RESULT);
                assertThat(keep.then()).hasSize(1);
            });
        }

        @Test
        void evidence_tells_what_came_and_what_went() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            assertThat(talk.last().id()).startsWith("abcde-");
            assertThat(talk.last().method()).isEqualTo("tools/call");
            assertThat(talk.last().subject()).isEqualTo("echo");
            assertThat(talk.last().ruling()).isEqualTo(Ruling.PASSED);
            assertThat(talk.last().received()).hasSize(64).isEqualTo(talk.last().sent());
        }

        @Test
        void a_destructive_call_is_on_disk_before_it_goes() {
            Talk talk = Talk.listing(
                    "{'name':'wipe','inputSchema':{'type':'object'},'annotations':{'destructiveHint':true}}",
                    tool("echo", "Echoes."));
            talk.client(call("1", "wipe"));
            assertThat(talk.effects).hasSize(1);
            assertThat(talk.effects.getFirst()).isInstanceOfSatisfying(Effect.Keep.class, keep -> {
                assertThat(keep.durability()).isEqualTo(Ledger.Durability.DISK);
                assertThat(keep.then().getFirst().way()).isEqualTo(Direction.TO_SERVER);
                assertThat(keep.otherwise().getFirst().way()).isEqualTo(Direction.TO_CLIENT);
            });
            talk.effects.clear();
            talk.client(call("2", "echo"));
            assertThat(talk.effects.getFirst()).isInstanceOf(Effect.Send.class);
        }

        @Test
        void an_id_that_javascript_would_round_is_kept_for_its_asker() {
            Talk talk = Talk.legacy();
            talk.client(request("9007199254740993", "resources/list", "{}"));
            assertThat(talk.toServer).containsExactly(request("'pavise-1'", "resources/list", "{}"));
            talk.server(result("'pavise-1'", "{'resources':[]}"));
            assertThat(talk.toClient).containsExactly(result("9007199254740993", "{'resources':[]}"));
        }

        @Test
        void a_batch_is_taken_apart_in_the_one_revision_that_has_it() {
            Talk talk = Talk.in("2025-03-26", "{}");
            talk.client("[" + request("1", "ping", "{}") + "," + request("2", "ping", "{}") + "]");
            assertThat(talk.toServer).hasSize(2);
            Talk later = Talk.legacy();
            later.client("[" + request("1", "ping", "{}") + "]");
            assertThat(later.toServer).isEmpty();
            assertThat(later.toClient.getFirst()).contains("'id':null").contains("batch");
        }
    }

    @Nested
    class Handshakes {
        @Test
        void nothing_is_asked_before_the_handshake() {
            Talk talk = Talk.balanced();
            talk.client(request("1", "tools/list", "{}"));
            assertThat(talk.toServer).isEmpty();
            assertThat(talk.toClient.getFirst()).contains("-32600").contains("before initialize");
        }

        @Test
        void what_a_client_sends_behind_its_handshake_need_not_wait_for_the_answer() {
            Talk talk = Talk.balanced();
            talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
            talk.client(request("1", "tools/list", "{}"));
            assertThat(talk.toServer).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1999-01-01", "2030-01-01", "2026-07-28"})
        void a_server_can_not_pick_a_revision_that_is_none(String revision) {
            Talk talk = Talk.balanced();
            talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
            talk.server(result("0", "{'protocolVersion':'" + revision + "'}"));
            assertThat(talk.toClient.getFirst()).contains("'error'").doesNotContain("'protocolVersion'");
        }

        @Test
        void a_modern_request_says_its_revision_and_its_capabilities() {
            Talk talk = Talk.balanced();
            talk.client(modern("1", "server/discover", "", "{}"));
            assertThat(talk.toServer).hasSize(1);
            talk.client(request("2", "tools/list", "{}"));
            talk.client(
                    request("3", "tools/list", "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}"));
            talk.client(request(
                    "4",
                    "tools/list",
                    "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2027-01-01',"
                            + "'io.modelcontextprotocol/clientCapabilities':{}}}"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient).hasSize(3).allMatch(each -> each.contains("-32602"));
        }

        @Test
        void a_probe_may_fall_back_to_the_legacy_era_until_the_modern_one_is_confirmed() {
            Talk talk = Talk.balanced();
            talk.client(modern("'probe'", "server/discover", "", "{}"));
            talk.server("{'jsonrpc':'2.0','id':'probe','error':{'code':-32601,'message':'no'}}");
            talk.client(request("0", "initialize", "{'protocolVersion':'2025-06-18'}"));
            talk.server(result("0", "{'protocolVersion':'2025-06-18'}"));
            assertThat(talk.state.stage()).isInstanceOf(Stage.Legacy.class);

            Talk sure = Talk.balanced();
            sure.client(modern("1", "server/discover", "", "{}"));
            sure.server(result("1", "{'resultType':'complete','supportedVersions':['2026-07-28']}"));
            sure.client(request("2", "initialize", "{'protocolVersion':'2025-06-18'}"));
            assertThat(sure.toClient.getLast()).contains("'error'");
        }
    }

    @Nested
    class Lists {
        @Test
        void a_call_to_what_was_never_listed_waits_for_the_list_that_pavise_reads() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "echo"));
            assertThat(talk.toServer).containsExactly("{'jsonrpc':'2.0','id':'pavise-1','method':'tools/list'}");
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes.") + "]}"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("1", "echo"));
            assertThat(talk.toClient).isEmpty();
        }

        @Test
        void every_page_is_read() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server(result("'pavise-1'", "{'tools':[" + tool("a", "A.") + "],'nextCursor':'2'}"));
            talk.server(result("'pavise-2'", "{'tools':[" + tool("b", "B.") + "]}"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("1", "b"));
        }

        @Test
        void a_list_without_end_is_given_up() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server(result("'pavise-1'", "{'tools':[],'nextCursor':'2'}"));
            talk.server(result("'pavise-2'", "{'tools':[],'nextCursor':'2'}"));
            assertThat(talk.toServer).hasSize(2);
            assertThat(talk.toClient.getFirst()).contains("no end");
        }

        @Test
        void a_list_that_fails_fails_the_call_with_the_server_s_words() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "b"));
            talk.server("{'jsonrpc':'2.0','id':'pavise-1','error':{'code':-32603,'message':'fetch failed'}}");
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("'id':1").contains("fetch failed");
            talk.client(call("2", "b"));
            assertThat(talk.toServer.getLast()).contains("tools/list");
        }

        @Test
        void a_tool_that_the_server_does_not_list_can_not_be_called() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "hidden"));
            assertThat(talk.toServer).isEmpty();
            assertThat(talk.toClient.getFirst()).contains("lists no tool/hidden");
        }

        @Test
        void a_change_that_the_server_tells_is_read_before_the_next_call() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.server("{'jsonrpc':'2.0','method':'notifications/tools/list_changed'}");
            talk.client(call("1", "echo"));
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes, and mails it.") + "]}"));
            assertThat(talk.toServer).noneMatch(each -> each.contains("tools/call"));
            assertThat(talk.toClient.getLast())
                    .contains("changed since it was approved")
                    .contains("pins diff market");
        }

        @Test
        void a_definition_that_changed_goes_from_the_list_and_the_rest_stays() {
            Talk talk = Talk.listing(tool("a", "A."), tool("b", "B."), tool("c", "C."));
            talk.list("l1", tool("a", "A."), tool("b", "B, now with mail."), tool("c", "C."));
            assertThat(talk.toClient.getLast())
                    .isEqualTo(result("'l1'", "{'tools':[" + tool("a", "A.") + "," + tool("c", "C.") + "]}"));
            assertThat(talk.last().ruling()).isEqualTo(Ruling.EDITED);
            talk.client(call("1", "b"));
            assertThat(talk.toClient.getLast()).contains("changed since it was approved");
            talk.client(call("2", "a"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("2", "a"));
        }

        @Test
        void two_definitions_of_one_name_are_both_kept_from_the_client() {
            Talk talk = Talk.legacy();
            talk.list("l", tool("a", "A."), tool("b", "B."), tool("a", "Other."));
            assertThat(talk.toClient.getLast()).isEqualTo(result("'l'", "{'tools':[" + tool("b", "B.") + "]}"));
            talk.client(call("1", "a"));
            assertThat(talk.toServer).noneMatch(each -> each.contains("tools/call"));
        }

        @Test
        void in_strict_a_person_approves_first() {
            Talk talk = Talk.with(Policy.of(Preset.STRICT), "2025-11-25", "{}");
            talk.list("l", tool("a", "A."));
            assertThat(talk.toClient.getLast()).isEqualTo(result("'l'", "{'tools':[]}"));
            talk.client(call("1", "a"));
            assertThat(talk.toClient.getLast()).contains("quarantined").contains("pavise pins");
        }

        @Test
        void a_list_that_is_no_list_is_denied_whole() {
            Talk talk = Talk.legacy();
            talk.client(request("1", "tools/list", "{}"));
            talk.server(result("1", "{'tools':'none'}"));
            assertThat(talk.toClient.getLast()).contains("'error'");
        }

        @Test
        void what_waits_for_a_list_can_be_cancelled() {
            Talk talk = Talk.legacy();
            talk.client(call("1", "echo"));
            talk.client("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
            talk.server(result("'pavise-1'", "{'tools':[" + tool("echo", "Echoes.") + "]}"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient).isEmpty();
        }
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
            talk.server(result("1", "{'content':[]}")).server(result("1", "{'content':['again']}"));
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
    }

    @Nested
    class Keeping {
        @Test
        void without_a_ledger_nothing_is_answered_and_the_caller_is_told() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.ledgerWorks = false;
            talk.server(result("1", "{'content':['x']}"));
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("ledger").doesNotContain("'x'");
            talk.client(call("2", "echo"));
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient.getLast()).contains("disk full");
            talk.ledgerWorks = true;
            talk.on(new Event.Recovered(talk.now)).client(call("3", "echo"));
            assertThat(talk.toServer.getLast()).isEqualTo(call("3", "echo"));
        }

        @Test
        void an_observer_goes_on_without_a_ledger() {
            Talk talk = Talk.with(Policy.of(Preset.OBSERVE), "2025-11-25", "{}");
            talk.ledgerWorks = false;
            talk.client(request("1", "resources/list", "{}")).server(result("1", "{'resources':[]}"));
            assertThat(talk.toClient).containsExactly(result("1", "{'resources':[]}"));
        }

        @Test
        void an_observer_changes_nothing_and_says_what_it_would_have_done() {
            Talk talk = Talk.with(Policy.of(Preset.OBSERVE), "2025-11-25", "{}");
            talk.server(result("99", "{}"));
            assertThat(talk.toClient).containsExactly(result("99", "{}"));
            assertThat(talk.last().ruling()).isEqualTo(Ruling.DENIED);
            assertThat(talk.last().enforced()).isFalse();
        }
    }

    @Nested
    class Holding {
        private static final Guard HOLDS = new Guard() {
            @Override
            public String id() {
                return "holds";
            }

            @Override
            public Verdict judge(Message message, Context context) {
                return message instanceof Message.Request request
                                && request.method().equals("resources/read")
                        ? Verdict.hold(new Reason("holds", "", "a person decides"))
                        : Verdict.PASS;
            }
        };

        private Talk held() {
            var guards = new ArrayList<>(Guards.ALL);
            guards.add(HOLDS);
            var talk = new Talk(Policy.BALANCED, guards);
            talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
            talk.server(result("0", "{'protocolVersion':'2025-11-25'}"));
            talk.forget();
            talk.client(request("1", "resources/read", "{'uri':'x:y'}"));
            return talk;
        }

        @Test
        void what_is_held_waits_for_a_person() {
            Talk talk = held();
            assertThat(talk.toServer).isEmpty();
            assertThat(talk.last().ruling()).isEqualTo(Ruling.HELD);
            String id = talk.last().id();
            talk.on(new Event.Decided(id, true, "ada", talk.now));
            assertThat(talk.toServer).containsExactly(request("1", "resources/read", "{'uri':'x:y'}"));
            talk.on(new Event.Decided(id, true, "ada", talk.now));
            assertThat(talk.toServer).hasSize(1);
        }

        @Test
        void a_person_s_no_and_nobody_s_yes_are_refusals() {
            Talk talk = held();
            talk.on(new Event.Decided(talk.last().id(), false, "ada", talk.now));
            assertThat(talk.toClient.getFirst()).contains("ada refused it");
            Talk late = held();
            late.after(PAST_THE_BOUND);
            assertThat(late.toClient).hasSize(1);
            assertThat(late.toClient.getFirst()).contains("nobody decided");
            assertThat(late.toServer).isEmpty();
        }
    }

    @Test
    void a_guard_that_breaks_has_denied() {
        var guards = new ArrayList<>(Guards.ALL);
        guards.add(new Guard() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public Verdict judge(Message message, Context context) {
                throw new IllegalStateException("oops");
            }
        });
        var talk = new Talk(Policy.BALANCED, guards);
        talk.client(request("0", "initialize", "{'protocolVersion':'2025-11-25'}"));
        assertThat(talk.toServer).isEmpty();
        assertThat(talk.toClient.getFirst()).contains("the guard failed");
    }

    @Test
    void the_same_events_give_the_same_effects() {
        List<List<String>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo")).server(result("1", "{'content':[]}")).after(PAST_THE_BOUND);
            runs.add(talk.effects.stream()
                    .filter(Effect.Keep.class::isInstance)
                    .map(each -> ((Effect.Keep) each).evidence().toString())
                    .toList());
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }
}
