package dev.pavise.detect.wallet;

import java.util.Arrays;
import java.util.Locale;

/// Segregated witness addresses: a prefix, `1`, a version and a program, and six characters of checksum (BIP-173;
/// from version 1 on BIP-350).
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] VALUES = values();
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int FIRST_CONSTANT = 1;
    private static final int LATER_CONSTANT = 0x2bc830a3;
    private static final int CHARS_MAX = 90;

    private Bech32() {}

    /// Whether the checksum fits, for the version that the text names. In one case throughout, as the standard asks.
    static boolean fits(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean oneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
        int mark = lower.lastIndexOf('1');
        if (!oneCase || mark < 1 || text.length() > CHARS_MAX || text.length() < mark + 8) return false;
        int sum = 1;
        for (int i = 0; i < mark; i++) sum = next(sum, lower.charAt(i) >> 5);
        sum = next(sum, 0);
        for (int i = 0; i < mark; i++) sum = next(sum, lower.charAt(i) & 31);
        for (int i = mark + 1; i < lower.length(); i++) {
            int value = value(lower.charAt(i));
            if (value < 0) return false;
            sum = next(sum, value);
        }
        return sum == (value(lower.charAt(mark + 1)) == 0 ? FIRST_CONSTANT : LATER_CONSTANT);
    }

    private static int next(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < 5; i++) if ((top >> i & 1) != 0) next ^= GENERATOR[i];
        return next;
    }

    private static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    private static int[] values() {
        int[] values = new int[128];
        Arrays.fill(values, -1);
        for (int i = 0; i < ALPHABET.length(); i++) values[ALPHABET.charAt(i)] = i;
        return values;
    }
}
