package dev.pavise.ledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Proofs that an entry is in a tree, and that one tree grew out of another (RFC 9162, sections 2.1.3 and 2.1.4).
public final class Proofs {
    private Proofs() {}

    /// The root over the first `size` entries.
    public static byte[] root(long size, Subtrees tree) {
        return size == 0 ? Hashes.empty() : range(0, size, tree);
    }

    /// The audit path of entry `index` in the tree of `size` entries, leaf first.
    public static List<byte[]> inclusion(long index, long size, Subtrees tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not in a tree of " + size + " entries");
        }
        var path = new ArrayList<byte[]>();
        path(index, 0, size, tree, path);
        return path;
    }

    /// What shows that the tree of `from` entries is the beginning of the tree of `to` entries.
    public static List<byte[]> consistency(long from, long to, Subtrees tree) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " entries does not begin with " + from);
        }
        var proof = new ArrayList<byte[]>();
        if (from > 0 && from < to) subproof(from, 0, to, true, tree, proof);
        return proof;
    }

    public static boolean includes(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) return false;
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] beside : path) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                hash = Hashes.node(beside, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hashes.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    public static boolean consistent(long from, long to, List<byte[]> proof, byte[] fromRoot, byte[] toRoot) {
        if (from < 0 || from > to) return false;
        if (from == to) return proof.isEmpty() && Arrays.equals(fromRoot, toRoot);
        if (from == 0) return proof.isEmpty() && Arrays.equals(fromRoot, Hashes.empty());
        var steps = new ArrayList<>(proof);
        if (Long.bitCount(from) == 1) steps.addFirst(fromRoot);
        if (steps.isEmpty()) return false;
        int shared = Long.numberOfTrailingZeros(~(from - 1));
        long node = (from - 1) >> shared;
        long last = (to - 1) >> shared;
        byte[] was = steps.getFirst();
        byte[] now = steps.getFirst();
        for (byte[] step : steps.subList(1, steps.size())) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                was = Hashes.node(step, was);
                now = Hashes.node(step, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = Hashes.node(now, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(was, fromRoot) && Arrays.equals(now, toRoot);
    }

    private static void path(long index, long from, long to, Subtrees tree, List<byte[]> path) {
        if (to - from == 1) return;
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, tree, path);
            path.add(range(middle, to, tree));
        } else {
            path(index, middle, to, tree, path);
            path.add(range(from, middle, tree));
        }
    }

    private static void subproof(long size, long from, long to, boolean known, Subtrees tree, List<byte[]> proof) {
        if (size == to) {
            if (!known) proof.add(range(from, to, tree));
            return;
        }
        long middle = from + split(to - from);
        if (size <= middle) {
            subproof(size, from, middle, known, tree, proof);
            proof.add(range(middle, to, tree));
        } else {
            subproof(size, middle, to, false, tree, proof);
            proof.add(range(from, middle, tree));
        }
    }

    /// A range that begins at a multiple of its largest power of two, as all ranges do that splitting makes.
    private static byte[] range(long from, long to, Subtrees tree) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return tree.hash(level, from >> level);
        }
        long middle = from + split(count);
        return Hashes.node(range(from, middle, tree), range(middle, to, tree));
    }

    /// The largest power of two below `count`.
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
