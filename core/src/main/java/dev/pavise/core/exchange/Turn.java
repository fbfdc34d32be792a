package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Evidence.Kind;
import dev.pavise.core.evidence.Evidence.Ruling;
import dev.pavise.core.evidence.Evidence.Way;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Budgets;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.guard.Flight;
import dev.pavise.core.guard.Judge;
import dev.pavise.core.guard.Look;
import dev.pavise.core.guard.RateLimits;
import dev.pavise.core.guard.Siblings;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Rates.Rate;
import dev.pavise.core.seal.Fences;
import dev.pavise.core.seal.Seals;
import dev.pavise.core.seal.Tokens;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One step in the making: a copy of the state that may change, and the effects so far. Lives for one event.
final class Turn {
    private static final String DISCARDS = "denied and nobody waits";
    private static final Rate DISCARD_RATE = new Rate(10, 100);

    final Judge judge;
    final Look look;
    final Instant at;
    final State.Who who;
    Policy policy;
    Pins pins;
    Others others;
    Stage stage;
    Flight flight;
    Budgets budgets;
    Map<Pin.Item, Definition> listed;
    Map<Pin.Kind, State.Listing> listings;
    List<State.Parked> parked;
    Map<String, State.Held> held;
    Set<String> capabilities;
    Map<String, Instant> spent;
    Budgets changes;
    Map<String, State.Delayed> delayed;
    State.Silence silence;
    String lost;
    final Optional<Seals> seals;
    final Optional<Tokens> tokens;
    final Optional<Fences> fences;
    /// Where the message in hand came from; the only asker while it is the server's.
    Asker asker = Asker.ONLY;
    /// What HTTP says of the message in hand.
    Optional<Map<String, String>> headers = Optional.empty();
    /// The stream on which the client hears of the message in hand, while it is no answer.
    long aside;
    private long kept;
    private long asked;
    private long unrecorded;
    private final List<Effect> effects = new ArrayList<>();

    Turn(
            State state,
            Instant at,
            Judge judge,
            Look look,
            Optional<Seals> seals,
            Optional<Tokens> tokens,
            Optional<Fences> fences) {
        this.seals = seals;
        this.tokens = tokens;
        this.fences = fences;
        this.judge = judge;
        this.look = look;
        this.at = at;
        who = state.who();
        policy = state.policy();
        pins = state.pins();
        others = state.others();
        stage = state.stage();
        flight = state.flight();
        budgets = state.budgets();
        listed = state.listed();
        listings = state.listings();
        parked = state.parked();
        held = state.held();
        capabilities = state.capabilities();
        kept = state.kept();
        asked = state.asked();
        unrecorded = state.unrecorded();
        spent = state.spent();
        changes = state.changes();
        delayed = state.delayed();
        silence = state.silence();
        lost = state.lost();
    }

    Step end() {
        var next = new State(
                who,
                policy,
                pins,
                others,
                stage,
                flight,
                budgets,
                listed,
                listings,
                parked,
                held,
                capabilities,
                kept,
                asked,
                unrecorded,
                spent,
                changes,
                delayed,
                silence,
                lost);
        return new Step(next, effects);
    }

    boolean enforces() {
        return policy.preset().enforces();
    }

    Context context(Direction way, Optional<Asked> answered) {
        Set<String> declared = stage.revision().isModern() && answered.isPresent()
                ? Declared.inMeta(answered.get().request())
                : capabilities;
        boolean negotiated = !(stage instanceof Stage.New || stage instanceof Stage.Opening);
        return new Context(
                way,
                stage.revision(),
                negotiated,
                policy,
                who.principal(),
                who.server(),
                pins,
                listed,
                asker,
                headers,
                answered,
                flight,
                budgets,
                declared,
                spent.keySet(),
                others,
                Siblings.NONE,
                at);
    }

    /// An id that nobody uses.
    Id ownId() {
        Id id;
        do {
            id = Id.of("pavise-" + ++asked);
        } while (flight.find(Direction.TO_SERVER, id).isPresent() || isAskedAs(id));
        return id;
    }

    private boolean isAskedAs(Id id) {
        return flight.values(Direction.TO_SERVER).stream()
                .anyMatch(each -> each.request().id().equals(id));
    }

    /// Draws a judged message from the budgets, whatever became of it.
    void spend(Direction way, Message message) {
        budgets = RateLimits.spend(budgets, message, way, flight, policy.rates(), at);
    }

    void park(Id id) {
        var more = new ArrayList<>(parked);
        more.add(new State.Parked(id, headers));
        parked = more;
    }

    boolean isParked(Id id) {
        return parked.stream().anyMatch(each -> each.sentAs().equals(id));
    }

    void unpark(Id id) {
        var fewer = new ArrayList<>(parked);
        fewer.removeIf(each -> each.sentAs().equals(id));
        parked = fewer;
    }

    State.Listing listing(Pin.Kind kind) {
        return listings.getOrDefault(kind, State.Listing.UNKNOWN);
    }

    void set(Pin.Kind kind, State.Listing listing) {
        var more = new HashMap<>(listings);
        more.put(kind, listing);
        listings = more;
    }

    void hold(String id, State.Held message) {
        var more = new HashMap<>(held);
        more.put(id, message);
        held = more;
    }

    void unhold(String id) {
        var fewer = new HashMap<>(held);
        fewer.remove(id);
        held = fewer;
    }

    void savePins(Collection<Pin> changed) {
        if (changed.isEmpty()) return;
        pins = pins.with(changed);
        effects.add(new Effect.SavePins(List.copyOf(changed)));
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    /// Keeps the evidence, and sends once it is kept. Where it can't be kept, an enforcing preset sends what stands in
    /// `otherwise`, and an observing one goes on.
    void keep(Evidence evidence, Evidence.Payload payload, List<Effect.Send> then, List<Effect.Send> otherwise) {
        boolean awaited = !then.isEmpty() || !otherwise.isEmpty();
        var durability = awaited ? Ledger.Durability.PROCESS : Ledger.Durability.LATER;
        keep(evidence, payload, durability, then, otherwise);
    }

    void keep(
            Evidence evidence,
            Evidence.Payload payload,
            Ledger.Durability durability,
            List<Effect.Send> then,
            List<Effect.Send> otherwise) {
        effects.add(new Effect.Keep(evidence, payload, durability, then, enforces() ? otherwise : then));
    }

    /// Keeps the evidence of a denied message that nobody waits for. A peer can send these without end, so beyond a
    /// rate they are only counted, and the count is kept with the next one that is recorded.
    void discard(Supplier<Evidence> evidence, Evidence.Payload payload) {
        if (budgets.wait(DISCARDS, DISCARD_RATE, at).isPositive()) {
            unrecorded++;
            return;
        }
        budgets = budgets.spend(DISCARDS, DISCARD_RATE, at);
        keep(evidence.get(), payload, List.of(), List.of());
        recordCount();
    }

    /// Makes the ledger tell how many denied messages it has not recorded one by one.
    void recordCount() {
        if (unrecorded == 0) return;
        String note = unrecorded + " more messages that nobody waited for were denied, too many to record each";
        unrecorded = 0;
        keep(fact("denied/unrecorded", "", note), Evidence.Payload.NONE, List.of(), List.of());
    }

    /// Evidence of a judged message.
    ///
    /// @param sent what goes on in its place, or nothing where it goes no further
    Evidence evidence(
            Direction way, Message message, Optional<Asked> answered, Verdict verdict, Ruling ruling, byte[] sent) {
        Kind kind = switch (message) {
            case Message.Request _ -> Kind.REQUEST;
            case Message.Notification _ -> Kind.NOTIFICATION;
            case Message.Result _ -> Kind.RESULT;
            case Message.Failure _ -> Kind.FAILURE;
        };
        String rpcId = switch (message) {
            case Message.Request request -> request.id().json();
            case Message.Notification _ -> "";
            case Message.Result result -> result.id().json();
            case Message.Failure failure -> failure.id().map(Id::json).orElse("null");
        };
        Optional<Message.Asking> asking =
                message instanceof Message.Asking own ? Optional.of(own) : answered.map(Asked::request);
        byte[] received = message.bytes();
        String digest = sha256(received);
        return new Evidence(
                nextId(),
                at,
                who.principal(),
                who.server(),
                toward(way),
                kind,
                asking.map(Message.Asking::method).orElse(""),
                asking.map(Message.Asking::subject).orElse(""),
                rpcId,
                ruling,
                enforces(),
                List.copyOf(verdict.reasons()),
                digest,
                received.length,
                sent == received ? digest : sent.length == 0 ? "" : sha256(sent),
                sent.length,
                answered.filter(Asked::own).isPresent() ? "asked by Pavise" : "");
    }

    /// Evidence of bytes that are no message.
    Evidence unreadable(Direction way, byte[] raw, long bytes, String rpcId, Reason reason) {
        return new Evidence(
                nextId(),
                at,
                who.principal(),
                who.server(),
                toward(way),
                Kind.UNREADABLE,
                "",
                "",
                rpcId,
                Ruling.DENIED,
                true,
                List.of(reason),
                raw.length == 0 ? "" : sha256(raw),
                bytes,
                "",
                0,
                "");
    }

    /// Evidence of something that no message caused.
    Evidence fact(String verb, String subject, String note) {
        return new Evidence(
                nextId(),
                at,
                who.principal(),
                who.server(),
                Way.INSIDE,
                Kind.FACT,
                verb,
                subject,
                "",
                Ruling.PASSED,
                enforces(),
                List.of(),
                "",
                0,
                "",
                0,
                note);
    }

    Evidence.Payload payload(byte[] received, byte[] sent) {
        return policy.keepPayloads() ? new Evidence.Payload(received, sent) : Evidence.Payload.NONE;
    }

    private String nextId() {
        return who.session() + "-" + ++kept;
    }

    private static Way toward(Direction way) {
        return switch (way) {
            case TO_SERVER -> Way.TO_SERVER;
            case TO_CLIENT -> Way.TO_CLIENT;
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
