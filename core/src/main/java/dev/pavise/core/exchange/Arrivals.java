package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Judge;
import dev.pavise.core.guard.PinGuard;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.PassingId;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// From bytes to a ruling: reads what arrived, tells the era, asks the judge.
final class Arrivals {
    private static final byte[] NOTHING = new byte[0];
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    private final Turn turn;
    private final Rulings rulings;
    private Optional<Id> about = Optional.empty();

    Arrivals(Turn turn) {
        this.turn = turn;
        rulings = new Rulings(turn);
    }

    /// A message of a client.
    void ask(Event.Asks asks) {
        turn.asker = asks.from();
        turn.headers = asks.headers();
        take(Direction.TO_SERVER, asks.reading());
    }

    /// A message of the server, in reply to this request if it is known.
    void tell(Reading reading, Optional<Id> reply) {
        about = reply;
        turn.silence = new State.Silence(turn.at, false);
        take(Direction.TO_CLIENT, reading);
    }

    private void take(Direction way, Reading reading) {
        switch (reading) {
            case Reading.Read(Message message) -> take(way, message);
            case Reading.Unreadable unreadable -> refuse(way, unreadable);
            case Reading.Batch batch
            when turn.stage instanceof Stage.Legacy(Revision revision) && revision.hasBatches() -> each(way, batch);
            case Reading.Batch batch ->
                refuse(
                        way,
                        new Reading.Unreadable(
                                batch.json().bytes(), "a batch, which only 2025-03-26 has", 0, Optional.empty()));
        }
    }

    /// In a batch, answers are to requests alone.
    private void each(Direction way, Reading.Batch batch) {
        Asker from = turn.asker;
        for (Reading each : batch.each()) {
            boolean isAnswered = !(each instanceof Reading.Read(Message message)) || message instanceof Message.Request;
            turn.asker = isAnswered ? from : Asker.ONLY;
            take(way, each);
        }
    }

    /// A message that the edge did not keep, because it was too long.
    void refuse(Event.Overlong overlong) {
        turn.asker = overlong.from();
        int most = turn.policy.limits().messageBytesMax();
        var reason = new Reason("reader", "", overlong.bytes() + " bytes in one message, and " + most + " are allowed");
        refuse(overlong.way(), NOTHING, overlong.bytes(), overlong.id(), reason);
    }

    private void refuse(Direction way, Reading.Unreadable unreadable) {
        var reason = new Reason("reader", "", unreadable.why() + ", at byte " + unreadable.at());
        Optional<Id> id = way == Direction.TO_CLIENT ? unreadable.id().or(() -> behind(unreadable)) : unreadable.id();
        refuse(way, unreadable.raw(), unreadable.raw().length, id, reason);
    }

    /// Servers built on the TypeScript SDK write the id last, behind whatever could not be read.
    private static Optional<Id> behind(Reading.Unreadable unreadable) {
        var passing = new PassingId();
        passing.pass(unreadable.raw(), 0, unreadable.raw().length);
        return passing.found();
    }

    /// A client is answered. What a server sends is an answer itself: whoever waits for it is told.
    private void refuse(Direction way, byte[] raw, long bytes, Optional<Id> id, Reason reason) {
        Supplier<Evidence> evidence =
                () -> turn.unreadable(way, raw, bytes, id.map(Id::json).orElse(""), reason);
        Evidence.Payload payload = raw.length == 0 ? Evidence.Payload.NONE : turn.payload(raw, NOTHING);
        if (way == Direction.TO_SERVER) {
            Evidence kept = evidence.get();
            Refusal refusal = Refusal.ofUnreadable(id.map(Id::json).orElse("null"), kept);
            var told = List.of(Effect.Send.answer(turn.asker, refusal));
            turn.keep(kept, payload, told, told);
            return;
        }
        Optional<Asked> waiting = id.or(() -> about).flatMap(this::askedOf);
        if (waiting.isEmpty()) {
            turn.discard(evidence, payload);
            return;
        }
        turn.flight = turn.flight.without(Direction.TO_SERVER, waiting.get().sentAs());
        rulings.withheld(way, waiting.get(), evidence.get(), payload);
    }

    private void take(Direction way, Message message) {
        switch (message) {
            case Message.Request request when way == Direction.TO_SERVER -> call(request);
            case Message.Request request -> {
                turn.aside = aside();
                judged(way, request, Optional.empty());
            }
            case Message.Notification notification
            when way == Direction.TO_CLIENT -> {
                turn.aside = aside();
                judged(way, notification, Optional.empty());
            }
            case Message.Notification notification -> judged(way, notification, Optional.empty());
            case Message.Result result -> answer(way, result, Optional.of(result.id()));
            case Message.Failure failure -> answer(way, failure, failure.id());
        }
    }

    private void answer(Direction way, Message message, Optional<Id> id) {
        Optional<Asked> asked = way == Direction.TO_SERVER
                ? id.flatMap(each -> turn.flight.find(Direction.TO_CLIENT, each))
                : id.flatMap(this::askedOf);
        judged(way, message, asked);
    }

    /// The request that the server answers under this id; in the reply to another one it answers nothing.
    private Optional<Asked> askedOf(Id id) {
        return about.isPresent() && !about.get().equals(id)
                ? Optional.empty()
                : turn.flight.find(Direction.TO_SERVER, id);
    }

    /// Where the client hears of what the server says beside its answers: on the stream of the request that it is
    /// about, which is the only one there is where the transport does not tell.
    private long aside() {
        var open = turn.flight.values(Direction.TO_SERVER);
        Optional<Asked> asked = about.flatMap(id -> turn.flight.find(Direction.TO_SERVER, id));
        if (asked.isEmpty() && open.size() == 1)
            asked = Optional.of(open.iterator().next());
        return asked.map(each -> each.from().stream()).orElse(0L);
    }

    private void judged(Direction way, Message message, Optional<Asked> answered) {
        Judge.Judgement judgement = turn.judge.judge(message, turn.context(way, answered));
        turn.spend(way, message);
        rulings.rule(way, message, answered, judgement);
    }

    private void call(Message.Request request) {
        tellEra(request);
        if (!turn.lost.isEmpty() && turn.enforces()) {
            rulings.refuseWithoutLedger(request);
            return;
        }
        Judge.Judgement judgement = turn.judge.judge(request, turn.context(Direction.TO_SERVER, Optional.empty()));
        turn.spend(Direction.TO_SERVER, request);
        Optional<Pin.Kind> list = unknownList(request);
        if (turn.enforces() && list.isPresent() && onlyPinsObject(judgement.verdict())) {
            turn.park(rulings.fly(request).sentAs());
            new Listings(turn).read(list.get(), request);
            return;
        }
        rulings.rule(Direction.TO_SERVER, request, Optional.empty(), judgement);
    }

    /// Judges a parked request again, now that its list is known. What it drew from the budgets is drawn.
    void release(Asked asked, Optional<Map<String, String>> headers) {
        turn.headers = headers;
        Message.Request request = asked.request();
        turn.asker = asked.from();
        turn.unpark(asked.sentAs());
        turn.flight = turn.flight.without(Direction.TO_SERVER, asked.sentAs());
        Context context = turn.context(Direction.TO_SERVER, Optional.empty()).unlimited();
        rulings.rule(Direction.TO_SERVER, request, Optional.empty(), turn.judge.judge(request, context));
    }

    /// The list that has to be known before this request can be judged, and is not.
    private Optional<Pin.Kind> unknownList(Message.Request request) {
        return PinGuard.itemOf(request)
                .map(Pin.Item::kind)
                .filter(kind -> kind == Pin.Kind.TOOL || kind == Pin.Kind.PROMPT)
                .filter(kind -> !turn.listing(kind).fresh());
    }

    private static boolean onlyPinsObject(Verdict verdict) {
        return verdict.decision() != Verdict.Decision.DENY
                || verdict.reasons().stream().allMatch(reason -> reason.rule().equals("pins"));
    }

    private void tellEra(Message.Request request) {
        boolean undecided =
                turn.stage instanceof Stage.New || (turn.stage instanceof Stage.Modern(boolean sure) && !sure);
        if (!undecided) return;
        if (Method.INITIALIZE.is(request.method())) {
            String wanted = request.param("protocolVersion");
            Revision revision = Optional.ofNullable(wanted)
                    .flatMap(Revision::of)
                    .filter(each -> !each.isModern())
                    .orElse(Revision.V2025_11_25);
            turn.stage = new Stage.Opening(revision);
            turn.capabilities = Declared.inHandshake(request);
        } else if (isModern(request)) {
            turn.stage = new Stage.Modern(false);
        }
    }

    private static boolean isModern(Message.Request request) {
        Value params = request.params();
        return Method.DISCOVER.is(request.method()) || (params != null && params.at("_meta", VERSION) != null);
    }
}
