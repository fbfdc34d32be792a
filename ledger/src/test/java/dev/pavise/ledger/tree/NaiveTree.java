package dev.pavise.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/// The definitions of RFC 9162 written down as they stand there, recursive and slow.
record NaiveTree(List<byte[]> entries) {
    byte[] root() {
        if (entries.isEmpty()) return Hashes.empty();
        if (entries.size() == 1) return Hashes.leaf(entries.getFirst());
        return Hashes.node(left().root(), right().root());
    }

    List<byte[]> path(int index) {
        if (entries.size() == 1) return List.of();
        int k = split();
        return index < k ? and(left().path(index), right().root()) : and(right().path(index - k), left().root());
    }

    List<byte[]> proof(int size) {
        return size == 0 ? List.of() : subproof(size, true);
    }

    Subtrees subtrees() {
        return (level, index) -> {
            int from = Math.toIntExact(index << level);
            return new NaiveTree(entries.subList(from, from + (1 << level))).root();
        };
    }

    NaiveTree first(int size) {
        return new NaiveTree(entries.subList(0, size));
    }

    private List<byte[]> subproof(int size, boolean known) {
        if (size == entries.size()) return known ? List.of() : List.of(root());
        int k = split();
        return size <= k
                ? and(left().subproof(size, known), right().root())
                : and(right().subproof(size - k, false), left().root());
    }

    private NaiveTree left() {
        return new NaiveTree(entries.subList(0, split()));
    }

    private NaiveTree right() {
        return new NaiveTree(entries.subList(split(), entries.size()));
    }

    private int split() {
        int k = 1;
        while (k * 2 < entries.size()) k *= 2;
        return k;
    }

    private static List<byte[]> and(List<byte[]> path, byte[] hash) {
        var longer = new ArrayList<>(path);
        longer.add(hash);
        return longer;
    }
}
