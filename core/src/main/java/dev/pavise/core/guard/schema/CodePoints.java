package dev.pavise.core.guard.schema;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A set of code points: closed ranges in ascending order, none touching the next.
///
/// @param ranges first and last of each range, in turn
record CodePoints(int[] ranges) {
    private static final int LAST = Character.MAX_CODE_POINT;

    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints ALL = range(0, LAST);
    static final CodePoints DIGIT = range('0', '9');
    static final CodePoints WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
    /// WhiteSpace and LineTerminator of ECMA-262.
    static final CodePoints SPACE = of(
            '\t', '\r', ' ', ' ', 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F, 0x205F,
            0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);
    /// What a dot matches: everything but LineTerminator.
    static final CodePoints DOT = of('\n', '\n', '\r', '\r', 0x2028, 0x2029).complement();

    static final CodePoints NOT_DIGIT = DIGIT.complement();
    static final CodePoints NOT_WORD = WORD.complement();
    static final CodePoints NOT_SPACE = SPACE.complement();

    static CodePoints range(int first, int last) {
        return new CodePoints(new int[] {first, last});
    }

    static CodePoints only(int codePoint) {
        return range(codePoint, codePoint);
    }

    /// In any order, overlapping or not.
    static CodePoints of(int... firstAndLast) {
        return of(firstAndLast, firstAndLast.length);
    }

    static CodePoints of(int[] firstAndLast, int length) {
        long[] sorted = new long[length / 2];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (long) firstAndLast[2 * i] << 32 | firstAndLast[2 * i + 1];
        }
        Arrays.sort(sorted);
        int[] out = new int[length];
        int size = 0;
        for (long each : sorted) {
            int first = (int) (each >> 32);
            int last = (int) each;
            if (size > 0 && first <= out[size - 1] + 1) {
                out[size - 1] = Math.max(out[size - 1], last);
            } else {
                out[size++] = first;
                out[size++] = last;
            }
        }
        return new CodePoints(Arrays.copyOf(out, size));
    }

    static CodePoints where(IntPredicate predicate) {
        int[] out = new int[64];
        int size = 0;
        for (int each = 0; each <= LAST; each++) {
            if (!predicate.test(each)) continue;
            int first = each;
            while (each < LAST && predicate.test(each + 1)) each++;
            if (size == out.length) out = Arrays.copyOf(out, size * 2);
            out[size++] = first;
            out[size++] = each;
        }
        return new CodePoints(Arrays.copyOf(out, size));
    }

    boolean isEmpty() {
        return ranges.length == 0;
    }

    boolean contains(int codePoint) {
        int low = 0;
        int high = ranges.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < ranges[2 * middle]) high = middle - 1;
            else if (codePoint > ranges[2 * middle + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }

    CodePoints complement() {
        int[] out = new int[ranges.length + 2];
        int size = 0;
        int next = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] > next) {
                out[size++] = next;
                out[size++] = ranges[i] - 1;
            }
            next = ranges[i + 1] + 1;
        }
        if (next <= LAST) {
            out[size++] = next;
            out[size++] = LAST;
        }
        return new CodePoints(Arrays.copyOf(out, size));
    }

    CodePoints and(CodePoints other) {
        int[] out = new int[ranges.length + other.ranges.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < ranges.length && j < other.ranges.length) {
            int first = Math.max(ranges[i], other.ranges[j]);
            int last = Math.min(ranges[i + 1], other.ranges[j + 1]);
            if (first <= last) {
                out[size++] = first;
                out[size++] = last;
            }
            if (ranges[i + 1] < other.ranges[j + 1]) i += 2;
            else j += 2;
        }
        return new CodePoints(Arrays.copyOf(out, size));
    }

    boolean meets(CodePoints other) {
        int i = 0;
        int j = 0;
        while (i < ranges.length && j < other.ranges.length) {
            if (ranges[i + 1] < other.ranges[j]) i += 2;
            else if (other.ranges[j + 1] < ranges[i]) j += 2;
            else return true;
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints(int[] others) && Arrays.equals(ranges, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ranges);
    }

    @Override
    public String toString() {
        var out = new StringBuilder("[");
        for (int i = 0; i < ranges.length; i += 2) {
            out.append(String.format("%x-%x ", ranges[i], ranges[i + 1]));
        }
        return out.append(']').toString();
    }
}
