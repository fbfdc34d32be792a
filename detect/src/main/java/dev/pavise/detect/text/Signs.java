package dev.pavise.detect.text;

import java.util.EnumSet;
import java.util.Set;

/// Cheap signs that something is encoded in a text, got in one pass.
record Signs(Set<Decoding> all) {
    private static final int RUN_MIN = 20;
    private static final int HEX_MIN = 16;
    private static final int SINGLES_MIN = 6;
    private static final int CODES_MIN = 3;

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
        boolean digits = false;
        boolean letters = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean isHex = digit || (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
            if (letter || digit) {
                run++;
                letters |= letter;
                digits |= digit;
            } else {
                if (run == 1 && letter(text, i - 1)) {
                    single++;
                } else if (run > 1) {
                    single = 0;
                    if (digits && letters && run >= 4) leet++;
                }
                singles = Math.max(singles, single);
                if (c == '+' || c == '/' || c == '=' || c == '-' || c == '_') {
                    run++;
                } else {
                    run = 0;
                    letters = false;
                    digits = false;
                }
            }
            longest = Math.max(longest, run);
            if (isHex) hex++;
            else if (c != ' ' && c != ':' && c != ',' && c != '\\' && c != 'x') hex = 0;
            mostHex = Math.max(mostHex, hex);
            switch (c) {
                case '%' -> percents++;
                case '&' -> references++;
                case '\\' -> escapes++;
                case '<' -> tags++;
                default -> {}
            }
        }
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

    private static boolean letter(String text, int at) {
        return (text.charAt(at) | 0x20) >= 'a' && (text.charAt(at) | 0x20) <= 'z';
    }
}
