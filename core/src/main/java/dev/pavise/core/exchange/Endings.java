package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What ends without an answer: time is over, a peer is gone, the ledger keeps nothing. Whoever waits is told once.
final class Endings {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Turn turn;

    Endings(Turn turn) {
        this.turn = turn;
    }

    void expire() {
        for (Map.Entry<String, State.Held> held : Map.copyOf(turn.held).entrySet()) {
            if (!held.getValue().until().isAfter(turn.at))
                new Waiting(turn, new Rulings(turn)).expired(held.getKey(), held.getValue());
        }
        new Changes(turn).tellDue();
        // Who observes gives nobody up: what is late is asked after again in a day.
        if (!turn.enforces()) {
            observeLate(Direction.TO_CLIENT);
            observeLate(Direction.TO_SERVER);
            return;
        }
        for (Asked asked : List.copyOf(turn.flight.values(Direction.TO_CLIENT))) {
            if (!asked.until().isAfter(turn.at)) expireAtClient(asked);
        }
        for (Asked asked : List.copyOf(turn.flight.values(Direction.TO_SERVER))) {
            if (turn.flight.due(asked).isAfter(turn.at)) continue;
            if (asked.cancelled()) {
                turn.flight = turn.flight.without(Direction.TO_SERVER, asked.sentAs());
            } else {
                expire(asked);
            }
        }
    }

    private void observeLate(Direction way) {
        for (Asked asked : List.copyOf(turn.flight.values(way))) {
            if (turn.flight.due(asked).isAfter(turn.at)) continue;
            turn.flight = turn.flight.with(way, asked.until(turn.at.plus(A_DAY)));
            String verb = "late/" + asked.request().method();
            turn.keep(turn.fact(verb, "", "no answer in time"), Evidence.Payload.NONE, List.of(), List.of());
        }
    }

    private void expireAtClient(Asked asked) {
        turn.flight = turn.flight.without(Direction.TO_CLIENT, asked.sentAs());
        if (asked.cancelled()) return;
        String words = "Pavise waited and the client did not answer";
        Refusal refusal = Refusal.because(asked.request(), false, Refusal.TIMED_OUT, words);
        var told = List.of(Effect.Send.toServer(refusal.bytes()));
        String verb = "unanswered/" + asked.request().method();
        turn.keep(turn.fact(verb, "", words), Evidence.Payload.NONE, told, told);
    }

    private void expire(Asked asked) {
        var until = turn.at.plus(turn.policy.limits().callTime());
        turn.flight = turn.flight.with(Direction.TO_SERVER, asked.givenUp().until(until));
        String seconds = turn.policy.limits().callTime().toSeconds() + " s";
        if (!turn.silence.since().isAfter(asked.since())) silent(seconds);
        if (asked.own()) {
            new Listings(turn).failed(asked, "no answer within " + seconds);
            return;
        }
        withdraw(asked, "timed out");
        answer(asked, Refusal.TIMED_OUT, "Pavise waited " + seconds + " and the server did not answer");
    }

    /// Not a word in all that time: the server hangs, or is at one thing only.
    private void silent(String seconds) {
        if (turn.silence.isTooLong()) return;
        turn.silence = new State.Silence(turn.silence.since(), true);
        String note = "it left a request without an answer, and said nothing else either for " + seconds;
        turn.keep(turn.fact("server/silent", "", note), Evidence.Payload.NONE, List.of(), List.of());
    }

    /// Tells the server, if it knows of the request, that nobody waits for its answer any more.
    private void withdraw(Asked asked, String why) {
        boolean parked = turn.isParked(asked.sentAs());
        turn.unpark(asked.sentAs());
        if (parked || Method.INITIALIZE.is(asked.request().method())) return;
        String json = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
                + asked.sentAs().json() + ",\"reason\":\"" + why + "\"}}";
        turn.emit(Effect.Send.toServer(json.getBytes(StandardCharsets.UTF_8), asked.givenUp()));
    }

    /// A client hung up on its requests.
    void left(Asker from) {
        for (Asked asked : List.copyOf(turn.flight.values(Direction.TO_SERVER))) {
            if (asked.own() || asked.cancelled() || !asked.from().equals(from)) continue;
            withdraw(asked, "the client hung up");
            Instant until = turn.at.plus(turn.policy.limits().callTime());
            turn.flight = turn.flight.with(Direction.TO_SERVER, asked.givenUp().until(until));
            String subject = asked.request().subject();
            Evidence fact = turn.fact("left/" + asked.request().method(), subject, "the client hung up");
            turn.keep(fact, Evidence.Payload.NONE, List.of(), List.of());
        }
    }

    /// The server's reply to a request ended without an answer.
    void unanswered(Id sentAs, String why) {
        Optional<Asked> found = turn.flight.find(Direction.TO_SERVER, sentAs);
        if (found.isEmpty()) return;
        Asked asked = found.get();
        turn.flight = turn.flight.without(Direction.TO_SERVER, sentAs);
        if (asked.cancelled()) return;
        if (turn.stage instanceof Stage.Opening
                && Method.INITIALIZE.is(asked.request().method())) {
            turn.stage = new Stage.New();
        }
        if (asked.own()) {
            new Listings(turn).failed(asked, why);
        } else {
            answer(asked, Refusal.SERVER_GONE, "The server did not answer: " + why);
        }
    }

    void serverEnded(String why) {
        var told = new ArrayList<Effect.Send>();
        boolean modern = turn.stage.revision().isModern();
        Evidence fact = turn.fact("server/ended", "", why);
        for (Asked asked : turn.flight.values(Direction.TO_SERVER)) {
            if (asked.own() || asked.cancelled()) continue;
            String words = "The server ended before it answered: " + why;
            told.add(Effect.Send.answer(
                    asked.from(), Refusal.because(asked.request(), modern, Refusal.SERVER_GONE, words, fact.id())));
        }
        turn.flight = dev.pavise.core.guard.Flight.NONE;
        turn.recordCount();
        turn.parked = List.of();
        turn.delayed = Map.of();
        turn.keep(fact, Evidence.Payload.NONE, told, told);
        turn.emit(new Effect.Close(why));
    }

    void ledgerLost(Evidence evidence, String why) {
        turn.lost = why;
        boolean call = evidence.kind() == Evidence.Kind.REQUEST && evidence.way() == Evidence.Way.TO_SERVER;
        if (!call || !turn.enforces()) return;
        // A call whose evidence had to come first was not forwarded, and its caller has been told.
        for (Asked asked : turn.flight.values(Direction.TO_SERVER)) {
            Message.Request request = asked.request();
            boolean same = !asked.own() && request.id().json().equals(evidence.rpcId());
            if (same && new Rulings(turn).isHighRisk(request)) {
                turn.flight = turn.flight.without(Direction.TO_SERVER, asked.sentAs());
                return;
            }
        }
    }

    /// Answers a request that no guard denied.
    void answer(Asked asked, int code, String words) {
        String subject = asked.request().subject();
        Evidence fact = turn.fact("unanswered/" + asked.request().method(), subject, words);
        boolean modern = turn.stage.revision().isModern();
        Refusal refusal = Refusal.because(asked.request(), modern, code, words, fact.id());
        var told = List.of(Effect.Send.answer(asked.from(), refusal));
        turn.keep(fact, Evidence.Payload.NONE, told, told);
    }
}
