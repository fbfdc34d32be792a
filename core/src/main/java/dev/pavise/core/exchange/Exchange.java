package dev.pavise.core.exchange;

import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Judge;
import dev.pavise.core.guard.Look;
import dev.pavise.core.guard.SealGuard;
import dev.pavise.core.seal.Fences;
import dev.pavise.core.seal.Seals;
import dev.pavise.core.seal.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gateway as a pure machine: the same events in the same state give the same effects, forever.
///
/// It reads no clock and no file; what waits (a person, a durable commit, an upstream) comes back as another event.
public final class Exchange {
    private final Judge judge;
    private final Optional<Seals> seals;
    private final Look look;
    private final Optional<Tokens> tokens;
    private final Optional<Fences> fences;

    public Exchange(List<Guard> guards) {
        this(new Judge(guards), Optional.empty(), Look.NONE, Optional.empty(), Optional.empty());
    }

    /// @param seals close what servers give to clients that share a session
    public Exchange(List<Guard> guards, Seals seals) {
        this(
                new Judge(and(guards, new SealGuard(seals))),
                Optional.of(seals),
                Look.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private Exchange(Judge judge, Optional<Seals> seals, Look look, Optional<Tokens> tokens, Optional<Fences> fences) {
        this.judge = judge;
        this.seals = seals;
        this.look = look;
        this.tokens = tokens;
        this.fences = fences;
    }

    private static List<Guard> and(List<Guard> guards, Guard more) {
        var all = new ArrayList<>(guards);
        all.add(more);
        return all;
    }

    /// The same, in which messages wait for this look.
    public Exchange with(Look other) {
        return new Exchange(judge, seals, other, tokens, fences);
    }

    /// The same, which gives servers what tokens in arguments stand for.
    public Exchange with(Tokens opened) {
        return new Exchange(judge, seals, look, Optional.of(opened), fences);
    }

    /// The same, which makes such marks where the policy wants texts between marks; it cannot do without.
    public Exchange with(Fences made) {
        return new Exchange(judge, seals, look, tokens, Optional.of(made));
    }

    /// What the edge asks where an [Effect.Look] says so.
    public Look look() {
        return look;
    }

    public Step step(State state, Event event) {
        var turn = new Turn(state, event.at(), judge, look, seals, tokens, fences);
        switch (event) {
            case Event.Asks asks -> new Arrivals(turn).ask(asks);
            case Event.Tells tells -> new Arrivals(turn).tell(tells.reading(), tells.about());
            case Event.Overlong overlong -> new Arrivals(turn).refuse(overlong);
            case Event.Unanswered unanswered -> new Endings(turn).unanswered(unanswered.sentAs(), unanswered.why());
            case Event.Left left -> new Endings(turn).left(left.from());
            case Event.Ticked _ -> new Endings(turn).expire();
            case Event.ServerEnded ended -> new Endings(turn).serverEnded(ended.why());
            case Event.PinsSet set -> turn.pins = set.pins();
            case Event.OthersSet set -> turn.others = set.others();
            case Event.PolicySet set -> turn.policy = set.policy();
            case Event.Decided decided -> waiting(turn).decided(decided.held(), decided.allowed(), decided.by());
            case Event.Looked looked -> waiting(turn).looked(looked.held(), looked.verdict());
            case Event.Lost lost -> new Endings(turn).ledgerLost(lost.evidence(), lost.why());
            case Event.Recovered _ -> turn.lost = "";
        }
        return turn.end();
    }

    private static Waiting waiting(Turn turn) {
        return new Waiting(turn, new Rulings(turn));
    }
}
