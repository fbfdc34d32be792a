package dev.pavise.gateway;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Direction;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One session at the edge: hands events to the exchange, one at a time, and carries out what it decides.
final class Session {
    private final Exchange exchange;
    private final Ledger ledger;
    private final PinStore pins;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<Direction, Outlet> outlets = new EnumMap<>(Direction.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stepped = lock.newCondition();
    private final ScheduledExecutorService later;
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private State state;
    private volatile boolean ledgerLost;
    private @Nullable ScheduledFuture<?> alarm;
    private Instant alarmAt = Instant.MAX;

    Session(
            Exchange exchange,
            State opened,
            Ledger ledger,
            PinStore pins,
            Settings settings,
            InstantSource clock,
            Outlet toServer,
            Outlet toClient) {
        this.exchange = exchange;
        state = opened;
        this.ledger = ledger;
        this.pins = pins;
        this.settings = settings;
        this.clock = clock;
        outlets.put(Direction.TO_SERVER, toServer);
        outlets.put(Direction.TO_CLIENT, toClient);
        var executor = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().daemon().name("session").unstarted(task));
        executor.setRemoveOnCancelPolicy(true);
        later = executor;
    }

    /// Done when the exchange has closed the session, with the reason.
    CompletableFuture<String> closed() {
        return closed.copy();
    }

    /// Bytes of one message on their way.
    void arrive(Direction way, byte[] bytes) {
        lock.lock();
        try {
            if (way == Direction.TO_SERVER) refresh();
            take(
                    way == Direction.TO_SERVER
                            ? new Event.Asks(bytes, Asker.ONLY, clock.instant())
                            : new Event.Tells(bytes, Optional.empty(), clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    void on(Event event) {
        lock.lock();
        try {
            take(event);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no call of the client waits for a list any more, but no longer than this.
    void awaitUnparked(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!state.parked().isEmpty() && !closed.isDone() && left > 0) left = stepped.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        return clock.instant();
    }

    /// Lets the timer go. Nothing may happen to the session afterwards.
    void release() {
        later.shutdownNow();
    }

    private void refresh() {
        settings.changedPins().ifPresent(found -> take(new Event.PinsSet(found, clock.instant())));
        settings.changedPolicy().ifPresent(found -> take(new Event.PolicySet(found, clock.instant())));
    }

    private void take(Event event) {
        if (closed.isDone()) return;
        var step = exchange.step(state, event);
        state = step.next();
        String unsaved = "";
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.SavePins(List<Pin> changed)) {
                unsaved = unsaved.isEmpty() ? save(changed) : unsaved;
            } else if (effect instanceof Effect.Keep keep && !unsaved.isEmpty()) {
                settle(reserve(keep), keep, new Ledger.Outcome.Lost(unsaved));
            } else {
                carryOut(effect);
            }
        }
        setAlarm();
        stepped.signalAll();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> outlet(send.way()).send(send.bytes());
            case Effect.Keep keep -> keep(keep);
            case Effect.SavePins _ -> throw new IllegalStateException("pins are saved before");
            // `run` has nobody to ask: what is held is refused, and the caller is told so.
            case Effect.Ask(String held, Instant _) ->
                later.execute(() -> on(new Event.Decided(held, false, "nobody", clock.instant())));
            case Effect.Close(String why) -> closed.complete(why);
        }
    }

    private void keep(Effect.Keep keep) {
        var slots = reserve(keep);
        ledger.keep(keep.evidence(), keep.payload(), keep.durability(), outcome -> settle(slots, keep, outcome));
    }

    private Map<Direction, Outlet.Slot> reserve(Effect.Keep keep) {
        var slots = new EnumMap<Direction, Outlet.Slot>(Direction.class);
        for (Effect.Send send : keep.then())
            slots.computeIfAbsent(send.way(), way -> outlet(way).reserve());
        for (Effect.Send send : keep.otherwise())
            slots.computeIfAbsent(send.way(), way -> outlet(way).reserve());
        return slots;
    }

    private void settle(Map<Direction, Outlet.Slot> slots, Effect.Keep keep, Ledger.Outcome outcome) {
        switch (outcome) {
            case Ledger.Outcome.Kept _ -> {
                decide(slots, keep.then());
                if (ledgerLost) later.execute(this::recovered);
            }
            case Ledger.Outcome.Lost(String why) -> {
                decide(slots, keep.otherwise());
                later.execute(() -> lost(keep, why));
            }
        }
    }

    private static void decide(Map<Direction, Outlet.Slot> slots, List<Effect.Send> sends) {
        slots.forEach((way, slot) -> {
            var messages = new ArrayList<byte[]>(1);
            for (Effect.Send send : sends) if (send.way() == way) messages.add(send.bytes());
            slot.set(messages);
        });
    }

    private void lost(Effect.Keep keep, String why) {
        ledgerLost = true;
        on(new Event.Lost(keep.evidence(), why, clock.instant()));
    }

    private void recovered() {
        ledgerLost = false;
        on(new Event.Recovered(clock.instant()));
    }

    /// Why the pins could not be stored, else empty. What waits for them is then treated as not kept.
    private String save(List<Pin> changed) {
        try {
            pins.save(state.who().server(), changed);
            return "";
        } catch (RuntimeException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private Outlet outlet(Direction way) {
        var outlet = outlets.get(way);
        if (outlet == null) throw new IllegalStateException("no way " + way);
        return outlet;
    }

    /// One alarm at a time, at the earliest time at which anything runs out.
    private void setAlarm() {
        Instant wake = state.wake().orElse(Instant.MAX);
        if (wake.equals(alarmAt)) return;
        if (alarm != null) alarm.cancel(false);
        alarm = null;
        alarmAt = wake;
        if (wake.equals(Instant.MAX) || closed.isDone()) return;
        long millis = Math.max(1, Duration.between(clock.instant(), wake).toMillis() + 1);
        alarm = later.schedule(this::ring, millis, TimeUnit.MILLISECONDS);
    }

    private void ring() {
        alarmAt = Instant.MAX;
        on(new Event.Ticked(clock.instant()));
    }
}
