package dev.pavise.app;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Looks until something holds.
public final class Poll {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long EACH_MILLIS = 20;

    private Poll() {}

    public static void until(Callable<Boolean> holds) throws Exception {
        until(holds, each -> each);
    }

    /// What is seen once it is as it should be.
    public static <T> T until(Callable<T> look, Predicate<T> isSo) throws Exception {
        long from = System.nanoTime();
        while (true) {
            T seen = look.call();
            if (isSo.test(seen)) return seen;
            if (System.nanoTime() - from > LONGEST_NANOS) throw new AssertionError("it never held: " + seen);
            Thread.sleep(EACH_MILLIS);
        }
    }
}
