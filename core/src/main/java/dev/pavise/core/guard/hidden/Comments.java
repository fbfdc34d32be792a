package dev.pavise.core.guard.hidden;

/// Comments of HTML and Markdown, and declarations that a browser takes for comments.
///
/// Sources: WHATWG HTML, sections 13.1.6 and 13.2.5.41 to 13.2.5.52 (comments, bogus comments); CommonMark 0.31,
/// sections 4.6 (HTML blocks) and 4.7 (link reference definitions).
final class Comments {
    private static final int DECLARED_WORDS = 3;
    private static final int INSTRUCTED_WORDS = 4;
    private static final int LABEL_MAX = 999;
    private static final int LABEL_LETTERS = 24;
    private static final String CDATA = "[CDATA[";
    private static final String[] DECLARATIONS = {"DOCTYPE", "ELEMENT", "ATTLIST", "ENTITY", "NOTATION"};

    private final String text;
    private final Mode mode;
    private final Findings out;
    private final Code code;
    private final Ahead commentEnd;
    private final Ahead otherEnd;
    private final Ahead tagEnd;
    private final Ahead cdataEnd;
    private final Ahead doubleQuote;
    private final Ahead singleQuote;
    private final Ahead parenthesis;
    private final Ahead blankLine;

    Comments(String text, Mode mode, Findings out, Code code) {
        this.text = text;
        this.mode = mode;
        this.out = out;
        this.code = code;
        commentEnd = new Ahead(text, "-->");
        otherEnd = new Ahead(text, "--!>");
        tagEnd = new Ahead(text, ">");
        cdataEnd = new Ahead(text, "]]>");
        doubleQuote = new Ahead(text, "\"");
        singleQuote = new Ahead(text, "'");
        parenthesis = new Ahead(text, ")");
        blankLine = new Ahead(text, "\n\n");
    }

    /// Looks at `<!--`. Every beginning is made visible, also one inside another, or the inner one would be left.
    int comment(int start) {
        int content = start + 4;
        int first = commentEnd.from(content);
        int other = otherEnd.from(content);
        int end = other >= 0 && (first < 0 || other < first) ? other : first;
        if (isBlank(content, end)) return content;
        if (mode == Mode.DEFINITION && end >= 0 && code.shows(start, end + 3)) return content;
        int to = end < 0 ? text.length() : end;
        String says = out.wantsWords(Kind.COMMENT) ? said(content, to) : "";
        out.add(new Finding(Kind.COMMENT, InPlace.OPEN, start, start + 1, 1, says, false));
        if (end >= 0) {
            int close = text.indexOf('>', end);
            out.add(new Finding(Kind.COMMENT, InPlace.CLOSE, close, close + 1, 0, "", false));
        }
        return content;
    }

    /// An empty comment conceals nothing: pages made by programs are full of them.
    private boolean isBlank(int content, int end) {
        int i = content;
        while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == '\n' || text.charAt(i) == '\t')) i++;
        return i == end;
    }

    /// Looks at `<!x`, `<?` or `</` with no name behind it: browsers make comments of them. XML and PHP make something
    /// else, so only prose counts.
    int bogus(int start) {
        int content = start + 2;
        char kind = text.charAt(start + 1);
        if (kind == '!') {
            for (String known : DECLARATIONS) {
                if (text.regionMatches(true, content, known, 0, known.length())) return content;
            }
            if (text.startsWith(CDATA, content)) return cdata(start);
        }
        if (kind == '?' && (text.startsWith("xml", content) || text.startsWith("php", content))) return content;
        int end = tagEnd.from(content);
        int enough = kind == '!' ? DECLARED_WORDS : INSTRUCTED_WORDS;
        if (end < 0 || Prose.words(text, content, end) < enough) return content;
        if (mode == Mode.DEFINITION && code.shows(start, end + 1)) return content;
        String says = out.wantsWords(Kind.DECLARATION) ? said(content, end) : "";
        out.add(new Finding(Kind.DECLARATION, InPlace.OPEN, start, start + 1, 1, says, false));
        return content;
    }

    /// Looks at `<![CDATA[`. Outside of XML browsers make a comment of it, and Markdown shows none of it.
    private int cdata(int start) {
        int content = start + 2 + CDATA.length();
        int close = cdataEnd.from(content);
        int end = close < 0 ? text.length() : close;
        if (Prose.words(text, content, end) < DECLARED_WORDS) return content;
        if (mode == Mode.DEFINITION && close >= 0 && code.shows(start, close + 3)) return content;
        String says = out.wantsWords(Kind.DECLARATION) ? said(content, end) : "";
        out.add(new Finding(Kind.DECLARATION, InPlace.OPEN, start, start + 1, 1, says, false));
        return content;
    }

    /// Looks at a link reference definition at the beginning of a line. Markdown shows none of it; one whose address
    /// leads nowhere is how people write comments.
    int reference(int start) {
        int label = labelEnd(start + 1);
        if (label < 0) return start + 1;
        int address = blanks(label + 2);
        int addressEnd = addressEnd(address);
        if (addressEnd <= address) return start + 1;
        if (!isDummy(address, addressEnd)) return start + 1;
        int title = blanks(addressEnd);
        int titleEnd = title > addressEnd ? titleEnd(title) : -1;
        int titleWords = titleEnd < 0 ? 0 : Prose.words(text, title + 1, titleEnd);
        if (titleWords == 0 && label - start <= LABEL_LETTERS) return start + 1;
        int end = titleEnd < 0 ? addressEnd : titleEnd + 1;
        if (mode == Mode.DEFINITION && code.shows(start, end)) return start + 1;
        String says = titleEnd < 0 ? text.substring(start + 1, label) : said(title + 1, titleEnd);
        out.add(new Finding(Kind.REFERENCE, InPlace.BRACKET, start, start + 1, 1, says, false));
        return start + 1;
    }

    /// The unit of `]:` behind a label, or -1.
    private int labelEnd(int from) {
        int most = Math.min(text.length() - 1, from + LABEL_MAX);
        for (int i = from; i < most; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || (c == '\n' && text.charAt(i + 1) == '\n')) {
                return -1;
            } else if (c == ']') {
                return i > from && text.charAt(i + 1) == ':' ? i : -1;
            }
        }
        return -1;
    }

    /// Behind blanks and at most one end of line.
    private int blanks(int from) {
        int i = from;
        boolean line = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' ? line : c != ' ' && c != '\t' && c != '\r') break;
            line |= c == '\n';
            i++;
        }
        return i;
    }

    private int addressEnd(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) > ' ' && i - from < LABEL_MAX) i++;
        return i;
    }

    private boolean isDummy(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!mayBeDummy(text.charAt(i))) return false;
        }
        return true;
    }

    /// Whether an address that leads nowhere may hold this: `#`, `<>`, `/`, `.`, `-`.
    static boolean mayBeDummy(int c) {
        return "#<>/.-_!*\"'()".indexOf(c) >= 0;
    }

    /// The closing mark of a title, in the same paragraph, or -1.
    private int titleEnd(int from) {
        if (from >= text.length()) return -1;
        int end = switch (text.charAt(from)) {
            case '"' -> doubleQuote.from(from + 1);
            case '\'' -> singleQuote.from(from + 1);
            case '(' -> parenthesis.from(from + 1);
            default -> -1;
        };
        int paragraph = end < 0 ? -1 : blankLine.from(from);
        return paragraph < 0 || end < paragraph ? end : -1;
    }

    private String said(int from, int to) {
        return text.substring(from, Math.min(to, from + LABEL_MAX)).strip();
    }
}
