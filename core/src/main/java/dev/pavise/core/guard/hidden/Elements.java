package dev.pavise.core.guard.hidden;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// HTML elements that a browser does not show, with text in them.
///
/// `aria-hidden` is not among them: it hides from screen readers alone. Scripts and style sheets of a page are no text,
/// unless there is prose instead of code in them. What attributes such as `alt`, `title` and `aria-label` say, and the
/// `desc` of a picture, is not hidden either: it stands in the markup, and markup is shown to persons as it is written.
/// Source: WHATWG HTML, sections 4.2.5, 6.1 and 15.3.
final class Elements {
    private static final String NOSCRIPT = "noscript";
    private static final int ATTRIBUTES_MAX = 64;
    private static final int NAME_MAX = 32;
    /// Different elements whose ends are looked for in one text.
    private static final int NAMES_MAX = 32;
    private static final int CONTENT_LOOK = 512;
    private static final int LETTERS_MIN = 8;
    private static final int UNSEEN_WORDS = 4;
    private static final int FAINT_WORDS = 6;

    /// Elements whose content no browser with scripts shows, or shows as text.
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "template", "noscript", "noframes", "noembed", "iframe", "datalist", "dialog");
    /// Those of them in which an ordinary page has prose or markup of its own.
    private static final Set<String> UNSEEN_IN_PAGES = Set.of("noframes", "noembed", "datalist", "dialog");
    /// Attributes that can keep an element from sight, or say something.
    private static final Set<String> TELLING = Set.of("style", "hidden", "color", "size", "type", "value", "content");
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private final String text;
    private final Mode mode;
    private final Findings out;
    private final Code code;
    private final Ahead doubleQuote;
    private final Ahead singleQuote;
    private final Map<String, Ahead> ends = new HashMap<>();
    private @Nullable String lower;

    /// The tag that was read last.
    private int tagEnd;

    private Style style = Style.SHOWN;
    private boolean speaking;

    Elements(String text, Mode mode, Findings out, Code code) {
        this.text = text;
        this.mode = mode;
        this.out = out;
        this.code = code;
        doubleQuote = new Ahead(text, "\"");
        singleQuote = new Ahead(text, "'");
    }

    /// Whether a start tag without attributes is worth a closer look, by the first letter and length of its name.
    static boolean mayBeUnseen(int first, int length) {
        int lower = first | 0x20;
        return length >= 5
                && length <= 8
                && (lower == 's' || lower == 't' || lower == 'n' || lower == 'i' || lower == 'd');
    }

    /// Looks at a start tag.
    void start(int start) {
        int nameEnd = start + 1;
        int most = Math.min(text.length(), start + 1 + NAME_MAX);
        while (nameEnd < most && isNamePart(text.charAt(nameEnd))) nameEnd++;
        if (nameEnd == text.length() || !endsName(text.charAt(nameEnd))) return;
        String name = text.substring(start + 1, nameEnd).toLowerCase(Locale.ROOT);
        if (!readAttributes(nameEnd, name)) return;
        if (speaking || hides(name)) {
            boolean shown = mode == Mode.DEFINITION && code.shows(start, contentEnd(name));
            if (!shown) {
                int to = Math.min(text.length(), tagEnd + CONTENT_LOOK);
                String says = out.wantsWords(Kind.ELEMENT) ? text.substring(start, to) : "";
                out.add(new Finding(Kind.ELEMENT, InPlace.OPEN, start, start + 1, 1, says, false));
            }
        }
    }

    private boolean hides(String name) {
        if (UNSEEN.contains(name)) {
            if (mode != Mode.DEFINITION && UNSEEN_IN_PAGES.contains(name))
                return style == Style.HIDDEN && hasText(name);
            boolean says = name.equals(NOSCRIPT) && end(name) >= 0 && hasText(name);
            return says || hidesProse(name);
        }
        if (VOID.contains(name)) return false;
        return switch (style) {
            case SHOWN -> false;
            case HIDDEN -> hasText(name);
            case FAINT -> {
                int enough = mode == Mode.DEFINITION ? 1 : FAINT_WORDS;
                yield Prose.words(text, tagEnd, contentEnd(name)) >= enough;
            }
        };
    }

    /// Prose instead of code, between the tags themselves.
    private boolean hidesProse(String name) {
        int end = end(name);
        if (end < 0) return false;
        int first = tagEnd;
        while (first < end && text.charAt(first) <= ' ') first++;
        boolean markup = text.charAt(first) == '<' && !name.equals("script") && !name.equals("style");
        if (first == end || markup) return false;
        if (mode != Mode.DEFINITION) {
            if (text.startsWith("/*", first) || text.startsWith("//", first)) return false;
            int most = Math.min(end, first + CONTENT_LOOK);
            for (int i = first; i < most; i++) {
                if ("{};=".indexOf(text.charAt(i)) >= 0) return false;
            }
        }
        return Prose.words(text, first, end) >= UNSEEN_WORDS;
    }

    /// Whether there are letters in the element, outside of tags. Where the look ends before any came, there may be.
    private boolean hasText(String name) {
        int letters = 0;
        int i = tagEnd;
        int most = Math.min(text.length(), tagEnd + CONTENT_LOOK);
        boolean inTag = false;
        while (i < most) {
            char c = text.charAt(i);
            if (c == '<') {
                if (isEndTag(i, name)) return false;
                inTag = true;
            } else if (c == '>') {
                inTag = false;
            } else if (!inTag && Character.isLetter(c)) {
                letters += c >= 0x2E80 ? 2 : 1;
                if (letters >= LETTERS_MIN) return true;
            }
            i++;
        }
        return most < text.length();
    }

    private boolean isEndTag(int at, String name) {
        return text.startsWith("</", at) && text.regionMatches(true, at + 2, name, 0, name.length());
    }

    private int contentEnd(String name) {
        int end = end(name);
        return end < 0 ? text.length() : end;
    }

    private int end(String name) {
        Ahead end = ends.get(name);
        if (end == null) {
            if (ends.size() >= NAMES_MAX) return -1;
            if (lower == null) lower = lowered();
            end = new Ahead(lower, "</" + name);
            ends.put(name, end);
        }
        return end.from(tagEnd);
    }

    /// ASCII letters alone, so that all places stay the same.
    private String lowered() {
        char[] all = text.toCharArray();
        for (int i = 0; i < all.length; i++) {
            if (all[i] >= 'A' && all[i] <= 'Z') all[i] = (char) (all[i] | 0x20);
        }
        return new String(all);
    }

    /// Reads the attributes up to the end of the tag. Without an end, or with a tag inside, it is no tag.
    private boolean readAttributes(int from, String element) {
        style = Style.SHOWN;
        boolean concealed = false;
        boolean says = false;
        int i = from;
        for (int count = 0; count < ATTRIBUTES_MAX; count++) {
            i = behindBlanks(i, '/');
            if (i == text.length() || text.charAt(i) == '<') return false;
            if (text.charAt(i) == '>') {
                tagEnd = i + 1;
                speaking = says && concealed;
                return true;
            }
            int nameFrom = i++;
            while (i < text.length() && !endsName(text.charAt(i)) && text.charAt(i) != '=' && text.charAt(i) != '<')
                i++;
            String name =
                    text.substring(nameFrom, Math.min(i, nameFrom + NAME_MAX)).toLowerCase(Locale.ROOT);
            String value = "";
            int equals = behindBlanks(i, ' ');
            if (equals < text.length() && text.charAt(equals) == '=') {
                int valueFrom = behindBlanks(equals + 1, ' ');
                i = valueEnd(valueFrom);
                if (i < 0) return false;
                if (TELLING.contains(name)) value = value(valueFrom, i);
            }
            concealed |= name.equals("type") && value.equalsIgnoreCase("hidden");
            says |= name.equals("value")
                    && element.equals("input")
                    && Prose.words(value, 0, value.length()) >= UNSEEN_WORDS;
            if (element.equals("meta")
                    && name.equals("content")
                    && Prose.words(value, 0, value.length()) >= UNSEEN_WORDS) {
                says = true;
                concealed = true;
            }
            style = style.and(Style.ofAttribute(element, name, value));
        }
        return false;
    }

    private int behindBlanks(int from, char other) {
        int i = from;
        while (i < text.length() && (text.charAt(i) <= ' ' || text.charAt(i) == other)) i++;
        return i;
    }

    private String value(int from, int to) {
        boolean quoted = text.charAt(from) == '"' || text.charAt(from) == '\'';
        return quoted ? text.substring(from + 1, to - 1) : text.substring(from, to);
    }

    private int valueEnd(int from) {
        if (from == text.length()) return -1;
        char c = text.charAt(from);
        if (c == '"' || c == '\'') {
            int end = (c == '"' ? doubleQuote : singleQuote).from(from + 1);
            return end < 0 ? -1 : end + 1;
        }
        int i = from;
        while (i < text.length() && text.charAt(i) > ' ' && text.charAt(i) != '>' && text.charAt(i) != '<') i++;
        return i;
    }

    private static boolean endsName(char c) {
        return c <= ' ' || c == '/' || c == '>';
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
}
