package dev.pavise.app.serve;

import dev.pavise.app.run.Facts;
import dev.pavise.core.guard.Budgets;
import dev.pavise.core.policy.Rates.Rate;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Puts into the ledger who was turned away at the door, so that somebody who tries keys is seen. They are strangers
/// and can try without end: of each status of HTTP a few are recorded one by one, then one in ten seconds, and the
/// others are counted.
final class TurnedAway {
    static final Rate RATE = new Rate(0.1, 20);
    private static final int PATH_CHARS_MAX = 120;
    private static final long COUNTS_SECONDS = 10;

    private final Facts facts;
    private final InstantSource clock;
    private final ScheduledExecutorService later;
    private final Map<Integer, Long> counts = new TreeMap<>();
    private Budgets left = Budgets.FULL;

    /// @param later runs what is due at a time
    TurnedAway(Facts facts, InstantSource clock, ScheduledExecutorService later) {
        this.facts = facts;
        this.clock = clock;
        this.later = later;
    }

    synchronized void note(int status, String why, String path, String from) {
        String kind = kind(status);
        if (left.wait(kind, RATE, clock.instant()).isPositive()) {
            if (counts.isEmpty()) later.schedule(this::recordCounts, COUNTS_SECONDS, TimeUnit.SECONDS);
            counts.merge(status, 1L, Long::sum);
            return;
        }
        left = left.spend(kind, RATE, clock.instant());
        String asked = path.substring(0, Math.min(path.length(), PATH_CHARS_MAX));
        facts.keepOfStranger(
                kind, asked, "from " + from + ": " + why.lines().findFirst().orElse(""));
    }

    /// Records how many were only counted.
    synchronized void recordCounts() {
        counts.forEach((status, count) ->
                facts.keepOfStranger(kind(status), "", count + " more were turned away so, too many to record each"));
        counts.clear();
    }

    private static String kind(int status) {
        return "http/" + status;
    }
}
