package dev.pavise.core.guard.hidden;

/// How much some text says to a reader.
final class Prose {
    private static final int LOOK_MAX = 400;
    /// Scripts without spaces between words: so many letters are taken for a word.
    private static final int LETTERS_A_WORD = 3;

    private Prose() {}

    /// The words in the range, as far as its first 400 units tell: letters, with no code among them.
    static int words(String text, int from, int to) {
        int end = Math.min(to, from + LOOK_MAX);
        int words = 0;
        int i = from;
        while (i < end) {
            int start = i;
            int wide = 0;
            int letters = 0;
            boolean clean = true;
            while (i < end && text.charAt(i) > ' ') {
                char c = text.charAt(i++);
                if (Character.isLetter(c)) {
                    letters++;
                    if (c >= 0x2E80) wide++;
                } else if (c < 0x80 && ".,:;!?'\"()~/-".indexOf(c) < 0) {
                    clean = false;
                }
            }
            if (wide > 0) {
                words += (wide + LETTERS_A_WORD - 1) / LETTERS_A_WORD;
            } else if (letters > 0 && clean) {
                words++;
            }
            if (i == start) i++;
        }
        return words;
    }
}
