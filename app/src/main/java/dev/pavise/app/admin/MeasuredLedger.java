package dev.pavise.app.admin;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import java.util.Optional;

/// A ledger whose writes are timed, and of which it is known whether it takes entries.
final class MeasuredLedger implements Ledger {
    private final Ledger ledger;
    private final Metrics metrics;
    private volatile String lost;

    /// @param trouble why it did not open, else empty
    MeasuredLedger(Ledger ledger, Metrics metrics, Optional<String> trouble) {
        this.ledger = ledger;
        this.metrics = metrics;
        lost = trouble.orElse("");
    }

    /// Why it kept nothing when it was asked last, else empty.
    Optional<String> lost() {
        return lost.isEmpty() ? Optional.empty() : Optional.of(lost);
    }

    @Override
    public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
        long from = System.nanoTime();
        ledger.keep(evidence, payload, durability, outcome -> {
            metrics.written(durability, outcome instanceof Outcome.Kept, System.nanoTime() - from);
            lost = switch (outcome) {
                case Outcome.Kept _ -> "";
                case Outcome.Lost(String why) -> why;
            };
            then.on(outcome);
        });
    }

    @Override
    public void close() {
        ledger.close();
    }
}
