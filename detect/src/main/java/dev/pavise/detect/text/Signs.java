package dev.pavise.detect.text;

import java.util.EnumSet;
import java.util.Set;

/// Cheap signs that something is encoded in a text, got in one pass.
record Signs(Set<Decoding> all) {
    private static final int RUN_MIN = 20;
    private static final int HEX_MIN = 16;
    private static final int SINGLES_MIN = 6;
    private static final int CODES_MIN = 3;

    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int HEX = 4;
    /// Stands between pairs of hexadecimal digits, or before one.
    private static final int BESIDE_HEX = 8;
    /// Part of base64, and of names.
    private static final int JOINS = 16;

    private static final byte[] KINDS = kinds();

    boolean any() {
        return !all.isEmpty();
    }

    boolean of(Decoding decoding) {
        return all.contains(decoding);
    }

    static Signs of(String text) {
        int run = 0;
        int longest = 0;
        int hex = 0;
        int mostHex = 0;
        int percents = 0;
        int references = 0;
        int escapes = 0;
        int tags = 0;
        int single = 0;
        int singles = 0;
        int leet = 0;
        int seen = 0;
        char[] units = text.toCharArray();
        for (int i = 0; i < units.length; i++) {
            char c = units[i];
            int kind = c < KINDS.length ? KINDS[c] : 0;
            if ((kind & HEX) != 0) {
                hex++;
            } else if ((kind & BESIDE_HEX) == 0) {
                mostHex = Math.max(mostHex, hex);
                hex = 0;
            }
            if ((kind & (LETTER | DIGIT)) != 0) {
                run++;
                seen |= kind;
                continue;
            }
            if (run == 1 && letter(text, i - 1)) {
                single++;
            } else if (run > 1) {
                single = 0;
                if ((seen & LETTER) != 0 && (seen & DIGIT) != 0 && run >= 4) leet++;
            }
            singles = Math.max(singles, single);
            if ((kind & JOINS) != 0) {
                run++;
            } else {
                longest = Math.max(longest, run);
                run = 0;
                seen = 0;
            }
            switch (c) {
                case '%' -> percents++;
                case '&' -> references++;
                case '\\' -> escapes++;
                case '<' -> tags++;
                default -> {}
            }
        }
        longest = Math.max(longest, run);
        mostHex = Math.max(mostHex, hex);
        var all = EnumSet.noneOf(Decoding.class);
        if (longest >= RUN_MIN) all.add(Decoding.BASE64);
        if (mostHex >= HEX_MIN) all.add(Decoding.HEX);
        if (percents >= CODES_MIN) all.add(Decoding.PERCENT);
        if (references >= CODES_MIN) all.add(Decoding.REFERENCES);
        if (escapes >= CODES_MIN) all.add(Decoding.ESCAPES);
        if (tags > 1) all.add(Decoding.TAGS);
        if (singles >= SINGLES_MIN || single >= SINGLES_MIN) all.add(Decoding.SPACED);
        if (leet >= 2) all.add(Decoding.LEET);
        all.addAll(Rotated.ways(text));
        return new Signs(all);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = '0'; c <= '9'; c++) kinds[c] = DIGIT | HEX;
        for (char c = 'a'; c <= 'z'; c++) {
            kinds[c] = (byte) (c <= 'f' ? LETTER | HEX : LETTER);
            kinds[c - 32] = kinds[c];
        }
        for (char c : " :,\\x".toCharArray()) kinds[c] |= BESIDE_HEX;
        for (char c : "+/=-_".toCharArray()) kinds[c] |= JOINS;
        return kinds;
    }

    private static boolean letter(String text, int at) {
        return (text.charAt(at) | 0x20) >= 'a' && (text.charAt(at) | 0x20) <= 'z';
    }
}
