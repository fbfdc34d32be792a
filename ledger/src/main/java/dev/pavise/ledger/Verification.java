package dev.pavise.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What verifying a ledger has shown.
///
/// @param size how many entries it has
/// @param expired how many of them have lost their text to retention; their hashes were checked
/// @param signed how many of them the last good checkpoint covers
/// @param signedAt when that was signed
/// @param checkpoints how many checkpoints were checked
/// @param flaws what is not as it was kept, by index, the first [#FLAWS_MAX]
/// @param remarks what is worth knowing and no flaw
public record Verification(
        long size,
        long expired,
        long signed,
        Optional<Instant> signedAt,
        long checkpoints,
        List<Flaw> flaws,
        List<String> remarks) {
    public static final int FLAWS_MAX = 100;

    public Verification {
        flaws = List.copyOf(flaws);
        remarks = List.copyOf(remarks);
    }

    public boolean isSound() {
        return flaws.isEmpty();
    }

    /// The newest entries, which no checkpoint covers yet: what happens to them now would not show.
    public long unsigned() {
        return Math.max(0, size - signed);
    }
}
