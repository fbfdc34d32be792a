package dev.pavise.detect.match;

import dev.pavise.detect.pack.Packer;
import dev.pavise.detect.pack.Unpacker;
import java.util.List;

/// The automaton of Aho and Corasick (Efficient string matching, CACM 18, 1975) over UTF-16 units: linear in the text
/// and in the number of places.
///
/// The edges of all states stand in one array, because a full row per state would cost 100 MB for the terms of several
/// scripts. The states of the first two letters of a term, where most steps are taken, have a full row for the first
/// 128 units, with what failure edges lead to in it.
public final class AhoCorasick implements Matcher {
    private static final int PLAIN = 128;
    private static final int ROWS_DEPTH = 2;
    private static final int ROWS_MAX = 1_024;
    /// A text is not copied as a whole.
    private static final int CHUNK_UNITS = 1 << 16;
    /// What a unit below 128 counts as.
    private static final char[] READ = read();

    /// How many states have a row; the rows, one behind another.
    private final int rowed;

    private final int[] rows;
    /// Where the edges of each state begin; of each edge its unit and where it leads, in the order of the units.
    private final int[] starts;

    private final char[] units;
    private final int[] next;
    /// A bit for each unit that a term begins with, because there are thousands of these to search.
    private final long[] begins;

    private final int[] fail;
    /// The term that ends in a state, plus one; and the nearest state by failure edges where another ends.
    private final int[] ends;

    private final int[] also;
    /// For each term, the one before it that is the same, plus one.
    private final int[] same;

    public AhoCorasick(List<String> terms) {
        var trie = new Trie();
        // First those that have rows, so that they are numbered together.
        for (int depth = 1; depth <= ROWS_DEPTH; depth++) {
            for (String each : terms) {
                if (trie.states() < ROWS_MAX && !each.isEmpty() && each.charAt(0) < PLAIN) trie.path(each, depth);
            }
        }
        rowed = trie.states();
        int[] last = new int[terms.size()];
        for (int i = 0; i < terms.size(); i++) {
            String each = terms.get(i);
            if (each.isEmpty()) throw new IllegalArgumentException("term " + i + " is empty");
            last[i] = trie.path(each, each.length());
        }
        int states = trie.states();
        ends = new int[states];
        same = new int[terms.size()];
        for (int i = 0; i < last.length; i++) {
            same[i] = ends[last[i]];
            ends[last[i]] = i + 1;
        }
        starts = trie.starts();
        units = new char[states - 1];
        next = new int[states - 1];
        int[] at = {0};
        trie.edges((_, unit, to) -> {
            units[at[0]] = unit;
            next[at[0]++] = to;
        });
        begins = begins();
        rows = new int[rowed * PLAIN];
        fail = new int[states];
        also = new int[states];
        link();
    }

    private AhoCorasick(Unpacker from) {
        rowed = from.number();
        rows = from.numbers();
        starts = from.numbers();
        units = from.chars();
        begins = begins();
        next = from.numbers();
        fail = from.numbers();
        ends = from.numbers();
        also = from.numbers();
        same = from.numbers();
    }

    /// One that was written.
    public static AhoCorasick read(Unpacker from) {
        return new AhoCorasick(from);
    }

    public void write(Packer to) {
        to.number(rowed);
        to.numbers(rows);
        to.numbers(starts);
        to.chars(units);
        to.numbers(next);
        to.numbers(fail);
        to.numbers(ends);
        to.numbers(also);
        to.numbers(same);
    }

    @Override
    public void scan(String text, Sink sink) {
        char[] read = new char[Math.min(text.length(), CHUNK_UNITS)];
        int state = 0;
        for (int base = 0; base < text.length(); base += CHUNK_UNITS) {
            int units = Math.min(text.length() - base, CHUNK_UNITS);
            text.getChars(base, base + units, read, 0);
            state = scan(read, units, state, base, sink);
        }
    }

    /// @param base how many units stand before these
    /// @return the state behind them
    private int scan(char[] read, int units, int before, int base, Sink sink) {
        int state = before;
        for (int i = 0; i < units; i++) {
            char c = read[i];
            if (c < PLAIN) {
                c = READ[c];
                state = state < rowed ? rows[state * PLAIN + c] : step(state, c);
            } else {
                state = step(state, c);
            }
            for (int at = ends[state] != 0 ? state : also[state]; at != 0; at = also[at]) {
                for (int term = ends[at]; term != 0; term = same[term - 1]) sink.found(term - 1, base + i + 1);
            }
        }
        return state;
    }

    private int step(int from, char c) {
        int state = from;
        while (state != 0) {
            if (c < PLAIN && state < rowed) return rows[state * PLAIN + c];
            int found = edge(state, c);
            if (found != 0) return found;
            state = fail[state];
        }
        if (c < PLAIN) return rows[c];
        return (begins[c >>> 6] >>> c & 1) == 0 ? 0 : edge(0, c);
    }

    private long[] begins() {
        long[] begins = new long[1 << 10];
        for (int i = starts[0]; i < starts[1]; i++) begins[units[i] >>> 6] |= 1L << units[i];
        return begins;
    }

    /// Where the edge of this unit leads, or nought.
    private int edge(int state, char c) {
        int low = starts[state];
        int high = starts[state + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units[middle] < c) low = middle + 1;
            else if (units[middle] > c) high = middle;
            else return next[middle];
        }
        return 0;
    }

    /// Failure edges and rows, from short prefixes to long ones.
    private void link() {
        int[] queue = new int[fail.length];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            int state = queue[head];
            for (char c = 0; state < rowed && c < PLAIN; c++) {
                int found = edge(state, c);
                rows[state * PLAIN + c] = found != 0 || state == 0 ? found : step(fail[state], c);
            }
            for (int i = starts[state]; i < starts[state + 1]; i++) {
                int to = next[i];
                fail[to] = state == 0 ? 0 : step(fail[state], units[i]);
                also[to] = ends[fail[to]] != 0 ? fail[to] : also[fail[to]];
                queue[tail++] = to;
            }
        }
    }

    private static char[] read() {
        char[] read = new char[PLAIN];
        for (char c = 0; c < PLAIN; c++) {
            read[c] = Matcher.read(c);
        }
        return read;
    }
}
