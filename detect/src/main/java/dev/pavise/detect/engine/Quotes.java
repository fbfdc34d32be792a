package dev.pavise.detect.engine;

/// Whether words stand in quotes: they are spoken of, and not said.
final class Quotes {
    private static final String MARKS = "\"`'";

    private Quotes() {}

    /// @param from where the sentence begins
    /// @param to where it ends
    /// @param start where the words begin
    /// @param end where they end
    static boolean around(String text, int from, int to, int start, int end) {
        for (int i = start - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (MARKS.indexOf(c) < 0) continue;
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            boolean opens = !Character.isLetterOrDigit(before) || before >= Sentences.WIDE;
            if (!opens) continue;
            int closing = text.indexOf(c, end, Math.max(end, to));
            return closing >= 0
                    && (c != '\'' || closing + 1 == text.length() || !Character.isLetter(text.charAt(closing + 1)));
        }
        return false;
    }
}
