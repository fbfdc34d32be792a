package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Judge.Judgement;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What waits before it is ruled on: for a person, or to be looked at. A request that it answers stays in flight
/// meanwhile, with the time that it has.
final class Waiting {
    private static final byte[] NOTHING = new byte[0];
    private static final Duration HOLD_TIME = Duration.ofMinutes(5);
    /// A look ends by itself; this is for one that does not.
    private static final Duration LOOK_TIME = Duration.ofMinutes(2);

    private static final String LOOK = "look";

    private final Turn turn;
    private final Rulings rulings;

    Waiting(Turn turn, Rulings rulings) {
        this.turn = turn;
        this.rulings = rulings;
    }

    /// For a person.
    void hold(Direction way, Message message, Optional<Asked> answered, Judgement judgement) {
        Evidence evidence = turn.evidence(way, message, Optional.empty(), judgement.verdict(), Ruling.HELD, NOTHING);
        Instant until = turn.at.plus(HOLD_TIME);
        if (message instanceof Message.Request request && way == Direction.TO_SERVER) rulings.fly(request);
        turn.hold(evidence.id(), held(State.Held.For.PERSON, way, message, answered, judgement, until));
        turn.keep(evidence, turn.payload(message.bytes(), NOTHING), List.of(), List.of());
        turn.emit(new Effect.Ask(evidence.id(), until));
    }

    /// To be looked at.
    ///
    /// @return whether it waits: what is due, and not denied anyway
    boolean looks(Direction way, Message message, Optional<Asked> answered, Judgement judgement) {
        if (judgement.verdict().decision() == Verdict.Decision.DENY) return false;
        Context context = turn.context(way, answered);
        if (!turn.look.isDue(message, context)) return false;
        String id = turn.ownId().json();
        Instant until = turn.at.plus(LOOK_TIME);
        turn.hold(id, held(State.Held.For.LOOK, way, message, answered, judgement, until));
        turn.emit(new Effect.Look(id, message, context, until));
        return true;
    }

    private State.Held held(
            State.Held.For what,
            Direction way,
            Message message,
            Optional<Asked> answered,
            Judgement judgement,
            Instant until) {
        Asker from = way == Direction.TO_SERVER ? turn.asker : Asker.on(turn.aside);
        return new State.Held(what, way, message, from, answered, judgement, until);
    }

    /// The time for it is over.
    void expired(String id, State.Held held) {
        switch (held.what()) {
            case PERSON -> decided(id, false, "");
            case LOOK -> looked(id, Verdict.deny(new Reason(LOOK, "", "nobody could look at it in time")));
        }
    }

    /// A person decided, or the time for it is over.
    void decided(String id, boolean allowed, String by) {
        State.Held held = turn.held.get(id);
        if (held == null || held.what() != State.Held.For.PERSON) return;
        Optional<Asked> answered = resumed(id, held);
        Message message = held.message();
        if (message instanceof Message.Request request && held.way() == Direction.TO_SERVER) {
            turn.flight
                    .askedAs(held.way(), request.id(), held.from())
                    .ifPresent(asked -> turn.flight = turn.flight.without(held.way(), asked.sentAs()));
        }
        Verdict verdict = held.judgement().verdict();
        if (allowed) {
            byte[] edited = verdict.edits().applyTo(message.bytes(), Replacement::of);
            rulings.pass(held.way(), message, answered, held.judgement(), edited);
        } else {
            var reason = new Reason("held", "", by.isEmpty() ? "nobody decided in time" : by + " refused it");
            rulings.deny(held.way(), message, answered, verdict.and(Verdict.deny(reason)));
        }
    }

    /// What was said of a message that was looked at.
    void looked(String id, Verdict said) {
        State.Held held = turn.held.get(id);
        if (held == null || held.what() != State.Held.For.LOOK) return;
        Optional<Asked> answered = resumed(id, held);
        Verdict verdict = held.judgement().verdict().and(said);
        if (held.answered().isPresent()
                && answered.filter(each -> !each.cancelled()).isEmpty())
            verdict = verdict.and(Verdict.deny(new Reason(LOOK, "/id", "nobody waits for this answer any more")));
        var judgement = new Judgement(verdict, held.judgement().definitions());
        rulings.settle(held.way(), held.message(), answered, judgement);
    }

    /// The request that the message answers, if it is still the one that it was.
    private Optional<Asked> resumed(String id, State.Held held) {
        turn.unhold(id);
        turn.asker = held.from();
        turn.aside = held.from().stream();
        return held.answered()
                .flatMap(was -> turn.flight
                        .find(held.way().reversed(), was.sentAs())
                        .filter(now -> now.request().equals(was.request())));
    }
}
