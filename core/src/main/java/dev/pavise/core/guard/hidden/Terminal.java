package dev.pavise.core.guard.hidden;

/// Terminal control in a text: escape sequences, strings and single control characters.
///
/// Source: ECMA-48 (sections 5.3 to 5.6 and 8.3), in its 7-bit and its 8-bit spelling; BEL as the end of a string is
/// xterm's.
final class Terminal {
    private static final int ESC = 0x1B;
    private static final int CSI = 0x9B;
    private static final int ST = 0x9C;
    private static final int OSC = 0x9D;
    private static final int PARAMETERS_MAX = 256;
    private static final int WORDS_MANY = 3;

    private final String text;
    private final Findings out;

    Terminal(String text, Findings out) {
        this.text = text;
        this.out = out;
    }

    /// Looks at the control character here, and returns the unit to go on with.
    int at(int i) {
        char c = text.charAt(i);
        return switch (c) {
            case '\t', '\n' -> i + 1;
            case '\r' -> carriageReturn(i);
            case '\f' -> formFeed(i);
            case '\b' -> backspace(i);
            case ESC -> i + 1 < text.length() ? escape(i) : control(i);
            case CSI -> sequence(i, i + 1, true);
            case 0x90, 0x98, OSC, 0x9E, 0x9F -> string(i, i + 1, c);
            default -> control(i);
        };
    }

    private int escape(int i) {
        char c = text.charAt(i + 1);
        int eightBit = c >= 0x40 && c <= 0x5F ? c + 0x40 : 0;
        return switch (eightBit) {
            case CSI -> sequence(i, i + 2, false);
            case 0x90, 0x98, OSC, 0x9E, 0x9F -> string(i, i + 2, eightBit);
            default -> plainEscape(i);
        };
    }

    /// ESC, intermediate bytes, a final byte.
    private int plainEscape(int i) {
        int end = i + 1;
        while (end < text.length() && isBetween(end, 0x20, 0x2F) && end - i < 8) end++;
        return isBetween(end, 0x30, 0x7E) ? found(i, end + 1) : control(i);
    }

    /// A control sequence. The 8-bit spelling is taken whole only with parameters, because U+009B is also what bad
    /// conversions make of a quotation mark; without them its introducer goes, which disarms it.
    private int sequence(int i, int parameters, boolean eightBit) {
        int end = parameters;
        int most = Math.min(text.length(), parameters + PARAMETERS_MAX);
        while (end < most && isBetween(end, 0x30, 0x3F)) end++;
        boolean bare = end == parameters;
        while (end < most && isBetween(end, 0x20, 0x2F)) end++;
        boolean whole = isBetween(end, 0x40, 0x7E) && !(eightBit && bare);
        return whole ? found(i, end + 1) : control(i);
    }

    private int found(int from, int to) {
        String says = out.wantsWords(Kind.ESCAPE) ? text.substring(from, to) : "";
        out.add(new Finding(Kind.ESCAPE, InPlace.NOTHING, from, to, 1, says, false));
        return to;
    }

    /// What a terminal takes for itself, up to its end. Without an end only the introducer goes, and all is visible.
    private int string(int i, int content, int introducer) {
        int end = content;
        while (end < text.length() && !endsString(text.charAt(end))) end++;
        int behind = behindTerminator(end);
        if (behind < 0) return loneIntroducer(i, content);
        boolean link = introducer == OSC && text.startsWith("8;", content);
        boolean many = Prose.words(text, content, end) >= WORDS_MANY;
        InPlace inPlace =
                link && !isLinkEnd(content, end) ? InPlace.LINK : many && !link ? InPlace.REMOVED : InPlace.NOTHING;
        String says = out.wantsWords(Kind.TERMINAL_TEXT) ? text.substring(content, end) : "";
        out.add(new Finding(Kind.TERMINAL_TEXT, inPlace, i, behind, 1, says, false));
        return behind;
    }

    private int behindTerminator(int end) {
        if (end == text.length()) return -1;
        char c = text.charAt(end);
        if (c == ESC) return end + 1 < text.length() && text.charAt(end + 1) == '\\' ? end + 2 : -1;
        return c == 0x07 || c == ST ? end + 1 : -1;
    }

    private boolean isLinkEnd(int content, int end) {
        int address = text.indexOf(';', content + 2, end);
        return address < 0 || address + 1 == end;
    }

    private int loneIntroducer(int from, int to) {
        out.add(new Finding(Kind.ESCAPE, InPlace.NOTHING, from, to, 1, text.substring(from, to), false));
        return to;
    }

    private static boolean endsString(char c) {
        return c == ESC || c == 0x07 || c == ST || c == 0x18 || c == 0x1A || (c >= 0x80 && c < 0xA0);
    }

    /// What stands behind a carriage return prints over what stands before it. At the end of a line it hides nothing.
    private int carriageReturn(int i) {
        int end = i + 1;
        while (end < text.length() && text.charAt(end) == '\r') end++;
        boolean before = i == 0 || text.charAt(i - 1) == '\n';
        boolean behind = end == text.length() || text.charAt(end) == '\n';
        if (!before && !behind) {
            out.add(new Finding(Kind.OVERPRINT, InPlace.NEWLINE, i, end, end - i, "", false));
        }
        return end;
    }

    /// Between lines it parts pages, and terminals take it for a line feed.
    private int formFeed(int i) {
        boolean before = i == 0 || text.charAt(i - 1) == '\n';
        boolean behind = i + 1 == text.length() || text.charAt(i + 1) == '\n' || text.charAt(i + 1) == '\r';
        if (!before && !behind) control(i);
        return i + 1;
    }

    /// A letter struck twice is bold, and a letter over a low line is underlined (as in manual pages): one of the two
    /// goes too. Otherwise all letters stay, so that what was printed over can be read.
    private int backspace(int i) {
        boolean struck = i > 0
                && i + 1 < text.length()
                && !Character.isSurrogate(text.charAt(i - 1))
                && (text.charAt(i - 1) == text.charAt(i + 1) || text.charAt(i - 1) == '_')
                && text.charAt(i - 1) > ' ';
        int from = struck ? i - 1 : i;
        out.add(new Finding(Kind.OVERPRINT, InPlace.NOTHING, from, i + 1, 1, "", false));
        return i + 1;
    }

    private int control(int i) {
        char c = text.charAt(i);
        InPlace inPlace = switch (c) {
            case 0x07, 0x0E, 0x0F, 0x7F, ESC -> InPlace.NOTHING;
            case 0x0B, 0x0C, 0x85 -> InPlace.NEWLINE;
            default -> InPlace.REPLACEMENT;
        };
        String says = out.wantsWords(Kind.CONTROL) ? Character.toString(c) : "";
        out.add(new Finding(Kind.CONTROL, inPlace, i, i + 1, 1, says, false));
        return i + 1;
    }

    private boolean isBetween(int i, int least, int most) {
        return i < text.length() && text.charAt(i) >= least && text.charAt(i) <= most;
    }
}
