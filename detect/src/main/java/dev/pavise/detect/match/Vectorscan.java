package dev.pavise.detect.match;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Vectorscan, a library of native code that looks at many bytes in one step. It finds the same as the
/// automaton, and in the same order.
///
/// It is given one byte a unit, the lower eight bits, so that its places are the text's. Another unit
/// may have the same byte; what is met is therefore compared with the text. Nothing but bytes, at most
/// 64 KB at a time, crosses into native code; what crosses back is numbers, which are looked at when the
/// call is over.
final class Vectorscan implements Matcher {
    private static final int CHUNK_UNITS = 1 << 16;
    private static final int TERM_UNITS_MAX = 1_024;

    /// The scan that a thread is in. One function is told of all matches: one for each scratch would
    /// keep it for ever.
    private static final ThreadLocal<Scratch> SCANNING = new ThreadLocal<>();

    private static final MemorySegment KEEP = HsLibrary.event(Vectorscan::keep);

    private final HsLibrary library;
    private final List<String> terms;
    /// The numbers of the terms, in the order in which those that end at one place are told of.
    private final int[] order;

    private final int longest;
    private final MemorySegment database;
    private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();

    /// @throws IllegalStateException where the library does not take the terms
    Vectorscan(HsLibrary library, List<String> terms) {
        this.library = library;
        this.terms = List.copyOf(terms);
        longest = terms.stream().mapToInt(String::length).max().orElse(0);
        if (longest > TERM_UNITS_MAX) throw new IllegalStateException("a term has " + longest + " units");
        order = IntStream.range(0, terms.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -terms.get(i).length())
                        .thenComparing(Comparator.reverseOrder()))
                .mapToInt(i -> i)
                .toArray();
        database = library.compile(
                Arrays.stream(order).mapToObj(i -> expression(terms.get(i))).toArray(String[]::new));
    }

    /// The bytes of a term, each in hexadecimal digits.
    private static String expression(String term) {
        if (term.isEmpty()) throw new IllegalArgumentException("a term is empty");
        var out = new StringBuilder(4 * term.length());
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            out.append(c == ' ' ? "[\\x20\\x0a\\x0c]" : String.format("\\x%02x", c & 0xFF));
        }
        return out.toString();
    }

    @Override
    public void scan(String text, Sink sink) {
        Scratch scratch = free.poll();
        if (scratch == null) scratch = new Scratch();
        for (int at = 0; at < text.length(); at += CHUNK_UNITS) {
            for (long each : scratch.met(text, at, Math.min(text.length(), at + CHUNK_UNITS))) {
                int term = order[(int) each];
                int end = (int) (each >>> 32);
                if (isAt(text, terms.get(term), end)) sink.found(term, end);
            }
        }
        free.add(scratch);
    }

    private static boolean isAt(String text, String term, int end) {
        int from = end - term.length();
        for (int i = 0; i < term.length(); i++) {
            if (Matcher.read(text.charAt(from + i)) != term.charAt(i)) return false;
        }
        return true;
    }

    /// What one scan at a time needs. What the sink does may scan again, with another.
    private final class Scratch {
        private final MemorySegment own = library.scratch(database);
        private final byte[] bytes = new byte[CHUNK_UNITS + longest];
        private final MemorySegment buffer = Arena.ofAuto().allocate(bytes.length);
        private long[] met = new long[16];
        private int count;
        private int base;
        private int from;
        private @Nullable Throwable failure;

        /// Where terms end in a part of a text, in order: the place in the upper half, the term's in the
        /// order below.
        @SuppressWarnings("deprecation") // the one copy that takes a byte of each unit
        long[] met(String text, int start, int end) {
            count = 0;
            failure = null;
            from = start;
            base = Math.max(0, start - longest);
            text.getBytes(base, end, bytes, 0);
            MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, end - base);
            int code = scan(end - base);
            if (code != 0) throw new IllegalStateException("Vectorscan ended with " + code, failure);
            long[] sorted = Arrays.copyOf(met, count);
            Arrays.sort(sorted);
            return sorted;
        }

        private int scan(int length) {
            SCANNING.set(this);
            try {
                return library.scan(database, buffer, length, own, KEEP);
            } finally {
                SCANNING.remove();
            }
        }

        private void keep(int id, int end) {
            if (end <= from) return; // met in the part before this one
            if (count == met.length) met = Arrays.copyOf(met, count * 2);
            met[count++] = (long) end << 32 | id;
        }
    }

    /// Called from native code, where an exception would end the process.
    private static int keep(int id, long start, long to, int flags, MemorySegment context) {
        Scratch scratch = SCANNING.get();
        try {
            scratch.keep(id, scratch.base + (int) to);
            return 0;
        } catch (Throwable e) {
            scratch.failure = e;
            return 1;
        }
    }
}
