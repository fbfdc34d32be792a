package dev.pavise.core.guard.hidden;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The fast look at a message's bytes: where something might hide, so that all else is never decoded.
///
/// It may suspect wrongly and never overlooks what a closer look would find, in any JSON spelling. Eight bytes of plain
/// ASCII cost one step.
public final class Suspicion {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final int SUSPECT = -1;

    private Suspicion() {}

    /// The first byte in the range at which a closer look is due, or `to` where there is none. Strings in the range
    /// have been read strictly before.
    public static int next(byte[] in, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + 8 <= to) {
                long plain = unplain((long) WORDS.get(in, i));
                if (plain == 0) {
                    i += 8;
                    continue;
                }
                i += Long.numberOfTrailingZeros(plain) >>> 3;
            }
            do {
                int step = plainLength(in[i]);
                if (step == 0) step = step(in, i, to);
                if (step == SUSPECT) return i;
                i += step;
            } while (i < to && in[i] < 0);
        }
        return to;
    }

    /// The length of a character whose first byte begins nothing invisible, or 0.
    private static int plainLength(byte first) {
        if (first == (byte) 0xE0 || (first >= (byte) 0xE4 && first <= (byte) 0xED)) return 3;
        if (first > (byte) 0xCD && first < (byte) 0xE0) return first == (byte) 0xD8 ? 0 : 2;
        return first >= (byte) 0xC3 && first < (byte) 0xCD ? 2 : 0;
    }

    /// A high bit for the first byte of the word that is no plain ASCII.
    private static long unplain(long word) {
        return (((word + ONES) | word) & HIGHS)
                | zero(word ^ ONES * '<')
                | zero(word ^ ONES * '&')
                | zero(word ^ ONES * '%')
                | zero((word ^ ONES * '\\') & ~ONES);
    }

    private static long zero(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /// How many bytes to go on by.
    private static int step(byte[] in, int i, int to) {
        byte b = in[i];
        if (b < 0) return multibyte(in, i, to);
        return switch (b) {
            case '\\' -> escape(in, i, to);
            case '<' -> isTag(in, i + 1, to) ? SUSPECT : 1;
            case '&' -> isReference(in, i + 1, to) ? SUSPECT : 1;
            case '%' -> isPercent(in, i + 1, to) ? SUSPECT : 1;
            case ']' -> isDefinition(in, i + 1, to) ? SUSPECT : 1;
            case 0x7F -> SUSPECT;
            default -> 1;
        };
    }

    private static int multibyte(byte[] in, int i, int to) {
        int first = in[i] & 0xFF;
        int second = in[i + 1] & 0xFF;
        if (first < 0xE0) {
            boolean suspect = (first == 0xC2 && (second < 0xA0 || second == 0xAD))
                    || (first == 0xCD && second == 0x8F)
                    || (first == 0xD8 && second == 0x9C);
            return suspect ? SUSPECT : 2;
        }
        if (first < 0xF0) return isSuspect(first, second, in[i + 2] & 0xFF) && !isEmojiStyle(in, i, to) ? SUSPECT : 3;
        return isSuspect4(first, second, in[i + 2] & 0xFF, in[i + 3] & 0xFF) ? SUSPECT : 4;
    }

    private static boolean isSuspect(int first, int second, int third) {
        return switch (first) {
            case 0xE1 ->
                (second == 0x85 && (third == 0x9F || third == 0xA0))
                        || (second == 0x9E && (third == 0xB4 || third == 0xB5))
                        || (second == 0xA0 && third >= 0x8B && third <= 0x8F);
            case 0xE2 ->
                (second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE)))
                        || (second == 0x81 && third >= 0xA0 && third <= 0xAF)
                        || (second == 0xA0 && third == 0x80);
            case 0xE3 -> second == 0x85 && third == 0xA4;
            case 0xEE -> true;
            case 0xEF ->
                second <= 0xA3
                        || (second == 0xB7 && third >= 0x90 && third <= 0xAF)
                        || (second == 0xB8 && third <= 0x8F)
                        || (second == 0xBB && third == 0xBF)
                        || (second == 0xBE && third == 0xA0)
                        || (second == 0xBF && third >= 0xB0 && (third <= 0xBB || third >= 0xBE));
            default -> false;
        };
    }

    private static boolean isSuspect4(int first, int second, int third, int fourth) {
        if (first >= 0xF3) return true;
        if ((second & 0x0F) == 0x0F && third == 0xBF && fourth >= 0xBE) return true;
        if (first != 0xF0) return false;
        return (second == 0x93 && third == 0x90 && fourth >= 0xB0)
                || (second == 0x9B && third == 0xB2 && fourth >= 0xA0 && fourth <= 0xA3)
                || (second == 0x9D && third == 0x85 && fourth >= 0xB3 && fourth <= 0xBA);
    }

    /// U+FE0F behind a symbol of U+2600–27BF or U+1F300–1F6BF and before plain ASCII is by far the commonest of all,
    /// and
    /// harmless.
    private static boolean isEmojiStyle(byte[] in, int i, int to) {
        boolean style = in[i] == (byte) 0xEF && in[i + 1] == (byte) 0xB8 && in[i + 2] == (byte) 0x8F;
        if (!style || i < 4 || i + 3 >= to || in[i + 3] < 0 || in[i + 3] == '\\') return false;
        boolean symbol = in[i - 3] == (byte) 0xE2 && isBetween(in[i - 2], 0x98, 0x9E);
        boolean pictograph = in[i - 4] == (byte) 0xF0 && in[i - 3] == (byte) 0x9F && isBetween(in[i - 2], 0x8C, 0x9A);
        return symbol || pictograph;
    }

    private static boolean isBetween(byte b, int least, int most) {
        int value = b & 0xFF;
        return value >= least && value <= most;
    }

    private static int escape(byte[] in, int i, int to) {
        return switch (in[i + 1]) {
            case 'u' -> {
                int unit = unit(in, i + 2);
                yield isSuspect(unit) ? SUSPECT : 6;
            }
            case 'b', 'f' -> SUSPECT;
            case 'r' -> i + 3 < to && in[i + 2] == '\\' && in[i + 3] == 'n' ? 4 : SUSPECT;
            default -> 2;
        };
    }

    private static int unit(byte[] in, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) unit = (unit << 4) | Character.digit(in[i], 16);
        return unit;
    }

    /// A UTF-16 unit that is written as an escape. Half a pair is suspected by what the pair can be.
    private static boolean isSuspect(int unit) {
        if (unit < 0x80) return unit < 0x20 ? unit != '\n' && unit != '\t' : "<&%]\u007f".indexOf(unit) >= 0;
        if (unit < 0xA0) return true;
        if (unit >= 0xD800 && unit <= 0xDFFF) {
            return unit == 0xD80D
                    || unit == 0xD82F
                    || unit == 0xD834
                    || (unit >= 0xDB40 && unit <= 0xDBFF)
                    || unit >= 0xDFFE;
        }
        return Sort.of(unit) != null || Sort.isPrivate(unit);
    }

    /// `<!`, `<?`, a bogus end tag, or a start tag with attributes or of an element that shows nothing.
    private static boolean isTag(byte[] in, int from, int to) {
        if (from >= to) return false;
        int c = in[from];
        if (c == '!' || c == '?') return true;
        if (c == '\\')
            return from + 1 < to && (in[from + 1] == 'u' || (in[from + 1] == '/' && isTag(in, from + 1, to)));
        if (c == '/') return from + 1 < to && in[from + 1] != '>' && !isLetter(in[from + 1]);
        if (!isLetter(c)) return false;
        int i = from + 1;
        int most = Math.min(to, from + 32);
        while (i < most && isNamePart(in[i])) i++;
        return i == most || in[i] != '>' || Elements.mayBeUnseen(in[from], i - from);
    }

    private static boolean isReference(byte[] in, int from, int to) {
        if (from + 2 >= to) return false;
        return switch (in[from]) {
            case '#', 'Z', 'N', 'I', 'A', 'z', 'r', 's', '\\' -> true;
            case 'a' -> in[from + 1] == 'f' || in[from + 1] == '\\';
            case 'i' -> in[from + 1] == 'c' || in[from + 1] == 't' || in[from + 1] == '\\';
            case 'l' -> in[from + 1] == 'r' || in[from + 1] == '\\';
            default -> false;
        };
    }

    private static boolean isPercent(byte[] in, int from, int to) {
        if (from + 1 >= to) return false;
        int high = in[from] | 0x20;
        int low = in[from + 1] | 0x20;
        if (in[from] == '\\' || in[from + 1] == '\\') return true;
        return switch (high) {
            case 'e' -> low == '1' || low == '2' || low == '3' || low == 'f';
            case 'f' -> true;
            case 'c' -> low == '2' || low == 'd';
            case 'd' -> low == '8';
            default -> false;
        };
    }

    /// `]:`, blanks, and what can be the address of a Markdown comment.
    private static boolean isDefinition(byte[] in, int from, int to) {
        if (from >= to || (in[from] != ':' && in[from] != '\\')) return false;
        if (in[from] == '\\') return from + 1 < to && in[from + 1] == 'u';
        int i = from + 1;
        while (i < to && in[i] == ' ') i++;
        return i < to && (in[i] == '\\' || Comments.mayBeDummy(in[i]));
    }

    private static boolean isNamePart(int b) {
        return isLetter(b) || (b >= '0' && b <= '9') || b == '-';
    }

    private static boolean isLetter(int b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
