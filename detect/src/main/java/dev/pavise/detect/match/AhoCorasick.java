package dev.pavise.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The automaton of Aho and Corasick (Efficient string matching, CACM 18, 1975) over UTF-16 units: linear in the text
/// and in the number of places.
///
/// Edges live in one open hash table, keyed by state and unit, because a full row per state would cost 100 MB for the
/// terms of several scripts. The states of the first two letters of a term, where most steps are taken, have a full row
/// for the first 128 units, with what failure edges lead to in it.
public final class AhoCorasick implements Matcher {
    private static final int PLAIN = 128;
    private static final int ROWS_DEPTH = 2;
    private static final int ROWS_MAX = 1_024;
    /// What a unit below 128 counts as.
    private static final char[] READ = read();

    /// The rows of the states below `rowed`, one behind another.
    private int[] rows = new int[0];

    private int rowed;
    private long[] keys = new long[1 << 12];
    private int[] next = new int[1 << 12];
    private int edges;
    private int states = 1;
    private int[] fail = new int[1 << 10];
    /// The term that ends in a state, plus one; and the nearest state by failure edges where another ends.
    private int[] ends = new int[1 << 10];

    private int[] also = new int[1 << 10];
    private final int[] same;

    public AhoCorasick(List<String> terms) {
        same = new int[terms.size()];
        // First those that have rows, so that they are numbered together.
        for (int depth = 1; depth <= ROWS_DEPTH; depth++) {
            for (String each : terms) {
                if (states < ROWS_MAX && !each.isEmpty() && each.charAt(0) < PLAIN) path(each, depth);
            }
        }
        rowed = states;
        for (int i = 0; i < terms.size(); i++) add(terms.get(i), i);
        rows = new int[rowed * PLAIN];
        link();
    }

    @Override
    public void scan(String text, Sink sink) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < PLAIN) {
                c = READ[c];
                state = state < rowed ? rows[state * PLAIN + c] : step(state, c);
            } else {
                state = step(state, c);
            }
            for (int at = ends[state] != 0 ? state : also[state]; at != 0; at = also[at]) {
                for (int term = ends[at]; term != 0; term = same[term - 1]) sink.found(term - 1, i + 1);
            }
        }
    }

    private int step(int from, char c) {
        int state = from;
        while (state != 0) {
            if (c < PLAIN && state < rowed) return rows[state * PLAIN + c];
            int found = edge(state, c);
            if (found != 0) return found;
            state = fail[state];
        }
        return c < PLAIN ? rows[c] : edge(0, c);
    }

    private void add(String term, int number) {
        if (term.isEmpty()) throw new IllegalArgumentException("term " + number + " is empty");
        int state = path(term, term.length());
        same[number] = ends[state];
        ends[state] = number + 1;
    }

    /// The state of a term's first letters, made where there is none yet.
    private int path(String term, int length) {
        int state = 0;
        for (int i = 0; i < length && i < term.length(); i++) {
            char c = term.charAt(i);
            int found = edge(state, c);
            if (found == 0) {
                found = states++;
                if (states > fail.length) grow();
                put(state, c, found);
            }
            state = found;
        }
        return state;
    }

    /// Failure edges and rows, from short prefixes to long ones.
    private void link() {
        List<List<long[]>> byState = new ArrayList<>();
        for (int i = 0; i < states; i++) byState.add(List.of());
        for (int i = 0; i < keys.length; i++) {
            if (next[i] == 0) continue;
            int from = (int) (keys[i] >>> 16);
            if (byState.get(from).isEmpty()) byState.set(from, new ArrayList<>(2));
            byState.get(from).add(new long[] {keys[i] & 0xFFFF, next[i]});
        }
        int[] queue = new int[states];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            int state = queue[head];
            for (char c = 0; state < rowed && c < PLAIN; c++) {
                int found = edge(state, c);
                rows[state * PLAIN + c] = found != 0 || state == 0 ? found : step(fail[state], c);
            }
            for (long[] edge : byState.get(state)) {
                int to = (int) edge[1];
                fail[to] = state == 0 ? 0 : step(fail[state], (char) edge[0]);
                also[to] = ends[fail[to]] != 0 ? fail[to] : also[fail[to]];
                queue[tail++] = to;
            }
        }
    }

    private void grow() {
        fail = Arrays.copyOf(fail, states * 2);
        ends = Arrays.copyOf(ends, states * 2);
        also = Arrays.copyOf(also, states * 2);
    }

    private int edge(int state, char c) {
        long key = (long) state << 16 | c;
        int mask = keys.length - 1;
        for (int i = slot(key) & mask; next[i] != 0; i = (i + 1) & mask) if (keys[i] == key) return next[i];
        return 0;
    }

    private void put(int state, char c, int to) {
        if (++edges * 2 > keys.length) {
            long[] oldKeys = keys;
            int[] oldNext = next;
            keys = new long[oldKeys.length * 2];
            next = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) if (oldNext[i] != 0) insert(oldKeys[i], oldNext[i]);
        }
        insert((long) state << 16 | c, to);
    }

    private void insert(long key, int to) {
        int mask = keys.length - 1;
        int i = slot(key) & mask;
        while (next[i] != 0) i = (i + 1) & mask;
        keys[i] = key;
        next[i] = to;
    }

    private static char[] read() {
        char[] read = new char[PLAIN];
        for (char c = 0; c < PLAIN; c++) {
            read[c] = c == '\n' || c == '\f' ? ' ' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return read;
    }

    private static int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40);
    }
}
