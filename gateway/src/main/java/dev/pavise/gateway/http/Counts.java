package dev.pavise.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How many of something each principal has at the moment, and no more than a bound.
final class Counts {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final int most;

    Counts(int most) {
        this.most = most;
    }

    /// One more; false where the principal has all it may have.
    boolean enter(String principal) {
        var entered = new boolean[1];
        counts.compute(principal, (name, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    void leave(String principal) {
        counts.computeIfPresent(principal, (name, count) -> count > 1 ? count - 1 : null);
    }
}
