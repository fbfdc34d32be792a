package dev.pavise.detect.engine;

import dev.pavise.detect.text.Fold;
import java.util.Arrays;

/// Where the sentences of a folded text begin. They end at a full stop with space behind it, at an empty line, and at
/// a line's end where a list or a short line shows that the next line is none of it; at the latest after 600 units, so
/// that what is done with a sentence is bounded.
final class Sentences {
    private static final int UNITS_MAX = 600;
    private static final int SHORT_LINE = 40;
    /// Where the scripts of East Asia begin.
    static final char WIDE = 0x2E80;

    /// Whether a sentence may end with a character below 128.
    private static final boolean[] ENDS = ends();

    private final int[] starts;
    private final int end;

    private Sentences(int[] starts, int end) {
        this.starts = starts;
        this.end = end;
    }

    static Sentences of(String text) {
        char[] units = text.toCharArray();
        int[] starts = new int[16];
        int count = 1;
        int line = 0;
        int start = 0;
        for (int i = 0; i < units.length; i++) {
            char c = units[i];
            if (c < 0x80 && !ENDS[c] && i - start < 2 * UNITS_MAX) continue;
            boolean over = isEnd(text, i) || c == Fold.PARAGRAPH || i - start >= UNITS_MAX && c == ' ';
            if (c == '\n') {
                over |= i - line < SHORT_LINE || isMark(text, i + 1);
                line = i + 1;
            }
            over |= i - start >= 2 * UNITS_MAX;
            if (over && i + 1 < text.length()) {
                if (count == starts.length) starts = Arrays.copyOf(starts, count * 2);
                starts[count++] = i + 1;
                start = i + 1;
            }
        }
        return new Sentences(Arrays.copyOf(starts, count), text.length());
    }

    int count() {
        return starts.length;
    }

    int from(int sentence) {
        return starts[sentence];
    }

    int to(int sentence) {
        return sentence + 1 < starts.length ? starts[sentence + 1] : end;
    }

    /// The sentence that holds this unit.
    int at(int unit) {
        int found = Arrays.binarySearch(starts, unit);
        return found >= 0 ? found : -found - 2;
    }

    private static boolean[] ends() {
        boolean[] ends = new boolean[0x80];
        for (char c : ".!?; \n\f".toCharArray()) ends[c] = true;
        return ends;
    }

    private static boolean isEnd(String text, int i) {
        char c = text.charAt(i);
        if (c == '。' || c == '؟' || c == '۔') return true;
        if (c != '.' && c != '!' && c != '?' && c != ';') return false;
        if (i + 1 == text.length()) return false;
        char next = text.charAt(i + 1);
        // Wide marks were folded to these, and have no space behind them.
        if (next >= WIDE) return c != '.' && c != ';';
        if (next > ' ') return false;
        // "e.g. this" and "i.e. that" go on.
        return !(c == '.' && i >= 2 && text.charAt(i - 2) == '.');
    }

    /// Whether a list's next item or a heading begins here.
    private static boolean isMark(String text, int i) {
        if (i >= text.length()) return true;
        char c = text.charAt(i);
        return c == '-' || c == '*' || c == '#' || c == '•' || c == '<' || c >= '0' && c <= '9';
    }
}
