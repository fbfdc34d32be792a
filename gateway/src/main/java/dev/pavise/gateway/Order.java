package dev.pavise.gateway;

import dev.pavise.core.exchange.Effect;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Messages leave in the order in which they were decided, each as soon as what it waits for is done.
final class Order {
    /// A place in the order.
    final class Slot {
        private @Nullable List<Effect.Send> decided;

        void set(List<Effect.Send> sends) {
            synchronized (slots) {
                decided = sends;
                leave();
            }
        }
    }

    private final Outlet outlet;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();

    Order(Outlet outlet) {
        this.outlet = outlet;
    }

    Slot reserve() {
        var slot = new Slot();
        synchronized (slots) {
            slots.add(slot);
        }
        return slot;
    }

    void send(Effect.Send send) {
        synchronized (slots) {
            if (slots.isEmpty()) {
                outlet.send(send);
                return;
            }
        }
        reserve().set(List.of(send));
    }

    /// Waits until everything that was decided has left, but no longer than this; whether it has.
    boolean awaitLeft(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (slots) {
            for (long left = until - System.nanoTime();
                    !slots.isEmpty() && left > 0;
                    left = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(slots, left);
            }
            return slots.isEmpty();
        }
    }

    private void leave() {
        for (Slot first = slots.peek(); first != null && first.decided != null; first = slots.peek()) {
            slots.remove();
            for (Effect.Send send : first.decided) outlet.send(send);
        }
        if (slots.isEmpty()) slots.notifyAll();
    }
}
