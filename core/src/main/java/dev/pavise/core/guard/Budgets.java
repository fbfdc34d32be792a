package dev.pavise.core.guard;

import dev.pavise.core.policy.Rates.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What is left of each rate, as a value: token buckets by name.
public record Budgets(Map<String, Bucket> buckets) {
    private static final int BUCKETS_MAX = 512;

    /// So many tokens were left at that time.
    public record Bucket(double tokens, Instant at) {
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
        var next = new HashMap<>(buckets.size() < BUCKETS_MAX ? buckets : Map.<String, Bucket>of());
        next.put(name, new Bucket(Math.max(0, left - 1), now));
        return new Budgets(next);
    }
}
