package dev.pavise.detect.engine;

import dev.pavise.core.json.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A long text in parts that are looked at one by one, so that the memory of a look does not grow with the text. Each
/// begins before what it answers for and ends behind it, farther than a rule, a sentence or a number reaches.
///
/// The parts meet at the end of a line or a word, where there is one nearby. Within a run that may be an encoding they
/// meet where its groups do, also those of what is encoded in it, so that each half can be decoded by itself.
final class Windows {
    /// A text up to here is one window.
    static final int UNITS_MAX = 1 << 18;

    private static final int STEP = 1 << 14;
    private static final int STEPS = UNITS_MAX / STEP;
    /// How far behind a step its end may be.
    private static final int SEARCH = 1 << 11;
    /// Letters of base64 in base64 in base64 that are whole groups of each, and pairs of hexadecimal digits.
    private static final int GROUP = 64;
    /// A line that breaks within a run of base64 is as long, at least.
    private static final int RUN_MIN = 60;

    private static final int NO_BREAK = 0;
    private static final int UNIT = 1;
    private static final int GROUPS = 2;
    private static final int WORD = 3;
    private static final int LINE = 4;

    /// @param whole all units that are looked at
    /// @param own where what is found here has to begin
    /// @param seen how far the window before has looked
    record Window(Span whole, Span own, int seen) {
        /// What this window tells of something found in it, or null where another tells all of it: of what begins
        /// before
        /// and goes on behind what the window before has seen, the rest.
        @Nullable
        Span told(Span found) {
            if (found.from() >= own.to()) return null;
            if (found.from() >= own.from()) return found;
            return found.to() > seen ? new Span(Math.max(found.from(), seen), found.to()) : null;
        }
    }

    private Windows() {}

    /// In the order of the text; what each owns is all of the text together, and each unit once. The last owns the
    /// end too.
    static List<Window> of(String text) {
        int end = text.length();
        if (end <= UNITS_MAX) return List.of(new Window(new Span(0, end), new Span(0, end + 1), 0));
        List<Integer> borders = borders(text);
        int last = borders.size() - 1;
        var windows = new ArrayList<Window>();
        for (int i = 0; i < last; i += STEPS) {
            int behind = Math.min(i + STEPS, last);
            windows.add(new Window(
                    new Span(borders.get(Math.max(0, i - 1)), borders.get(Math.min(behind + 1, last))),
                    new Span(borders.get(i), behind == last ? end + 1 : borders.get(behind)),
                    i == 0 ? 0 : borders.get(Math.min(i + 1, last))));
        }
        return windows;
    }

    /// A border about every step, the text's two ends among them.
    private static List<Integer> borders(String text) {
        var borders = new ArrayList<Integer>();
        borders.add(0);
        int next = STEP;
        int best = next;
        int rank = NO_BREAK;
        int run = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (at >= next) {
                int now = rank(text, at, run);
                if (now >= rank) {
                    rank = now;
                    best = at;
                }
                if (at == next + SEARCH) {
                    borders.add(best);
                    next = best + STEP;
                    rank = NO_BREAK;
                }
            }
            if (isOfRun(c)) run++;
            else if (c != '\n' && c != '\r' || run < RUN_MIN) run = 0;
        }
        borders.add(text.length());
        return borders;
    }

    /// How well a text can be parted before a unit.
    ///
    /// @param run letters before it that may be an encoding
    private static int rank(String text, int at, int run) {
        char before = text.charAt(at - 1);
        char c = text.charAt(at);
        if (Character.isLowSurrogate(c) && Character.isHighSurrogate(before)) return NO_BREAK;
        boolean isGroup = run % GROUP == 0 && !continues(c);
        if (run >= RUN_MIN && isOfRun(c)) return isGroup ? GROUPS : UNIT;
        if (before == '\n') return LINE;
        return Character.isWhitespace(before) ? WORD : UNIT;
    }

    private static boolean isOfRun(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    /// Whether a group of base64, or a pair of hexadecimal digits, that begins so begins within a character of UTF-8
    /// (RFC 3629: its bytes behind the first begin with the bits 10).
    private static boolean continues(char c) {
        return c >= 'g' && c <= 'v' || c == '8' || c == '9' || c == 'a' || c == 'A' || c == 'b' || c == 'B';
    }
}
