package dev.pavise.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;

/// How much goes on at the moment, and whether anything new may begin.
final class Doors {
    private final Counts visits;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean isClosing;

    Doors(HttpLimits limits) {
        visits = new Counts(limits.streamsMax());
    }

    /// From now on nothing new begins; what is under way goes on.
    void close() {
        isClosing = true;
    }

    boolean isClosing() {
        return isClosing;
    }

    /// Requests that are not answered to the end.
    int underWay() {
        return underWay.get();
    }

    void begin(Visit visit) {
        underWay.incrementAndGet();
        visit.onDone(underWay::decrementAndGet);
    }

    /// Whether this principal may have one more reply at once.
    boolean admits(String principal, Visit visit) {
        if (!visits.enter(principal)) return false;
        visit.onDone(() -> visits.leave(principal));
        return true;
    }
}
