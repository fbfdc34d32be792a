package dev.pavise.detect.pii;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How a number is written, for one length: which of its places are digits, which letters, where separators may stand.
///
/// @param separators of which a candidate's may be; empty for any, and different ones in one number
/// @param parted whether every separator has to be there
record Shape(int length, long digits, long letters, long breaks, String separators, boolean parted, boolean plus) {
    private static final String USUAL = " -.";
    private static final String ANY = "";

    /// All lengths that a pattern stands for; the grammar is the package's.
    static List<Shape> of(String pattern) {
        Set<Shape> shapes = new LinkedHashSet<>();
        expand(pattern, 0, "", shapes);
        return List.copyOf(shapes);
    }

    /// Digits in groups of any size.
    ///
    /// @param plus behind a plus sign
    static List<Shape> digits(int min, int max, boolean plus) {
        List<Shape> shapes = new ArrayList<>();
        for (int length = min; length <= max; length++) {
            long all = (1L << length) - 1;
            shapes.add(new Shape(length, all, 0, all, ANY, false, plus));
        }
        return shapes;
    }

    boolean fits(Candidate candidate) {
        return candidate.length() == length
                && (candidate.digits() & letters) == 0
                && (~candidate.digits() & digits) == 0
                && (candidate.breaks() & ~breaks) == 0
                && (!parted || candidate.breaks() == breaks)
                && (!plus || candidate.plus())
                && (candidate.separator() == 0
                        || separators.isEmpty()
                        || separators.indexOf(candidate.separator()) >= 0);
    }

    private static void expand(String pattern, int at, String done, Set<Shape> shapes) {
        if (at == pattern.length()) {
            shapes.add(fixed(done));
        } else if (at + 1 < pattern.length() && pattern.charAt(at + 1) == '?') {
            expand(pattern, at + 2, done, shapes);
            expand(pattern, at + 2, done + pattern.charAt(at), shapes);
        } else {
            expand(pattern, at + 1, done + pattern.charAt(at), shapes);
        }
    }

    private static Shape fixed(String pattern) {
        int length = 0;
        long digits = 0;
        long letters = 0;
        long breaks = 0;
        String separators = USUAL;
        boolean parted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == 'A' || c == '9' || c == '#') {
                if (c == 'A') letters |= 1L << length;
                if (c == '9') digits |= 1L << length;
                length++;
                continue;
            }
            breaks |= 1L << length;
            parted = c != ' ' && c != '*';
            separators = switch (c) {
                case ' ', '_' -> USUAL;
                case '*', '&' -> ANY;
                case '/', ':', '.', '-' -> String.valueOf(c);
                default -> throw new IllegalArgumentException("no shape has a " + c + ": " + pattern);
            };
        }
        return new Shape(length, digits, letters, breaks, separators, parted, false);
    }
}
