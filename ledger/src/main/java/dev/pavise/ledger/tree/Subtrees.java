package dev.pavise.ledger.tree;

/// The hashes of a tree's complete subtrees: `hash(level, index)` is the root over the entries from
/// `index << level` up to, not including, `(index + 1) << level`.
@FunctionalInterface
public interface Subtrees {
    byte[] hash(int level, long index);
}
