package dev.pavise.core.guard.hidden;

import java.util.Arrays;
import java.util.Map;

/// Invisible characters that are spelled as HTML character references or percent codes.
///
/// One of them is how people write it (`&shy;`, `&zwj;`, a Persian address), and can be seen in the source. Runs carry
/// a message, and references that turn text round show it turned in a browser.
///
/// Sources: WHATWG HTML, sections 13.2.5.72 to 13.2.5.80 and 13.5; RFC 3986, section 2.1.
final class Encoded {
    private static final int RUN_MIN = 4;
    private static final int NAME_MAX = 24;
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("shy", 0xAD),
            Map.entry("zwnj", 0x200C),
            Map.entry("zwj", 0x200D),
            Map.entry("lrm", 0x200E),
            Map.entry("rlm", 0x200F),
            Map.entry("ZeroWidthSpace", 0x200B),
            Map.entry("NegativeVeryThinSpace", 0x200B),
            Map.entry("NegativeThinSpace", 0x200B),
            Map.entry("NegativeMediumSpace", 0x200B),
            Map.entry("NegativeThickSpace", 0x200B),
            Map.entry("NoBreak", 0x2060),
            Map.entry("af", 0x2061),
            Map.entry("ApplyFunction", 0x2061),
            Map.entry("it", 0x2062),
            Map.entry("InvisibleTimes", 0x2062),
            Map.entry("ic", 0x2063),
            Map.entry("InvisibleComma", 0x2063));

    private final String text;
    private final Findings out;
    private int end;
    private int lastVisible = -1;
    private int lastVisibleEnd = -1;

    Encoded(String text, Findings out) {
        this.text = text;
        this.out = out;
    }

    /// Looks at the reference or percent code that may begin here, and returns the unit to go on with.
    int at(int start) {
        int c = character(start);
        if (c < 0) return start + 1;
        if (!isInvisible(c)) {
            lastVisible = c;
            lastVisibleEnd = end;
            return end;
        }
        int[] run = new int[8];
        int length = 0;
        int at = start;
        int[] turning = new int[RUN_MIN];
        int turns = 0;
        while (c >= 0 && isInvisible(c)) {
            if (length == run.length) run = Arrays.copyOf(run, length * 2);
            run[length++] = c;
            boolean turn = Sort.of(c) == Sort.EMBEDDING && text.charAt(at) == '&';
            if (turn && length < RUN_MIN) turning[turns++] = at;
            at = end;
            c = at < text.length() ? character(at) : -1;
        }
        run = Arrays.copyOf(run, length);
        if (isFlag(start, run)) return at;
        if (length >= RUN_MIN) {
            report(run, start, at);
        } else {
            for (int i = 0; i < turns; i++) turned(turning[i]);
        }
        return at;
    }

    private void turned(int at) {
        String says = text.substring(at, Math.min(text.length(), at + 8));
        out.add(new Finding(Kind.BIDI, InPlace.AMPERSAND, at, at + 1, 1, says, false));
    }

    /// The flag of England in a page's source is one black flag and six references.
    private boolean isFlag(int start, int[] run) {
        int before = lastVisibleEnd == start ? lastVisible : start == 0 ? -1 : text.codePointBefore(start);
        return before == 0x1F3F4 && run.length <= 7 && run[run.length - 1] == 0xE007F;
    }

    private void report(int[] run, int from, int to) {
        String spelled = "";
        for (Kind kind : new Kind[] {Kind.TAGS, Kind.SELECTORS, Kind.INVISIBLE}) {
            if (spelled.isEmpty()) spelled = Spelling.of(kind, run);
        }
        boolean spells = !spelled.isEmpty();
        out.add(new Finding(
                Kind.ENCODED,
                InPlace.REMOVED,
                from,
                to,
                run.length,
                spells ? spelled : text.substring(from, to),
                spells));
    }

    private static boolean isInvisible(int c) {
        return Sort.of(c) != null || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /// The character that is spelled here, or -1; `end` is then behind it.
    private int character(int at) {
        char c = text.charAt(at);
        if (c == '%') return percent(at);
        if (c != '&' || at + 2 >= text.length()) return -1;
        return text.charAt(at + 1) == '#' ? numeric(at + 2) : named(at + 1);
    }

    private int numeric(int from) {
        boolean hex = from < text.length() && (text.charAt(from) | 0x20) == 'x';
        int i = hex ? from + 1 : from;
        int digits = i;
        int value = 0;
        while (i < text.length()) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), hex ? 16 : 10) : -1;
            if (digit < 0) break;
            value = Math.min(value * (hex ? 16 : 10) + digit, 0x110000);
            i++;
        }
        if (i == digits || value > Character.MAX_CODE_POINT) return -1;
        end = i < text.length() && text.charAt(i) == ';' ? i + 1 : i;
        return value;
    }

    private int named(int from) {
        int i = from;
        int most = Math.min(text.length(), from + NAME_MAX);
        while (i < most && text.charAt(i) < 0x80 && Character.isLetter(text.charAt(i))) i++;
        if (i == most || text.charAt(i) != ';') return -1;
        Integer found = NAMES.get(text.substring(from, i));
        if (found == null) return -1;
        end = i + 1;
        return found;
    }

    private int percent(int at) {
        int first = octet(at);
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        if (more == 0 || first > 0xF4) return -1;
        int value = first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int next = octet(at + 3 * i);
            if (next < 0x80 || next > 0xBF) return -1;
            value = (value << 6) | (next & 0x3F);
        }
        if (value > Character.MAX_CODE_POINT) return -1;
        end = at + 3 * (more + 1);
        return value;
    }

    private int octet(int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') return -1;
        char high = text.charAt(at + 1);
        char low = text.charAt(at + 2);
        if (high >= 0x80 || low >= 0x80) return -1;
        int one = Character.digit(high, 16);
        int two = Character.digit(low, 16);
        return one < 0 || two < 0 ? -1 : (one << 4) | two;
    }

    /// A text with its numeric references read, for what a browser makes of an attribute.
    static String decoded(String value) {
        if (value.indexOf('&') < 0) return value;
        var reader = new Encoded(value, new Findings(0));
        var read = new StringBuilder(value.length());
        int i = 0;
        while (i < value.length()) {
            int c = value.charAt(i) == '&' ? reader.character(i) : -1;
            if (c < 0) {
                read.append(value.charAt(i++));
            } else {
                read.appendCodePoint(c);
                i = reader.end;
            }
        }
        return read.toString();
    }
}
