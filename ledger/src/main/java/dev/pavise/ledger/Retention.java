package dev.pavise.ledger;

import java.time.Duration;

/// How long the ledger keeps what was said. Hashes stay for ever, so that proofs and checkpoints keep holding; what
/// goes is the entries' text, oldest first, and the payloads.
///
/// @param age entries read longer ago than this lose their text
/// @param bytesMax above it, the oldest entries lose their text until the database takes no more; the newest 256
///     never do
/// @param payloadAge payloads last used longer ago than this go
/// @param payloadBytesMax above it, the payloads that were used longest ago go
public record Retention(Duration age, long bytesMax, Duration payloadAge, long payloadBytesMax) {
    private static final Duration AGES = Duration.ofDays(365L * 1000);

    public static final Retention FOREVER = new Retention(AGES, Long.MAX_VALUE, AGES, Long.MAX_VALUE);

    public Retention {
        if (age.isNegative() || payloadAge.isNegative() || bytesMax < 0 || payloadBytesMax < 0) {
            throw new IllegalArgumentException("retention is never negative");
        }
    }
}
