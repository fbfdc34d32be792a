package dev.pavise.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps a server that fails again and again from being started again and again: after each failure in a row the next
/// start has to wait twice as long. Where the row is long, one start at a time is tried, and the others wait for what
/// comes of it. One answer, and the row is over.
public final class Breaker {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 7;
    /// From so many failures on, one start at a time.
    private static final int LONG_ROW = 3;

    private int failures;
    private Instant opensAt = Instant.MIN;
    private String why = "";

    /// What holds of a server.
    ///
    /// @param failures in a row
    /// @param why it failed last, for people; empty where it did not
    /// @param pause until it may be started again; zero where it may
    public record Standing(int failures, String why, Duration pause) {}

    public synchronized Standing standing(Instant now) {
        Duration wait = opensAt.isAfter(now) ? Duration.between(now, opensAt) : Duration.ZERO;
        return new Standing(failures, why, wait);
    }

    /// Why it may not be started now, in words; empty where it may, and then the caller starts it.
    synchronized Optional<String> refusal(Instant now) {
        Duration wait = standing(now).pause();
        if (wait.isZero()) {
            if (failures >= LONG_ROW) opensAt = now.plus(pause());
            return Optional.empty();
        }
        return Optional.of(
                "it failed " + failures + " times in a row, next try in " + Math.max(1, wait.toSeconds()) + " s");
    }

    synchronized void failed(String reason, Instant now) {
        failures++;
        why = reason;
        opensAt = now.plus(pause());
    }

    private Duration pause() {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    synchronized void worked() {
        failures = 0;
        why = "";
        opensAt = Instant.MIN;
    }
}
