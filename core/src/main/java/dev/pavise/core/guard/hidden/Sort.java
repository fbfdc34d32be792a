package dev.pavise.core.guard.hidden;

import org.jspecify.annotations.Nullable;

/// The sorts of invisible characters: Unicode's Default_Ignorable_Code_Point, the format characters outside it that
/// leave no mark of their own, blanks that look like nothing, and noncharacters.
enum Sort {
    /// U+FE00–FE0F and U+E0100–E01EF.
    SELECTOR,
    /// U+E0020–E007F.
    TAG,
    /// Zero width joiner and non-joiner.
    JOINER,
    /// Zero width space.
    SPACE,
    /// Left-to-right, right-to-left and Arabic letter mark.
    MARK,
    /// Embeddings, overrides and their end.
    EMBEDDING,
    ISOLATE,
    HYPHEN,
    /// Invisible operators.
    MATH,
    /// Hangul letters without a shape.
    FILLER,
    MONGOLIAN,
    KHMER,
    /// Combining grapheme joiner.
    GRAPHEME,
    /// The empty Braille pattern.
    BLANK,
    BYTE_ORDER,
    MUSICAL,
    SHORTHAND,
    HIEROGLYPH,
    NONCHARACTER,
    /// Those that nobody needs in a text: word joiner, annotation, deprecated and unassigned ones.
    OTHER;

    static @Nullable Sort of(int c) {
        if (c < 0xAD) return null;
        if (c < 0x2000) return low(c);
        if (c < 0x3000) return punctuation(c);
        return c < 0x10000 ? high(c) : beyond(c);
    }

    private static @Nullable Sort low(int c) {
        return switch (c) {
            case 0xAD -> HYPHEN;
            case 0x34F -> GRAPHEME;
            case 0x61C -> MARK;
            case 0x115F, 0x1160 -> FILLER;
            case 0x17B4, 0x17B5 -> KHMER;
            case 0x180B, 0x180C, 0x180D, 0x180E, 0x180F -> MONGOLIAN;
            default -> null;
        };
    }

    private static @Nullable Sort punctuation(int c) {
        if (c < 0x200B || c > 0x206F) return c == 0x2800 ? BLANK : null;
        return switch (c) {
            case 0x200B -> SPACE;
            case 0x200C, 0x200D -> JOINER;
            case 0x200E, 0x200F -> MARK;
            case 0x202A, 0x202B, 0x202C, 0x202D, 0x202E -> EMBEDDING;
            case 0x2061, 0x2062, 0x2063, 0x2064 -> MATH;
            case 0x2066, 0x2067, 0x2068, 0x2069 -> ISOLATE;
            default -> c >= 0x2060 ? OTHER : null;
        };
    }

    private static @Nullable Sort high(int c) {
        if (c < 0xFDD0) return c == 0x3164 ? FILLER : null;
        if (c <= 0xFDEF) return NONCHARACTER;
        if (c >= 0xFE00 && c <= 0xFE0F) return SELECTOR;
        if (c == 0xFEFF) return BYTE_ORDER;
        if (c == 0xFFA0) return FILLER;
        if (c >= 0xFFF0 && c <= 0xFFFB) return OTHER;
        return c >= 0xFFFE ? NONCHARACTER : null;
    }

    private static @Nullable Sort beyond(int c) {
        if ((c & 0xFFFE) == 0xFFFE) return NONCHARACTER;
        if (c >= 0xE0000 && c <= 0xE0FFF) {
            if (c >= 0xE0020 && c <= 0xE007F) return TAG;
            return c >= 0xE0100 && c <= 0xE01EF ? SELECTOR : OTHER;
        }
        if (c >= 0x13430 && c <= 0x1343F) return HIEROGLYPH;
        if (c >= 0x1BCA0 && c <= 0x1BCA3) return SHORTHAND;
        return c >= 0x1D173 && c <= 0x1D17A ? MUSICAL : null;
    }

    static boolean isPrivate(int c) {
        return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFE) != 0xFFFE);
    }
}
