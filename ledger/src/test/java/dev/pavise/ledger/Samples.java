package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Evidence to keep in tests, and ways to keep it.
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Samples() {}

    /// A call that passed, read `number` seconds after noon.
    static Evidence passed(String session, long number) {
        return evidence(session, number, "files", "read_file", Evidence.Ruling.PASSED, List.of());
    }

    /// A call that was denied for hidden text.
    static Evidence denied(String session, long number) {
        var reason = new Reason("hidden-text", "/params/arguments/path", "3 tag characters");
        return evidence(session, number, "files", "read_file", Evidence.Ruling.DENIED, List.of(reason));
    }

    static Evidence evidence(
            String session, long number, String server, String subject, Evidence.Ruling ruling, List<Reason> reasons) {
        return new Evidence(
                session + "-" + number,
                NOON.plusSeconds(number),
                "ana",
                server,
                Evidence.Way.TO_SERVER,
                Evidence.Kind.REQUEST,
                "tools/call",
                subject,
                Long.toString(number),
                ruling,
                true,
                reasons,
                "",
                120,
                "",
                120,
                "");
    }

    static Ledger.Outcome keep(Ledger ledger, Evidence evidence) {
        return keep(ledger, evidence, Evidence.Payload.NONE, Ledger.Durability.PROCESS);
    }

    static Ledger.Outcome keep(
            Ledger ledger, Evidence evidence, Evidence.Payload payload, Ledger.Durability durability) {
        return within(keeping(ledger, evidence, payload, durability));
    }

    static CompletableFuture<Ledger.Outcome> keeping(
            Ledger ledger, Evidence evidence, Evidence.Payload payload, Ledger.Durability durability) {
        var outcome = new CompletableFuture<Ledger.Outcome>();
        ledger.keep(evidence, payload, durability, outcome::complete);
        return outcome;
    }

    /// Keeps `count` pieces of one session's evidence and waits for all.
    static void keepMany(Ledger ledger, String session, int count) {
        var outcomes = new ArrayList<CompletableFuture<Ledger.Outcome>>();
        for (int i = 1; i <= count; i++) {
            outcomes.add(keeping(ledger, passed(session, i), Evidence.Payload.NONE, Ledger.Durability.PROCESS));
        }
        for (var outcome : outcomes) kept(within(outcome));
    }

    static long kept(Ledger.Outcome outcome) {
        return switch (outcome) {
            case Ledger.Outcome.Kept(long index) -> index;
            case Ledger.Outcome.Lost(String why) -> throw new AssertionError("lost: " + why);
        };
    }

    static String lost(Ledger.Outcome outcome) {
        return switch (outcome) {
            case Ledger.Outcome.Kept(long index) -> throw new AssertionError("kept as " + index);
            case Ledger.Outcome.Lost(String why) -> why;
        };
    }

    static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
