package dev.pavise.ledger;

/// Something in a ledger that is not as it was kept.
///
/// @param index the first entry concerned
/// @param words what was seen, for people
public record Flaw(Kind kind, long index, String words) {
    /// What kind of change it is.
    public enum Kind {
        /// An entry's text, or its hash, is not what was kept.
        ALTERED,
        /// An entry, or its text, is not there, and others after it are.
        MISSING,
        /// Entries stand in another order.
        REORDERED,
        /// The ledger ends earlier than it once did.
        TRUNCATED,
        /// A checkpoint is not signed by a key that counts, or not rightly.
        FORGED,
        /// What is kept beside the entries, or the file itself, is broken.
        DAMAGED
    }
}
