package dev.pavise.detect.near;

import java.util.List;

/// The words around one span of a text, spelled one way. Costs the same wherever it is asked for: the window is
/// bounded.
public final class Nearby {
    private static final int BEFORE_MAX = 80;
    private static final int AFTER_MAX = 40;

    private final String before;
    private final String after;

    private Nearby(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /// @param from where the span begins, in UTF-16 units
    /// @param to where it ends
    public static Nearby of(String text, int from, int to) {
        return new Nearby(
                plain(text, Math.max(0, from - BEFORE_MAX), from),
                plain(text, to, Math.min(text.length(), to + AFTER_MAX)));
    }

    /// Whether any of the words stands before or after.
    public boolean says(List<String> words) {
        return before(words) >= 0 || words.stream().anyMatch(word -> at(after, word) >= 0);
    }

    /// Where the last of these words before the span ends, the greater the nearer; -1 where none is.
    public int before(List<String> words) {
        int nearest = -1;
        for (String word : words) nearest = Math.max(nearest, at(before, word));
        return nearest;
    }

    private static int at(String window, String word) {
        for (int at = window.lastIndexOf(word); at >= 0; at = window.lastIndexOf(word, at - 1)) {
            if (stands(window, at, at + word.length())) return at + word.length();
        }
        return -1;
    }

    /// Scripts that do not part their words have no borders to look for.
    private static boolean stands(String window, int from, int to) {
        return !(isLatin(window.charAt(from)) && from > 0 && isLatin(window.charAt(from - 1))
                || isLatin(window.charAt(to - 1)) && to < window.length() && isLatin(window.charAt(to)));
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'à' && c <= 'ɏ';
    }

    /// In lower case, with a space for each sign that joins words and for each hump.
    private static String plain(String text, int from, int to) {
        var out = new StringBuilder(to - from + 8);
        char last = ' ';
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isUpperCase(c) && Character.isLowerCase(last)) out.append(' ');
            boolean joins = c == '_' || c == '-' || c == '\'' || c == '’' || Character.isWhitespace(c);
            out.append(joins ? ' ' : Character.toLowerCase(c));
            last = c;
        }
        return out.toString();
    }
}
