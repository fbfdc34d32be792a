package dev.pavise.core.json;

import dev.pavise.core.json.Reader.Refusal;
import java.nio.charset.StandardCharsets;

/// Numbers as RFC 8259 writes them, without those that no two parsers take for the same.
final class Numbers {
    /// Java's own BigDecimal fails beyond, be it for 0.
    private static final int EXPONENT_DIGITS_MAX = 9;

    private Numbers() {}

    /// The place behind the number that begins here.
    static int skip(byte[] in, int from, int bytesMax) throws Refusal {
        int i = in[from] == '-' ? from + 1 : from;
        int whole = i;
        i = digits(in, i);
        if (i == whole) throw new Refusal("no JSON value", from);
        if (in[whole] == '0' && i > whole + 1) throw new Refusal("a number begins with 0", from);
        if (i < in.length && in[i] == '.') {
            int point = i;
            i = digits(in, point + 1);
            if (i == point + 1) throw new Refusal("a number ends with its point", point);
        }
        boolean power = i < in.length && (in[i] == 'e' || in[i] == 'E');
        if (power) i = exponent(in, i + 1);
        if (i - from > bytesMax) throw new Refusal("a number is longer than " + bytesMax + " bytes", from);
        if (power) refuseBeyondDouble(in, from, i);
        return i;
    }

    private static int exponent(byte[] in, int from) throws Refusal {
        int i = from;
        if (i < in.length && (in[i] == '+' || in[i] == '-')) i++;
        int end = digits(in, i);
        if (end == i) throw new Refusal("a number ends with its exponent", i);
        while (i < end && in[i] == '0') i++;
        if (end - i > EXPONENT_DIGITS_MAX) {
            throw new Refusal("an exponent has more than " + EXPONENT_DIGITS_MAX + " digits", i);
        }
        return end;
    }

    /// Some parsers take such a number for infinity or zero, some fail, some keep it.
    private static void refuseBeyondDouble(byte[] in, int from, int to) throws Refusal {
        double value = Double.parseDouble(new String(in, from, to - from, StandardCharsets.US_ASCII));
        if (Double.isInfinite(value)) throw new Refusal("a number is too large", from);
        if (value != 0) return;
        for (int i = from; i < to && in[i] != 'e' && in[i] != 'E'; i++) {
            if (in[i] >= '1' && in[i] <= '9') throw new Refusal("a number is too small", from);
        }
    }

    private static int digits(byte[] in, int from) {
        int i = from;
        while (i < in.length && in[i] >= '0' && in[i] <= '9') i++;
        return i;
    }
}
