package dev.pavise.core.guard.hidden;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/// Which neighbours need invisible characters beside them.
final class Scripts {
    private static final int ISOLATES_DEEP = 3;

    /// Scripts whose letters join or stack, where a joiner or non-joiner changes what is seen.
    private static final Set<UnicodeScript> JOINING = EnumSet.of(
            UnicodeScript.ADLAM,
            UnicodeScript.ARABIC,
            UnicodeScript.BALINESE,
            UnicodeScript.BATAK,
            UnicodeScript.BENGALI,
            UnicodeScript.BRAHMI,
            UnicodeScript.CHAKMA,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GRANTHA,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.HANIFI_ROHINGYA,
            UnicodeScript.JAVANESE,
            UnicodeScript.KAITHI,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.LEPCHA,
            UnicodeScript.LIMBU,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MANDAIC,
            UnicodeScript.MANICHAEAN,
            UnicodeScript.MEETEI_MAYEK,
            UnicodeScript.MODI,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.NEWA,
            UnicodeScript.NKO,
            UnicodeScript.ORIYA,
            UnicodeScript.PHAGS_PA,
            UnicodeScript.SAURASHTRA,
            UnicodeScript.SHARADA,
            UnicodeScript.SIDDHAM,
            UnicodeScript.SINHALA,
            UnicodeScript.SOGDIAN,
            UnicodeScript.SUNDANESE,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.THAI,
            UnicodeScript.TIBETAN,
            UnicodeScript.TIFINAGH,
            UnicodeScript.TIRHUTA);

    /// Scripts that put no space between words, and an invisible one where a line may break.
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.BALINESE,
            UnicodeScript.BATAK,
            UnicodeScript.BUGINESE,
            UnicodeScript.CHAM,
            UnicodeScript.JAVANESE,
            UnicodeScript.KAYAH_LI,
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.MYANMAR,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.SUNDANESE,
            UnicodeScript.TAI_LE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.THAI,
            UnicodeScript.TIBETAN);

    private Scripts() {}

    static boolean joins(int c) {
        return c >= 0x600 && JOINING.contains(UnicodeScript.of(c));
    }

    static boolean isUnspaced(int c) {
        return c >= 0xE00 && UNSPACED.contains(UnicodeScript.of(c));
    }

    static boolean isPictograph(int c) {
        return c >= 0x80 && (Character.isExtendedPictographic(c) || Character.isEmojiModifier(c));
    }

    static boolean isMongolian(int c) {
        return c >= 0x1800 && UnicodeScript.of(c) == UnicodeScript.MONGOLIAN;
    }

    static boolean isHangulLetter(int c) {
        return (c >= 0x1100 && c <= 0x11FF)
                || (c >= 0x3131 && c <= 0x318E)
                || (c >= 0xA960 && c <= 0xA97C)
                || (c >= 0xD7B0 && c <= 0xD7FB)
                || (c >= 0xFFA1 && c <= 0xFFDC);
    }

    static boolean isMusical(int c) {
        return c >= 0x1D100 && c <= 0x1D1FF;
    }

    static boolean isShorthand(int c) {
        return c >= 0x1BC00 && c <= 0x1BC9F;
    }

    static boolean isHieroglyph(int c) {
        return c >= 0x13000 && c <= 0x143FF;
    }

    static boolean isCombining(int c) {
        if (c < 0) return false;
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isRightToLeft(int c) {
        if (c < 0x590) return false;
        byte direction = Character.getDirectionality(c);
        boolean turns = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        return turns && Character.isLetter(c);
    }

    /// The places of isolates that have their end in the same paragraph and turn nothing round: a right-to-left one
    /// holds right-to-left letters. Message formats put a first-strong isolate around each value, in any language.
    static BitSet harmlessIsolates(String text) {
        var harmless = new BitSet(text.length());
        int[] opened = new int[ISOLATES_DEEP];
        int[] lettersBefore = new int[ISOLATES_DEEP];
        int depth = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2029) {
                depth = 0;
            } else if (c >= 0x2066 && c <= 0x2068) {
                if (depth < ISOLATES_DEEP) {
                    opened[depth] = i;
                    lettersBefore[depth] = letters;
                }
                depth++;
            } else if (c == 0x2069 && depth > 0) {
                depth--;
                if (depth < ISOLATES_DEEP) {
                    boolean turns = text.charAt(opened[depth]) == 0x2067 && letters == lettersBefore[depth];
                    if (!turns && i > opened[depth] + 1) {
                        harmless.set(opened[depth]);
                        harmless.set(i);
                    }
                }
            } else if (c >= 0x590 && isRightToLeft(text.codePointAt(i))) {
                letters++;
            }
        }
        return harmless;
    }
}
