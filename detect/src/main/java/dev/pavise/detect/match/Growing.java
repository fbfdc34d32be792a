package dev.pavise.detect.match;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A matcher that is at hand at once, until another, which finds the same faster and is slow to make, is
/// worth making. It is made beside the scans, which do not wait for it; where it cannot be made, all
/// stays as it is.
final class Growing implements Matcher {
    private final Supplier<Matcher> faster;
    private final Executor beside;
    private final AtomicLong unitsLeft;
    private volatile Matcher matcher;

    /// @param units of text to scan before the faster one is made
    Growing(Matcher first, Supplier<Matcher> faster, Executor beside, long units) {
        matcher = first;
        this.faster = faster;
        this.beside = beside;
        unitsLeft = new AtomicLong(units);
    }

    @Override
    public void scan(String text, Sink sink) {
        matcher.scan(text, sink);
        if (unitsLeft.get() <= 0) return;
        long left = unitsLeft.addAndGet(-text.length());
        if (left <= 0 && left + text.length() > 0) beside.execute(() -> matcher = faster.get());
    }
}
