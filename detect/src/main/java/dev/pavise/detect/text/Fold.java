package dev.pavise.detect.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Makes texts comparable: lower case, compatibility forms as their plain ones, letters without accents and syllables
/// of
/// Hangul as their letters (NFKD), Cyrillic and Greek letters that look like Latin ones as those, tag characters as the
/// letters they hide, nothing invisible, and one space for a run of white space (one line feed where the run has one, a
/// form feed where it has an empty line).
///
/// Terms that are looked for are folded the same way, so that it need not be reversible or right for every language.
public final class Fold {
    /// Stands for an empty line.
    public static final char PARAGRAPH = '\f';

    private static final int SYLLABLES = 0xAC00;
    private static final int VOICED = 0x3099;
    private static final int HALF_VOICED = 0x309A;

    /// What would stand for more letters than the squared words of Japanese stays as it is: two ligatures of Arabic,
    /// one
    /// of them a whole sentence, that make a text of nothing else eighteen times as long.
    private static final int LETTERS_MAX = 6;

    private static final String LOOK_ALIKES = "асеорхуіјѕһԁԛԝвкмнтαβενορτυχικɑɡɩ";
    private static final String LATIN = "aceopxyijshdqwbkmhtabevoptuxikagi";

    /// Of characters up to those of Chinese, as far as they were met.
    private static final AtomicReferenceArray<@Nullable String> SAID = new AtomicReferenceArray<>(0x3400);

    private final Places places = new Places();
    private char[] out;
    private int length;

    private Fold(int capacity) {
        out = new char[capacity];
    }

    public static Layer of(String text) {
        var fold = new Fold(text.length());
        fold.run(text);
        return new Layer(new String(fold.out, 0, fold.length), fold.places, "");
    }

    private void run(String text) {
        char[] units = text.toCharArray();
        int at = 0;
        while (at < units.length) {
            char c = units[at];
            if (isPlain(c)) {
                at = plain(units, at);
            } else if (c <= ' ' || c == 0x85 || c == 0x2028 || c == 0x2029) {
                at = space(text, at);
            } else {
                int point = text.codePointAt(at);
                int next = at + Character.charCount(point);
                other(point, at, next);
                at = next;
            }
        }
    }

    /// What stays as it is, but for its case: ASCII that is seen, and the characters of Chinese.
    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7F || c >= 0x3400 && c < 0xA000;
    }

    /// Takes all that stays, single spaces between it too, and says where it ends.
    private int plain(char[] units, int from) {
        int at = from;
        int last = units.length - 1;
        while (at <= last) {
            char c = units[at];
            if (!isPlain(c) && !(c == ' ' && at < last && isPlain(units[at + 1]))) break;
            at++;
        }
        reserve(at - from);
        for (int i = from; i < at; i++) {
            char c = units[i];
            out[length++] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        places.addEach(from, at - from);
        return at;
    }

    private int space(String text, int at) {
        int end = at;
        int feeds = 0;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\n' || c == 0x2028 || c == 0x85) feeds++;
            if (c == 0x2029) feeds += 2;
            boolean white = c <= ' ' || c == 0x85 || c == 0x2028 || c == 0x2029 || Character.isSpaceChar(c);
            if (!white) break;
            end++;
        }
        put(feeds == 0 ? ' ' : feeds == 1 ? '\n' : PARAGRAPH, at, end);
        return end;
    }

    private void other(int point, int start, int end) {
        if (point >= 0xE0020 && point <= 0xE007E) {
            put(Character.toLowerCase((char) (point - 0xE0000)), start, end);
            return;
        }
        if (point >= SYLLABLES && point < SYLLABLES + 11_172) {
            syllable(point - SYLLABLES, start, end);
            return;
        }
        String says = said(point);
        for (int i = 0; i < says.length(); i++) put(says.charAt(i), start, end);
    }

    /// A syllable of Hangul as its letters (The Unicode Standard, section 3.12), which a table need not tell.
    private void syllable(int number, int start, int end) {
        put((char) (0x1100 + number / 588), start, end);
        put((char) (0x1161 + number % 588 / 28), start, end);
        if (number % 28 != 0) put((char) (0x11A7 + number % 28), start, end);
    }

    /// What a character is folded to. That of a script with few letters is looked up once.
    private static String said(int point) {
        if (point >= SAID.length()) return says(point);
        String known = SAID.get(point);
        if (known != null) return known;
        String says = says(point);
        SAID.set(point, says);
        return says;
    }

    private static String says(int point) {
        return isUnseen(point) ? "" : Character.isSpaceChar(point) ? " " : plain(point);
    }

    private static boolean isUnseen(int point) {
        if (point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0000 && point <= 0xE01EF) return true;
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> isAccent(point);
        };
    }

    /// Marks that tell letters of one script apart no more than a stress does: accents, vowel points, the marks of
    /// voice
    /// in kana. Those of India stay, for they are its vowels.
    private static boolean isAccent(int point) {
        int type = Character.getType(point);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK)
                && (point < 0x0700 || point >= 0x1DC0 && point < 0x2100 || point == VOICED || point == HALF_VOICED);
    }

    private static String plain(int point) {
        String quick = punctuation(point);
        if (quick != null) return quick;
        String text = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        if (text.length() > LETTERS_MAX) return Character.toString(point);
        var folded = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(c -> {
            if (isAccent(c)) return;
            int at = c < 0x10000 ? LOOK_ALIKES.indexOf((char) c) : -1;
            folded.appendCodePoint(at < 0 ? c : LATIN.charAt(at));
        });
        return folded.toString();
    }

    private static @Nullable String punctuation(int point) {
        return switch (point) {
            case 0x2018, 0x2019, 0x02BC, 0x2032, 0x00B4 -> "'";
            case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB, 0x300C, 0x300D, 0x300E, 0x300F -> "\"";
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> "-";
            case 0x00DF -> "ss";
            case 0x0131 -> "i";
            case 0x00F8, 0x00D8 -> "o";
            case 0x0142, 0x0141 -> "l";
            case 0x00E6, 0x00C6 -> "ae";
            case 0x0153, 0x0152 -> "oe";
            default -> null;
        };
    }

    private void put(char c, int start, int end) {
        if (length > 0 && isWhite(c) && isWhite(out[length - 1])) {
            out[length - 1] = (char) Math.max(out[length - 1] == ' ' ? 0 : out[length - 1], c == ' ' ? 0 : c);
            if (out[length - 1] == 0) out[length - 1] = ' ';
            places.widen(end);
            return;
        }
        reserve(1);
        out[length++] = c;
        places.add(start, end);
    }

    private void reserve(int more) {
        if (length + more > out.length) out = Arrays.copyOf(out, length + more + (length >> 1) + 16);
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\n' || c == PARAGRAPH;
    }
}
