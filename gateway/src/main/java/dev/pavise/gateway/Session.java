package dev.pavise.gateway;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One session at the edge: hands events to the exchange, one at a time, and carries out what it decides.
public final class Session implements Upstream.Listener {
    /// Who judges on an event loop holds up all others there: whatever takes longer than this is too much for one.
    private static final long QUICK_NANOS = 20_000_000;
    /// For how many more events a session counts as slow.
    private static final int WARY_EVENTS = 256;
    /// How often one event is judged again because somebody decided meanwhile.
    private static final int ROUNDS_MAX = 16;

    private final Gate gate;
    private final Upstream upstream;
    private final Order toServer;
    private final Order toClient;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stepped = lock.newCondition();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Consumer<Long> finish;
    private State state;
    private volatile Bounds bounds;
    private volatile boolean ledgerLost;
    private volatile int wary;
    private volatile boolean isOver;
    private volatile boolean isMute;
    private @Nullable ScheduledFuture<?> alarm;
    private Instant alarmAt = Instant.MAX;

    /// @param client hears the messages
    /// @param finish hears on which of the client's streams nothing more comes
    public Session(Gate gate, State opened, Upstream upstream, Outlet client, Consumer<Long> finish) {
        this.finish = finish;
        bounds = opened.policy().limits().bounds();
        this.gate = gate;
        this.upstream = upstream;
        state = opened;
        toServer = new Order(upstream);
        toClient = new Order(client);
        closed.thenRun(() -> gate.watcher().over(now()));
    }

    /// Begins to listen to the server.
    public void open() {
        upstream.open(this);
    }

    /// Done when the exchange has closed the session, with the reason.
    public CompletableFuture<String> closed() {
        return closed.copy();
    }

    /// Whether it takes nothing more. So before anybody hears of its end.
    public boolean isOver() {
        return isOver;
    }

    /// Whether its server hangs, as far as can be told: it took a request's whole time to say nothing at all.
    public boolean isMute() {
        return isMute;
    }

    /// What the bytes are as a message.
    public Reading read(byte[] bytes) {
        return Reading.of(bytes, bounds);
    }

    /// A message of a client's, or what should have been one.
    ///
    /// @param headers what HTTP says of it, by names in lower case; empty where it came another way
    public void asks(Reading reading, Asker from, Optional<Map<String, String>> headers) {
        lock.lock();
        try {
            refresh();
            take(new Event.Asks(reading, from, gate.watcher().asked(reading, from, headers), now()));
        } finally {
            lock.unlock();
        }
    }

    /// A client's message that was too long to keep.
    public void asksTooMuch(long bytes, Optional<Id> id, Asker from) {
        on(new Event.Overlong(Direction.TO_SERVER, from, bytes, id, now()));
    }

    /// A client's stream is gone, and its requests with it.
    public void left(Asker from) {
        on(new Event.Left(from, now()));
    }

    @Override
    public void tells(byte[] message, Optional<Id> about) {
        Reading reading = read(message);
        lock.lock();
        try {
            if (state.isShown(reading)) gate.settings().changedOthers().ifPresent(this::meet);
            hears(new Event.Tells(reading, about, now()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void overlong(long bytes, Optional<Id> id) {
        hears(new Event.Overlong(Direction.TO_CLIENT, Asker.ONLY, bytes, id, now()));
    }

    @Override
    public void unanswered(Id sentAs, String why) {
        hears(new Event.Unanswered(sentAs, why, now()));
    }

    @Override
    public void ended(String why) {
        hears(new Event.ServerEnded(why, now()));
    }

    /// What the session is now.
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// Whether an event is judged at once and soon: nobody is at it at the moment, and none took long of late.
    @Override
    public boolean isQuick() {
        return wary == 0 && !lock.isLocked();
    }

    /// What comes from the server is judged by what holds now, whatever held when it was asked for.
    private void hears(Event event) {
        lock.lock();
        try {
            refresh();
            take(event);
        } finally {
            lock.unlock();
        }
    }

    private void on(Event event) {
        lock.lock();
        try {
            take(event);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no call of the client waits for a list any more, but no longer than this.
    public void awaitUnparked(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!state.parked().isEmpty() && !closed.isDone() && left > 0) left = stepped.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitLooked() {
        lock.lock();
        try {
            while (state.isLooking() && !closed.isDone()) stepped.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until what was decided for the client has left, but no longer than this.
    public void awaitLeft(long millis) throws InterruptedException {
        toClient.awaitLeft(millis);
    }

    private Instant now() {
        return gate.clock().instant();
    }

    /// Lets the timer go. Nothing may happen to the session afterwards.
    public void release() {
        lock.lock();
        try {
            isOver = true;
            closed.complete("released");
            stepped.signalAll();
            if (alarm != null) alarm.cancel(false);
        } finally {
            lock.unlock();
        }
    }

    private void meet(Others found) {
        take(new Event.OthersSet(found, now()));
    }

    private void refresh() {
        gate.settings().changedPins().ifPresent(found -> take(new Event.PinsSet(found, now())));
        gate.settings().changedPolicy().ifPresent(found -> take(new Event.PolicySet(found, now())));
    }

    private void take(Event event) {
        if (closed.isDone()) return;
        long from = System.nanoTime();
        Saved saved = saved(event);
        gate.watcher().saw(state, event, saved.step());
        carryOut(saved);
        boolean isSlow = System.nanoTime() - from > QUICK_NANOS;
        wary = isSlow ? WARY_EVENTS : Math.max(0, wary - 1);
    }

    private void carryOut(Saved saved) {
        state = saved.step().next();
        bounds = state.policy().limits().bounds();
        isMute = state.isMute();
        List<Effect> effects = saved.step().effects();
        if (!effects.isEmpty() && effects.getLast() instanceof Effect.Close) isOver = true;
        boolean isUnsaved = false;
        for (Effect effect : effects) {
            if (effect instanceof Effect.SavePins) {
                isUnsaved = !saved.why().isEmpty();
            } else if (effect instanceof Effect.Keep keep && isUnsaved) {
                settle(reserve(keep), keep, new Ledger.Outcome.Lost(saved.why()));
            } else {
                carryOut(effect);
            }
        }
        setAlarm();
        stepped.signalAll();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> order(send.way()).send(send);
            case Effect.Keep keep -> keep(keep);
            case Effect.Finish(long stream) -> finish.accept(stream);
            case Effect.SavePins _ -> throw new IllegalStateException("pins are saved before");
            // There is nobody to ask yet: what is held is refused, and the caller is told so.
            case Effect.Ask(String held, Instant _) ->
                gate.later()
                        .execute(() -> on(new Event.Decided(held, false, "Pavise, which can ask nobody yet,", now())));
            case Effect.Look look -> look(look);
            case Effect.Close(String why) -> closed.complete(why);
        }
    }

    private void look(Effect.Look look) {
        Consumer<Verdict> said =
                verdict -> gate.later().execute(() -> on(new Event.Looked(look.held(), verdict, now())));
        gate.exchange().look().look(look.message(), look.context(), said);
    }

    private void keep(Effect.Keep keep) {
        var slots = reserve(keep);
        gate.ledger().keep(keep.evidence(), keep.payload(), keep.durability(), outcome -> settle(slots, keep, outcome));
    }

    private Map<Direction, Order.Slot> reserve(Effect.Keep keep) {
        var slots = new EnumMap<Direction, Order.Slot>(Direction.class);
        for (Effect.Send send : keep.then())
            slots.computeIfAbsent(send.way(), way -> order(way).reserve());
        for (Effect.Send send : keep.otherwise())
            slots.computeIfAbsent(send.way(), way -> order(way).reserve());
        return slots;
    }

    private void settle(Map<Direction, Order.Slot> slots, Effect.Keep keep, Ledger.Outcome outcome) {
        switch (outcome) {
            case Ledger.Outcome.Kept _ -> {
                decide(slots, keep.then());
                if (ledgerLost) gate.later().execute(this::recovered);
            }
            case Ledger.Outcome.Lost(String why) -> {
                decide(slots, keep.otherwise());
                gate.later().execute(() -> lost(keep, why));
            }
        }
    }

    private static void decide(Map<Direction, Order.Slot> slots, List<Effect.Send> sends) {
        slots.forEach((way, slot) -> {
            var leaving = new ArrayList<Effect.Send>(1);
            for (Effect.Send send : sends) if (send.way() == way) leaving.add(send);
            slot.set(leaving);
        });
    }

    private void lost(Effect.Keep keep, String why) {
        ledgerLost = true;
        on(new Event.Lost(keep.evidence(), why, now()));
    }

    private void recovered() {
        ledgerLost = false;
        on(new Event.Recovered(now()));
    }

    /// A step whose pins have been stored.
    ///
    /// @param why they could not be, else empty. What waits for them is then treated as not kept
    private record Saved(Step step, String why) {}

    /// Judges an event, and again whenever somebody has decided about one of its pins since they were read.
    private Saved saved(Event event) {
        String server = state.who().server();
        for (int round = 1; ; round++) {
            Step step = gate.exchange().step(state, event);
            try {
                if (gate.pins().save(server, changes(step))) return new Saved(step, "");
                if (round == ROUNDS_MAX)
                    return new Saved(step, "others change the pins of " + server + " all the time");
                Pins now = Pins.of(gate.pins().load(server));
                state = gate.exchange()
                        .step(state, new Event.PinsSet(now, now()))
                        .next();
            } catch (RuntimeException e) {
                return new Saved(step, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /// What the step changes, each pin with what it was before.
    private List<PinStore.Change> changes(Step step) {
        var now = new LinkedHashMap<Pin.Item, Pin>(0);
        for (Effect effect : step.effects())
            if (effect instanceof Effect.SavePins(List<Pin> pins)) for (Pin pin : pins) now.put(pin.item(), pin);
        if (now.isEmpty()) return List.of();
        var changes = new ArrayList<PinStore.Change>(now.size());
        for (Pin pin : now.values())
            changes.add(new PinStore.Change(state.pins().of(pin.item()), pin));
        return changes;
    }

    private Order order(Direction way) {
        return switch (way) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    /// One alarm at a time, no later than the earliest time at which anything runs out. One that rings too early
    /// costs less than setting it anew with every message, and so does one that rings for nothing.
    private void setAlarm() {
        Instant wake = state.wake().orElse(Instant.MAX);
        if (!wake.isBefore(alarmAt) || closed.isDone()) return;
        if (alarm != null) alarm.cancel(false);
        alarmAt = wake;
        long millis = Math.max(1, Duration.between(now(), wake).toMillis() + 1);
        alarm = gate.later().schedule(this::ring, millis, TimeUnit.MILLISECONDS);
    }

    private void ring() {
        lock.lock();
        try {
            alarmAt = Instant.MAX;
            take(new Event.Ticked(now()));
        } finally {
            lock.unlock();
        }
    }
}
