package dev.pavise.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a growing tree: the roots of its complete subtrees, largest first, one for each bit of its size.
/// It is all that is needed to append, and its bytes are what a store keeps of the tree between two transactions.
public final class Frontier {
    private final List<byte[]> roots = new ArrayList<>();
    private long size;

    public Frontier() {}

    /// An edge as [#toBytes] wrote it.
    ///
    /// @throws IllegalArgumentException when `bytes` are not those of a tree of this size
    public Frontier(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Long.bitCount(size) * Hashes.BYTES) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " entries has no edge of " + bytes.length + " bytes");
        }
        this.size = size;
        for (int at = 0; at < bytes.length; at += Hashes.BYTES) {
            roots.add(java.util.Arrays.copyOfRange(bytes, at, at + Hashes.BYTES));
        }
    }

    public long size() {
        return size;
    }

    public byte[] toBytes() {
        var bytes = new byte[roots.size() * Hashes.BYTES];
        for (int i = 0; i < roots.size(); i++) {
            System.arraycopy(roots.get(i), 0, bytes, i * Hashes.BYTES, Hashes.BYTES);
        }
        return bytes;
    }

    /// Appends a leaf. The subtrees that it completes: the one at place `level` is over the `1 << level` entries up to
    /// and with this one, and the first is the leaf itself.
    public List<byte[]> append(byte[] leaf) {
        var completed = new ArrayList<byte[]>(2);
        completed.add(leaf);
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            completed.add(Hashes.node(roots.removeLast(), completed.getLast()));
        }
        roots.add(completed.getLast());
        size++;
        return completed;
    }

    public byte[] root() {
        if (roots.isEmpty()) return Hashes.empty();
        byte[] hash = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) hash = Hashes.node(roots.get(i), hash);
        return hash;
    }
}
