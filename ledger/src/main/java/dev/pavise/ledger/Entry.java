package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;

/// One leaf of the ledger's tree as it is read back.
///
/// @param leaf the leaf's hash, hexadecimal
public record Entry(long index, String leaf, Body body) {
    /// What there is of the entry besides its hash.
    public sealed interface Body {
        /// The evidence, and the JSON that the hash is of, which may hold more than this version knows.
        record Present(Evidence evidence, String json) implements Body {}

        /// Evidence of a shape that only a newer Pavise knows.
        record Foreign(String json) implements Body {}

        /// Its text has gone, as the retention settings ask.
        record Expired() implements Body {}

        /// Its text has gone, and nothing in the ledger says why.
        record Missing() implements Body {}
    }
}
