package dev.pavise.gateway.http;

import java.util.concurrent.Callable;

/// Looks until something holds.
final class Poll {
    private static final long LONGEST_NANOS = 15_000_000_000L;
    private static final long EACH_MILLIS = 5;

    private Poll() {}

    static void until(Callable<Boolean> holds) throws Exception {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!holds.call()) {
            if (System.nanoTime() > until) throw new AssertionError("it never held");
            Thread.sleep(EACH_MILLIS);
        }
    }
}
