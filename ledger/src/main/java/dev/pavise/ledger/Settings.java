package dev.pavise.ledger;

import java.time.Duration;
import java.time.InstantSource;

/// What a ledger can be told when it is opened.
///
/// @param signAfter how soon after the first unsigned entry a checkpoint is signed
/// @param patience how long a locked store is waited for before evidence counts as lost
/// @param queueMax how many entries may wait to be written; whoever keeps one more waits
/// @param queueBytesMax how many bytes may
public record Settings(
        Retention retention,
        Duration signAfter,
        Duration patience,
        int queueMax,
        long queueBytesMax,
        InstantSource clock) {
    public static final Settings DEFAULT = new Settings(
            Retention.FOREVER, Duration.ofMillis(900), Duration.ofSeconds(5), 4096, 64L << 20, InstantSource.system());

    public Settings with(Retention other) {
        return new Settings(other, signAfter, patience, queueMax, queueBytesMax, clock);
    }

    public Settings with(InstantSource other) {
        return new Settings(retention, signAfter, patience, queueMax, queueBytesMax, other);
    }

    public Settings withPatience(Duration other) {
        return new Settings(retention, signAfter, other, queueMax, queueBytesMax, clock);
    }
}
