package dev.pavise.detect.wallet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A text taken apart once: its words (runs of letters), and the runs of ASCII letters and digits that are long enough
/// for an address or a key. A short HTML tag parts words and is none.
final class Runs {
    private static final int RUN_CHARS_MIN = 26;
    private static final int RUN_CHARS_MAX = 128;
    private static final int TAG_CHARS_MAX = 10;

    /// A run of letters and digits, and where it begins.
    record Run(String chars, int from) {
        int to() {
            return from + chars.length();
        }
    }

    private final String text;
    private int[] borders = new int[64];
    private int words;
    private final List<Run> runs = new ArrayList<>();

    private Runs(String text) {
        this.text = text;
    }

    static Runs of(String text) {
        var runs = new Runs(text);
        runs.read();
        return runs;
    }

    int words() {
        return words;
    }

    int from(int word) {
        return borders[2 * word];
    }

    int to(int word) {
        return borders[2 * word + 1];
    }

    List<Run> runs() {
        return runs;
    }

    List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        for (Run run : runs) Address.of(run.chars(), run.from()).ifPresent(addresses::add);
        return addresses;
    }

    private void read() {
        int word = -1;
        int run = -1;
        char[] units = text.toCharArray();
        int end = units.length;
        for (int i = 0; i <= end; i++) {
            char c = i < end ? units[i] : ' ';
            boolean ascii = (c | 32) >= 'a' && (c | 32) <= 'z';
            if (ascii || c >= 0x80 && isWordPart(c)) {
                if (word < 0) word = i;
            } else if (word >= 0) {
                add(word, i);
                word = -1;
            }
            if (ascii || c >= '0' && c <= '9') {
                if (run < 0) run = i;
            } else {
                if (run >= 0 && i - run >= RUN_CHARS_MIN && i - run <= RUN_CHARS_MAX) {
                    runs.add(new Run(text.substring(run, i), run));
                }
                run = -1;
                if (c == '<') i = behindTag(i);
            }
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /// The last character of a tag such as `</li>`; where none begins, the same place.
    private int behindTag(int at) {
        int last = Math.min(text.length(), at + TAG_CHARS_MAX);
        for (int i = at + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '>') return i;
            if (c != '/' && c != ' ' && !((c | 32) >= 'a' && (c | 32) <= 'z')) return at;
        }
        return at;
    }

    private void add(int from, int to) {
        if (2 * words == borders.length) borders = Arrays.copyOf(borders, 2 * borders.length);
        borders[2 * words] = from;
        borders[2 * words + 1] = to;
        words++;
    }
}
