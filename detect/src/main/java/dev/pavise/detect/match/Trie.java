package dev.pavise.detect.match;

import java.util.Arrays;

/// Terms letter by letter, on their way to be an automaton. Edges live in one open hash table, keyed by state and unit.
final class Trie {
    private long[] keys = new long[1 << 10];
    private int[] next = new int[1 << 10];
    /// Nought is the beginning of all terms.
    private int states = 1;

    int states() {
        return states;
    }

    /// The state of a term's first letters, made where there is none yet.
    int path(String term, int length) {
        int state = 0;
        for (int i = 0; i < length && i < term.length(); i++) {
            char c = term.charAt(i);
            int found = edge(state, c);
            if (found == 0) {
                found = states++;
                put(state, c, found);
            }
            state = found;
        }
        return state;
    }

    /// Where the edges of each state begin among all edges, and behind the last state where they end.
    int[] starts() {
        int[] starts = new int[states + 1];
        for (int i = 0; i < keys.length; i++) if (next[i] != 0) starts[(int) (keys[i] >>> 16) + 1]++;
        for (int i = 1; i <= states; i++) starts[i] += starts[i - 1];
        return starts;
    }

    /// All edges by state and unit: state, unit, and the state they lead to.
    void edges(Edges sink) {
        long[] sorted = new long[states - 1];
        int count = 0;
        for (int i = 0; i < keys.length; i++) if (next[i] != 0) sorted[count++] = keys[i];
        Arrays.sort(sorted);
        for (long key : sorted) sink.edge((int) (key >>> 16), (char) key, edge((int) (key >>> 16), (char) key));
    }

    /// Takes edges.
    interface Edges {
        void edge(int from, char unit, int to);
    }

    private int edge(int state, char c) {
        int at = slot((long) state << 16 | c);
        return next[at];
    }

    private void put(int state, char c, int to) {
        if (states * 2 > keys.length) {
            long[] oldKeys = keys;
            int[] oldNext = next;
            keys = new long[oldKeys.length * 2];
            next = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) if (oldNext[i] != 0) insert(oldKeys[i], oldNext[i]);
        }
        insert((long) state << 16 | c, to);
    }

    private void insert(long key, int to) {
        int at = slot(key);
        keys[at] = key;
        next[at] = to;
    }

    /// The place of a key, or the free one where it belongs.
    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (next[at] != 0 && keys[at] != key) at = (at + 1) & mask;
        return at;
    }
}
