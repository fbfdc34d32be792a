package dev.pavise.core.guard;

import dev.pavise.core.policy.Rates.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// What is left of each rate, as a value: token buckets by name. One that is full again is forgotten, as it says
/// nothing; those that peers make up (a bucket for each name they call) cannot push others out before that.
public record Budgets(Map<String, Bucket> buckets) {
    private static final int BUCKETS_MAX = 512;

    /// So many tokens were left at that time.
    ///
    /// @param full when it is full again
    public record Bucket(double tokens, Instant at, Instant full) {
        double now(Rate rate, Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
            return Math.min(rate.burst(), tokens + seconds * rate.perSecond());
        }
    }

    public static final Budgets FULL = new Budgets(Map.of());

    public Budgets {
        buckets = Map.copyOf(buckets);
    }

    /// How long to wait until one more fits; zero where it fits now.
    public Duration wait(String name, Rate rate, Instant now) {
        Bucket bucket = buckets.get(name);
        double left = bucket == null ? rate.burst() : bucket.now(rate, now);
        return left >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - left) / rate.perSecond() * 1000));
    }

    /// One token less, never below zero.
    public Budgets spend(String name, Rate rate, Instant now) {
        Bucket bucket = buckets.get(name);
        double left = bucket == null ? rate.burst() : bucket.now(rate, now);
        double tokens = Math.max(0, left - 1);
        var full = now.plusNanos((long) ((rate.burst() - tokens) / rate.perSecond() * 1e9));
        var next = new HashMap<>(buckets);
        if (next.size() >= BUCKETS_MAX && bucket == null) forget(next, now);
        next.put(name, new Bucket(tokens, now, full));
        return new Budgets(next);
    }

    /// Makes room: without those that are full again, or else without the one that is the first to be.
    private static void forget(Map<String, Bucket> buckets, Instant now) {
        buckets.values().removeIf(each -> !each.full().isAfter(now));
        if (buckets.size() < BUCKETS_MAX) return;
        buckets.remove(Collections.min(
                        buckets.entrySet(),
                        Comparator.comparing(each -> each.getValue().full()))
                .getKey());
    }
}
