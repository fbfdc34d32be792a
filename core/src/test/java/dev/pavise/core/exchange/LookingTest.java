package dev.pavise.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Look;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Messages that wait to be looked at.
class LookingTest {
    private static final Reason REASON = new Reason("file/x", "/result/content/0/data", "seen");
    private static final String PICTURE = "{'content':[{'type':'image','data':'AAAA','mimeType':'image/png'}]}";

    /// Every result of a call is due; what is said of it, the test says.
    private static final Look OF_CALLS = new Look() {
        @Override
        public boolean isDue(Message message, Context context) {
            return context.direction() == Direction.TO_CLIENT
                    && message instanceof Message.Result
                    && context.answeredMethod().equals("tools/call");
        }

        @Override
        public void look(Message message, Context context, Consumer<Verdict> said) {
            throw new IllegalStateException("a step looks at nothing");
        }
    };

    private static Talk called(Preset preset, String id) {
        var talk = new Talk(Policy.of(preset), new Exchange(Guards.ALL).with(OF_CALLS));
        talk.client(Talk.request(
                "0",
                "initialize",
                "{'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{'name':'c','version':'1'}}"));
        talk.server(
                Talk.result(
                        "0",
                        "{'protocolVersion':'2025-11-25','capabilities':{'tools':{}},'serverInfo':{'name':'s','version':'1'}}"));
        talk.client("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        talk.list("'l'", Talk.tool("shoot", "Takes a picture."));
        talk.client(Talk.call(id, "shoot"));
        talk.forget();
        return talk;
    }

    private static void looked(Talk talk, Verdict verdict) {
        var looks = List.copyOf(talk.effects);
        for (Effect each : looks) {
            if (each instanceof Effect.Look look) talk.on(new Event.Looked(look.held(), verdict, talk.now));
        }
    }

    @Test
    void an_answer_waits_until_it_was_looked_at_and_passes_as_it_is() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        assertThat(talk.toClient).isEmpty();
        assertThat(talk.state.isLooking()).isTrue();
        looked(talk, Verdict.PASS);
        assertThat(talk.toClient).containsExactly(Talk.result("7", PICTURE));
        assertThat(talk.state.isLooking()).isFalse();
    }

    @Test
    void what_was_seen_denies_it_and_stands_in_the_evidence() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        looked(talk, Verdict.deny(REASON));
        assertThat(talk.toClient).singleElement().asString().contains("file/x").doesNotContain("AAAA");
        assertThat(talk.last().ruling()).isEqualTo(Evidence.Ruling.DENIED);
        assertThat(talk.last().reasons()).contains(REASON);
    }

    @Test
    void who_observes_waits_too_and_lets_it_pass() {
        Talk talk = called(Preset.OBSERVE, "7");
        talk.server(Talk.result("7", PICTURE));
        assertThat(talk.toClient).isEmpty();
        looked(talk, Verdict.deny(REASON));
        assertThat(talk.toClient).containsExactly(Talk.result("7", PICTURE));
        assertThat(talk.last().reasons()).contains(REASON);
    }

    @Test
    void others_do_not_wait_for_it() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.client(Talk.request("8", "ping", "{}"));
        talk.server(Talk.result("7", PICTURE));
        talk.server(Talk.result("8", "{}"));
        assertThat(talk.toClient).containsExactly(Talk.result("8", "{}"));
    }

    @Test
    void what_a_guard_denies_is_not_looked_at() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", "{'content':[{'type':'image'}]}"));
        assertThat(talk.effects).noneMatch(Effect.Look.class::isInstance);
        assertThat(talk.toClient).hasSize(1);
    }

    @Test
    void a_look_that_never_ends_denies_it() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        talk.after(Duration.ofMinutes(3));
        assertThat(talk.toClient).singleElement().asString().contains("could look at it in time");
        looked(talk, Verdict.PASS);
        assertThat(talk.toClient).hasSize(1);
    }

    @Test
    void an_answer_that_its_asker_gave_up_goes_nowhere() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        talk.client("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");
        looked(talk, Verdict.PASS);
        assertThat(talk.toClient).isEmpty();
        assertThat(talk.state.isLooking()).isFalse();
    }

    @Test
    void a_second_answer_does_not_slip_by_the_first() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        talk.server(Talk.result("7", PICTURE));
        looked(talk, Verdict.deny(REASON));
        assertThat(talk.toClient).singleElement().asString().doesNotContain("AAAA");
    }

    @Test
    void a_person_cannot_decide_what_has_to_be_looked_at() {
        Talk talk = called(Preset.BALANCED, "7");
        talk.server(Talk.result("7", PICTURE));
        for (Effect each : List.copyOf(talk.effects)) {
            if (each instanceof Effect.Look look) talk.on(new Event.Decided(look.held(), true, "ada", talk.now));
        }
        assertThat(talk.toClient).isEmpty();
    }
}
