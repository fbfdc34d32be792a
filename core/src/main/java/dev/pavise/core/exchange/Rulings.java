package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Flight;
import dev.pavise.core.guard.Judge.Judgement;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Splicer;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.policy.Preset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a judgement to what happens: the message passes, goes on edited, waits, or is denied and its sender is told.
final class Rulings {
    private static final byte[] NOTHING = new byte[0];
    /// For what waits for a person, or stays open by its nature.
    private static final Duration NO_BOUND = Duration.ofDays(365);

    private final Turn turn;

    Rulings(Turn turn) {
        this.turn = turn;
    }

    void rule(Direction way, Message message, Optional<Asked> answered, Judgement judgement) {
        if (!new Waiting(turn, this).looks(way, message, answered, judgement))
            settle(way, message, answered, judgement);
    }

    void settle(Direction way, Message message, Optional<Asked> answered, Judgement judgement) {
        Verdict verdict = judgement.verdict();
        if (!turn.enforces()) {
            pass(way, message, answered, judgement, message.bytes());
            return;
        }
        switch (verdict.decision()) {
            case PASS -> {
                byte[] edited = verdict.edits().applyTo(message.bytes(), Replacement::of);
                pass(way, message, answered, judgement, edited);
            }
            case HOLD -> new Waiting(turn, this).hold(way, message, answered, judgement);
            case DENY -> deny(way, message, answered, verdict);
        }
    }

    /// Notes a request of the client as in flight. It keeps its id and its token where nobody else uses them.
    Asked fly(Message.Request request) {
        boolean kept = (request.id().isText() || request.id().isSafeInteger())
                && turn.flight.find(Direction.TO_SERVER, request.id()).isEmpty();
        Id sentAs = kept ? request.id() : turn.ownId();
        String token = Asked.tokenOf(request);
        boolean taken = !token.isEmpty()
                && turn.asker.scope() != 0
                && turn.flight.underToken(Direction.TO_SERVER, token).isPresent();
        String sentToken = taken ? turn.ownId().json() : token;
        var asked = Asked.of(request, turn.asker, sentAs, sentToken, turn.at, until(request));
        turn.flight = turn.flight.with(Direction.TO_SERVER, asked);
        return asked;
    }

    private Instant until(Message.Request request) {
        boolean open = Method.SUBSCRIPTIONS_LISTEN.is(request.method()) || Method.TASKS_RESULT.is(request.method());
        return turn.at.plus(open ? NO_BOUND : turn.policy.limits().callTime());
    }

    void pass(Direction way, Message message, Optional<Asked> answered, Judgement judgement, byte[] without) {
        byte[] edited = new Fencing(turn).fenced(way, message, answered, without);
        switch (message) {
            case Message.Request request when way == Direction.TO_SERVER -> passCall(request, judgement, edited);
            case Message.Request request -> passServerRequest(request, judgement, edited);
            case Message.Notification notification
            when way == Direction.TO_SERVER || !new Changes(turn).delays(notification, judgement, edited) ->
                passNotification(way, notification, judgement, edited);
            case Message.Notification _ -> {}
            case Message.Result _, Message.Failure _ -> passAnswer(way, message, answered, judgement, edited);
        }
    }

    private void passCall(Message.Request request, Judgement judgement, byte[] edited) {
        byte[] opened = new Sealing(turn).opened(request, edited);
        Asked asked = fly(opened == edited ? request : Sealing.as(request, opened));
        byte[] sent = asked.sentAs().equals(request.id()) ? opened : withId(opened, asked.sentAs());
        if (!asked.sentToken().equals(Asked.tokenOf(request))) {
            sent = withValue(sent, bytes(asked.sentToken()), "params", "_meta", "progressToken");
        }
        sent = new Untokening(turn).opened(sent);
        sent = TraceContext.in(sent, turn.headers.orElse(Map.of()));
        Evidence evidence = evidence(Direction.TO_SERVER, request, Optional.empty(), judgement, sent);
        var send = Effect.Send.toServer(sent, asked);
        Evidence.Payload payload = turn.payload(request.bytes(), sent);
        if (isHighRisk(request)) {
            Refusal refusal = Refusal.because(request, isModern(), Refusal.LEDGER_LOST, LEDGER_WORDS);
            List<Effect.Send> otherwise = List.of(Effect.Send.answer(asked.from(), refusal));
            turn.keep(evidence, payload, Ledger.Durability.DISK, List.of(send), otherwise);
        } else {
            turn.emit(send);
            turn.keep(evidence, payload, List.of(), List.of());
        }
    }

    /// What the server itself calls destructive; in `strict`, all that it does not call read-only.
    boolean isHighRisk(Message.Request request) {
        if (!Method.TOOLS_CALL.is(request.method())) return false;
        var listed = turn.listed.get(new Pin.Item(Pin.Kind.TOOL, request.subject()));
        Value annotations = listed == null ? null : listed.value().member("annotations");
        if (annotations != null && isTrue(annotations.member("destructiveHint"))) return true;
        return turn.policy.preset() == Preset.STRICT
                && (annotations == null || !isTrue(annotations.member("readOnlyHint")));
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable Value value) {
        return value != null && value.kind() == Json.Kind.TRUE;
    }

    private void passServerRequest(Message.Request request, Judgement judgement, byte[] edited) {
        boolean kept = request.id().isText() || request.id().isSafeInteger();
        var asked = Asked.of(
                request,
                Asker.on(turn.aside),
                kept ? request.id() : turn.ownId(),
                Asked.tokenOf(request),
                turn.at,
                turn.at.plus(untilAnswered(request)));
        turn.flight = turn.flight.with(Direction.TO_CLIENT, asked);
        byte[] sent = kept ? edited : withId(edited, asked.sentAs());
        Evidence evidence = evidence(Direction.TO_CLIENT, request, Optional.empty(), judgement, sent);
        Refusal refusal = Refusal.because(request, isModern(), Refusal.LEDGER_LOST, LEDGER_WORDS);
        turn.keep(
                evidence,
                turn.payload(request.bytes(), sent),
                List.of(Effect.Send.aside(turn.aside, sent)),
                List.of(Effect.Send.toServer(refusal.bytes())));
    }

    /// Persons take their time, programs have what a call has.
    private Duration untilAnswered(Message.Request request) {
        boolean person = Method.SAMPLING.is(request.method()) || Method.ELICITATION.is(request.method());
        return person ? Flight.PERSON_TIME : turn.policy.limits().callTime();
    }

    void passNotification(Direction way, Message.Notification notification, Judgement judgement, byte[] edited) {
        Optional<Effect.Send> sent = new Notices(turn).note(way, notification, edited);
        byte[] out = sent.map(Effect.Send::bytes).orElse(NOTHING);
        Evidence evidence = evidence(way, notification, Optional.empty(), judgement, out);
        List<Effect.Send> sends = sent.map(List::of).orElse(List.of());
        Evidence.Payload payload = turn.payload(notification.bytes(), out);
        if (way == Direction.TO_SERVER) {
            sends.forEach(turn::emit);
            turn.keep(evidence, payload, List.of(), List.of());
            if (turn.asker.stream() != 0) turn.emit(new Effect.Finish(turn.asker.stream()));
        } else {
            turn.keep(evidence, payload, sends, List.of());
        }
    }

    private void passAnswer(
            Direction way, Message message, Optional<Asked> answered, Judgement judgement, byte[] edited) {
        answered.ifPresent(asked -> close(way, message, asked));
        if (way == Direction.TO_CLIENT) new Listings(turn).learn(message, answered, judgement);
        boolean own = answered.filter(Asked::own).isPresent();
        byte[] closed = way == Direction.TO_CLIENT && message instanceof Message.Result result
                ? answered.map(asked -> new Sealing(turn).sealed(result, asked, edited))
                        .orElse(edited)
                : edited;
        byte[] sent = own
                ? NOTHING
                : answered.map(asked -> underAskersId(closed, asked)).orElse(closed);
        Evidence evidence = evidence(way, message, answered, judgement, sent);
        Evidence.Payload payload = turn.payload(message.bytes(), sent);
        if (own) {
            turn.keep(evidence, payload, List.of(), List.of());
            new Listings(turn).goOn(message, answered.get());
            return;
        }
        if (way == Direction.TO_SERVER) {
            turn.emit(Effect.Send.toServer(sent));
            turn.keep(evidence, payload, List.of(), List.of());
            if (turn.asker.stream() != 0) turn.emit(new Effect.Finish(turn.asker.stream()));
        } else {
            turn.keep(
                    evidence,
                    payload,
                    answered.map(asked -> List.of(Effect.Send.answer(asked.from(), sent, errorOf(message))))
                            .orElse(List.of(Effect.Send.aside(0, sent))),
                    answered.map(this::withoutLedger).orElse(List.of()));
        }
    }

    private static int errorOf(Message message) {
        if (!(message instanceof Message.Failure failure)) return 0;
        return failure.code().matches("-?[0-9]{1,9}") ? Integer.parseInt(failure.code()) : Refusal.UNKNOWN;
    }

    private void close(Direction way, Message message, Asked asked) {
        turn.flight = turn.flight.without(way.reversed(), asked.sentAs());
        if (way == Direction.TO_SERVER || !(message instanceof Message.Result result)) return;
        if (Method.INITIALIZE.is(asked.request().method())) {
            String version = result.result().string("protocolVersion");
            Optional<Revision> agreed = Optional.ofNullable(version).flatMap(Revision::of);
            turn.stage = new Stage.Legacy(agreed.orElse(turn.stage.revision()));
        } else if (turn.stage instanceof Stage.Modern) {
            turn.stage = new Stage.Modern(true);
        }
        Value params = asked.request().params();
        if (params != null && params.member("task") != null) {
            if (!asked.sentToken().isEmpty()) turn.flight = turn.flight.lasting(asked.sentToken());
        }
    }

    void deny(Direction way, Message message, Optional<Asked> answered, Verdict verdict) {
        Evidence.Payload payload = turn.payload(message.bytes(), NOTHING);
        boolean isAnswer = message instanceof Message.Result || message instanceof Message.Failure;
        boolean isForNobody = message instanceof Message.Notification || (isAnswer && answered.isEmpty());
        if (isForNobody && way == Direction.TO_SERVER && turn.asker.stream() != 0) {
            Evidence evidence = turn.evidence(way, message, answered, verdict, Ruling.DENIED, NOTHING);
            var told = List.of(Effect.Send.answer(turn.asker, Refusal.ofTold(evidence)));
            turn.keep(evidence, payload, told, told);
            return;
        }
        if (isForNobody) {
            turn.discard(() -> turn.evidence(way, message, answered, verdict, Ruling.DENIED, NOTHING), payload);
            return;
        }
        Evidence evidence = turn.evidence(way, message, answered, verdict, Ruling.DENIED, NOTHING);
        if (message instanceof Message.Request request) {
            if (turn.stage instanceof Stage.Opening && Method.INITIALIZE.is(request.method())) {
                turn.stage = new Stage.New();
            }
            Refusal refusal = Refusal.of(request, isModern(), evidence);
            var told = List.of(
                    way == Direction.TO_SERVER
                            ? Effect.Send.answer(turn.asker, refusal)
                            : Effect.Send.toServer(refusal.bytes()));
            turn.keep(evidence, payload, told, told);
        } else {
            turn.flight = turn.flight.without(way.reversed(), answered.get().sentAs());
            withheld(way, answered.get(), evidence, payload);
        }
    }

    /// Tells the asker that the answer, which was on its way in this direction, was not let through; and a client whose
    /// transport answers each message that it was not.
    void withheld(Direction way, Asked asked, Evidence evidence, Evidence.Payload payload) {
        Message.Request request = asked.request();
        if (turn.stage instanceof Stage.Opening && Method.INITIALIZE.is(request.method())) turn.stage = new Stage.New();
        var told = new ArrayList<Effect.Send>();
        if (!asked.own() && !asked.cancelled()) {
            Refusal refusal = Refusal.of(request, isModern(), evidence);
            told.add(
                    way == Direction.TO_CLIENT
                            ? Effect.Send.answer(asked.from(), refusal)
                            : Effect.Send.toServer(refusal.bytes()));
        }
        if (way == Direction.TO_SERVER && turn.asker.stream() != 0)
            told.add(Effect.Send.answer(turn.asker, Refusal.ofTold(evidence)));
        turn.keep(evidence, payload, told, told);
        if (asked.own())
            new Listings(turn).failed(asked, evidence.reasons().getFirst().seen());
    }

    void refuseWithoutLedger(Message.Request request) {
        var verdict = Verdict.deny(new Reason("ledger", "", turn.lost));
        Evidence evidence =
                turn.evidence(Direction.TO_SERVER, request, Optional.empty(), verdict, Ruling.DENIED, NOTHING);
        Refusal refusal = Refusal.because(request, isModern(), Refusal.LEDGER_LOST, LEDGER_WORDS + ": " + turn.lost);
        var told = List.of(Effect.Send.answer(turn.asker, refusal));
        turn.keep(evidence, Evidence.Payload.NONE, told, told);
    }

    private static final String LEDGER_WORDS = "Denied by Pavise (ledger): the evidence of this message can't be kept";

    private List<Effect.Send> withoutLedger(Asked asked) {
        if (asked.own() || asked.cancelled()) return List.of();
        Refusal refusal = Refusal.because(asked.request(), isModern(), Refusal.LEDGER_LOST, LEDGER_WORDS);
        return List.of(Effect.Send.answer(asked.from(), refusal));
    }

    private Evidence evidence(
            Direction way, Message message, Optional<Asked> answered, Judgement judgement, byte[] sent) {
        Verdict verdict = judgement.verdict();
        Ruling ruling = switch (verdict.decision()) {
            case DENY -> Ruling.DENIED;
            case HOLD -> Ruling.HELD;
            case PASS -> verdict.edits().all().isEmpty() ? Ruling.PASSED : Ruling.EDITED;
        };
        boolean let = turn.enforces() && ruling != Ruling.EDITED;
        return turn.evidence(way, message, answered, verdict, let ? Ruling.PASSED : ruling, sent);
    }

    private boolean isModern() {
        return turn.stage.revision().isModern();
    }

    private static byte[] underAskersId(byte[] answer, Asked asked) {
        Id id = asked.request().id();
        return asked.sentAs().equals(id) ? answer : withId(answer, id);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /// The message under another id.
    static byte[] withId(byte[] message, Id id) {
        return withValue(message, id.bytes(), "id");
    }

    /// The message with another value at a path of members; the same where there is no such member.
    static byte[] withValue(byte[] message, byte[] written, String... path) {
        if (!(Json.read(message) instanceof Json json)) throw new IllegalStateException("an edit broke the message");
        Value place = json.root().at(path);
        return place == null
                ? message
                : new Splicer(message).replace(place.span(), written).finish();
    }
}
