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
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Policy;
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
            assertThat(talk.toClient).hasSize(3);
            assertThat(talk.toClient.subList(0, 2)).allMatch(each -> each.contains("-32602"));
            assertThat(talk.toClient.getLast()).contains("-32022").contains("'requested':'2027-01-01'");
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
