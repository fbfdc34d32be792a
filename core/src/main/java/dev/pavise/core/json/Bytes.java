package dev.pavise.core.json;

import dev.pavise.core.json.Reader.Refusal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The inner loops over string content, eight bytes at a step.
final class Bytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Bytes() {}

    /// The first byte from here on that is a quote, a backslash, a control character or no ASCII, or the end.
    static int skipPlain(byte[] in, int from) {
        int i = from;
        while (i <= in.length - Long.BYTES) {
            long eight = (long) EIGHT.get(in, i);
            // A byte's top bit is set by the first term if it is no ASCII, by a borrow if it is below the space or
            // equal to the quote or backslash. Borrows from further down can't matter: only the lowest bit is used.
            long special =
                    (eight | (eight - ONES * ' ') | ((eight ^ ONES * '"') - ONES) | ((eight ^ ONES * '\\') - ONES))
                            & TOPS;
            if (special != 0) return i + (Long.numberOfTrailingZeros(special) >>> 3);
            i += Long.BYTES;
        }
        while (i < in.length && in[i] >= ' ' && in[i] != '"' && in[i] != '\\') i++;
        return i;
    }

    /// The place behind one well-formed sequence of more than one byte: table 3-7 of the Unicode Standard.
    static int skipSequence(byte[] in, int from) throws Refusal {
        int first = in[from] & 0xFF;
        int second = from + 1 < in.length ? in[from + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF && isTail(second)) return from + 2;
        if (first >= 0xE0 && first <= 0xEF) {
            int least = first == 0xE0 ? 0xA0 : 0x80;
            int most = first == 0xED ? 0x9F : 0xBF;
            if (second >= least && second <= most && tailAt(in, from + 2)) return from + 3;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int least = first == 0xF0 ? 0x90 : 0x80;
            int most = first == 0xF4 ? 0x8F : 0xBF;
            if (second >= least && second <= most && tailAt(in, from + 2) && tailAt(in, from + 3)) return from + 4;
        }
        throw new Refusal("the text is not UTF-8", from);
    }

    /// A number that is the same for the same bytes, and mostly another one for others.
    static int hash(byte[] in, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) hash = mixed(hash, (long) EIGHT.get(in, i));
        if (i < to) hash = mixed(hash, last(in, i, to));
        return (int) (hash ^ hash >>> 32);
    }

    /// Fewer than eight bytes, as a number.
    private static long last(byte[] in, int from, int to) {
        if (to >= Long.BYTES) return (long) EIGHT.get(in, to - Long.BYTES) >>> (Long.SIZE - Byte.SIZE * (to - from));
        long last = 0;
        for (int i = to - 1; i >= from; i--) last = last << Byte.SIZE | (in[i] & 0xFF);
        return last;
    }

    static long mixed(long hash, long eight) {
        return Long.rotateLeft((hash ^ eight) * 0x9E3779B97F4A7C15L, 29);
    }

    private static boolean tailAt(byte[] in, int i) {
        return i < in.length && isTail(in[i] & 0xFF);
    }

    private static boolean isTail(int b) {
        return (b & 0xC0) == 0x80;
    }
}
