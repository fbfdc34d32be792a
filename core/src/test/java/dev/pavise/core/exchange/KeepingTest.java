package dev.pavise.core.exchange;

import static dev.pavise.core.exchange.Talk.call;
import static dev.pavise.core.exchange.Talk.request;
import static dev.pavise.core.exchange.Talk.result;
import static dev.pavise.core.exchange.Talk.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What waits: for the ledger, and for a person.
class KeepingTest {
    private static final Duration PAST_THE_BOUND = Duration.ofSeconds(301);

    @Nested
    class Keeping {
        @Test
        void without_a_ledger_nothing_is_answered_and_the_caller_is_told() {
            Talk talk = Talk.listing(tool("echo", "Echoes."));
            talk.client(call("1", "echo"));
            talk.ledgerWorks = false;
            talk.server(result("1", "{'content':[{'type':'text','text':'secret'}]}"));
            assertThat(talk.toClient).hasSize(1);
            assertThat(talk.toClient.getFirst()).contains("ledger").doesNotContain("secret");
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

        @Test
        void an_observer_asks_for_no_list_and_gives_no_call_up() {
            Talk talk = Talk.with(Policy.of(Preset.OBSERVE), "2025-11-25", "{}");
            talk.client(call("1", "never-listed"));
            assertThat(talk.toServer).containsExactly(call("1", "never-listed"));
            talk.after(Duration.ofHours(3));
            assertThat(talk.last().method()).isEqualTo("late/tools/call");
            assertThat(talk.toServer).hasSize(1);
            assertThat(talk.toClient).isEmpty();
            assertThat(talk.state.wake().orElseThrow()).isAfter(talk.now.plus(Duration.ofHours(20)));
            talk.server(result("1", "{'content':[]}"));
            assertThat(talk.toClient).containsExactly(result("1", "{'content':[]}"));
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
}
