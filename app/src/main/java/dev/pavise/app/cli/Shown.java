package dev.pavise.app.cli;

import dev.pavise.core.evidence.Visible;

/// Text of others made fit to print: every invisible character as its code point and name, so that what a person sees
/// is what is there and no terminal obeys it.
public final class Shown {
    /// How much of hostile text is quoted.
    public static final int QUOTED_MAX = 120;

    private Shown() {}

    /// At most 120 characters on one line.
    public static String word(String text) {
        return cut(line(text), QUOTED_MAX);
    }

    /// The whole text on one line.
    public static String line(String text) {
        return Visible.line(text);
    }

    /// The whole text; line feeds and tabs stay.
    public static String lines(String text) {
        return Visible.lines(text);
    }

    /// At most so many characters, with an ellipsis for the rest.
    public static String cut(String text, int charsMax) {
        if (text.length() <= charsMax) return text;
        int end = Math.max(0, charsMax - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end) + "…";
    }

    /// Whether a person can see that there is a character.
    public static boolean isVisible(int point) {
        return Visible.is(point);
    }
}
