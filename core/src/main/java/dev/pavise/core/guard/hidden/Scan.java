package dev.pavise.core.guard.hidden;

import org.jspecify.annotations.Nullable;

/// One round over one string: a single pass that hands each telling character to who knows about it.
final class Scan {
    private static final int BLANKS_MAX = 160;
    private static final int LINES_MAX = 30;

    private final String text;
    private final Mode mode;
    private final Findings out;
    private final Terminal terminal;
    private final Invisible invisible;
    private final Encoded encoded;
    private final Comments comments;
    private @Nullable Elements elements;
    private final Code code;

    Scan(String text, Mode mode, Findings out) {
        this.text = text;
        this.mode = mode;
        this.out = out;
        code = new Code(text);
        terminal = new Terminal(text, out);
        invisible = new Invisible(text, mode, out);
        encoded = new Encoded(text, out);
        comments = new Comments(text, mode, out, code);
    }

    void run() {
        int i = 0;
        while (i < text.length() && !out.isFull()) {
            char c = text.charAt(i);
            if (c >= 0xA0) {
                i = beyondAscii(i, c);
            } else if (mode == Mode.PAYLOAD) {
                i++;
            } else if (c < ' ' || c >= 0x7F) {
                i = terminal.at(i);
            } else if (c == '<') {
                i = markup(i);
            } else if (c == '&' || c == '%') {
                i = encoded.at(i);
            } else if (c == '[' && beginsLine(i)) {
                i = comments.reference(i);
            } else {
                i++;
            }
        }
        if (mode == Mode.DEFINITION) padding();
    }

    private int beyondAscii(int i, char c) {
        boolean high = Character.isHighSurrogate(c);
        int whole = high ? text.codePointAt(i) : c;
        if (Sort.of(whole) != null) return invisible.run(i);
        if (Sort.isPrivate(whole)) return invisible.privateRun(i);
        return high ? i + 2 : i + 1;
    }

    private int markup(int i) {
        if (i + 1 == text.length()) return i + 1;
        char next = text.charAt(i + 1);
        if (text.startsWith("<!--", i)) return comments.comment(i);
        if (next == '!' || next == '?') return comments.bogus(i);
        if (next == '/') {
            boolean bogus = i + 2 < text.length() && !isLetter(text.charAt(i + 2)) && text.charAt(i + 2) != '>';
            return bogus ? comments.bogus(i) : i + 2;
        }
        if (!isLetter(next)) return i + 1;
        if (elements == null) elements = new Elements(text, mode, out, code);
        elements.start(i);
        return i + 1;
    }

    /// Behind nothing but blanks and the marks of a quotation.
    private boolean beginsLine(int at) {
        int i = at - 1;
        while (i >= 0 && at - i < 16 && (text.charAt(i) == ' ' || text.charAt(i) == '>')) i--;
        return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
    }

    /// Blank space that a reader takes for the end of the text, with more text behind it.
    private void padding() {
        int from = 0;
        int lines = 0;
        int line = 0;
        for (int i = 0; i < text.length() && !out.isFull(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines++;
                line = i + 1;
            } else if (!isBlank(c)) {
                if (lines > LINES_MAX || i - Math.max(from, line) > BLANKS_MAX) {
                    String says = text.substring(i, Math.min(text.length(), i + 120));
                    out.add(new Finding(Kind.PADDING, InPlace.NOTHING, from, i, 1, says, false));
                }
                lines = 0;
                from = i + 1;
            }
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || (c >= 0xA0 && Character.isSpaceChar(c));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
