package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Note;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the ledger's thread has to do.
sealed interface Job {
    /// How much of the queue it takes.
    default long bytes() {
        return 0;
    }

    /// Whether it can wait a moment for others to share their commit.
    default boolean patient() {
        return false;
    }

    /// Evidence that becomes the next entry.
    record Keep(
            Evidence evidence,
            byte[] json,
            byte[] leaf,
            List<Blob> payload,
            Ledger.Durability durability,
            Ledger.Then then)
            implements Job {
        @Override
        public boolean patient() {
            return durability == Ledger.Durability.LATER;
        }

        @Override
        public long bytes() {
            long bytes = json.length;
            for (Blob blob : payload) bytes += blob.bytes().length;
            return bytes;
        }
    }

    /// Evidence that cannot become one; answered in its turn, so that a session's answers stay in order.
    record Refuse(String why, Ledger.Then then) implements Job {}

    /// A checkpoint that has been signed and is to be kept.
    record Signed(Checkpoint checkpoint, Note note, String vkey) implements Job {}

    /// Signing has failed; `why` in the words for people.
    record Unsigned(String why) implements Job {}

    /// Retention, now.
    record Expire(CompletableFuture<Long> done) implements Job {}

    /// A payload and its SHA-256.
    record Blob(byte[] digest, byte[] bytes) {}
}
