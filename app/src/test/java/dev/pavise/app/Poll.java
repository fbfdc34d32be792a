package dev.pavise.app;

import java.util.concurrent.Callable;

/// Looks until something holds.
public final class Poll {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long EACH_MILLIS = 20;

    private Poll() {}

    public static void until(Callable<Boolean> holds) throws Exception {
        long from = System.nanoTime();
        while (!holds.call()) {
            if (System.nanoTime() - from > LONGEST_NANOS) throw new AssertionError("it never held");
            Thread.sleep(EACH_MILLIS);
        }
    }
}
