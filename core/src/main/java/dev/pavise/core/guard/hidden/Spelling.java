package dev.pavise.core.guard.hidden;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;

/// What a run of invisible characters spells, by the ways of hiding that are known.
final class Spelling {
    private static final int LOOK_MAX = 4096;

    private Spelling() {}

    /// The message, or nothing where none can be read.
    static String of(Kind kind, int[] run) {
        return switch (kind) {
            case TAGS -> ofTags(run);
            case SELECTORS -> ofSelectors(run);
            case INVISIBLE -> ofBits(run);
            default -> "";
        };
    }

    /// A tag character is its ASCII letter plus U+E0000.
    private static String ofTags(int[] run) {
        var said = new StringBuilder();
        for (int c : run) {
            if (c > 0xE0020 - 1 && c < 0xE007F) said.append((char) (c - 0xE0000));
        }
        return said.toString();
    }

    /// 256 selectors, one for each byte.
    private static String ofSelectors(int[] run) {
        var bytes = new ByteArrayOutputStream();
        for (int c : run) {
            if (c >= 0xFE00 && c <= 0xFE0F) bytes.write(c - 0xFE00);
            if (c >= 0xE0100 && c <= 0xE01EF) bytes.write(c - 0xE0100 + 16);
        }
        return readable(bytes.toByteArray());
    }

    /// Two characters for 0 and 1, eight to a byte; a third one may mark the end.
    private static String ofBits(int[] run) {
        if (run.length < 8) return "";
        var letters = new LinkedHashSet<Integer>();
        for (int c : run) letters.add(c);
        if (letters.size() < 2 || letters.size() > 3) return "";
        Integer[] kinds = letters.toArray(Integer[]::new);
        for (Integer zero : kinds) {
            for (Integer one : kinds) {
                String read = zero.equals(one) ? "" : bits(run, zero, one);
                if (!read.isEmpty()) return read;
            }
        }
        return "";
    }

    private static String bits(int[] run, int zero, int one) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (int i = 0; i < Math.min(run.length, LOOK_MAX); i++) {
            if (run[i] != zero && run[i] != one) continue;
            bits = (bits << 1) | (run[i] == one ? 1 : 0);
            if (++count % 8 == 0) bytes.write(bits);
        }
        return readable(bytes.toByteArray());
    }

    /// ASCII behind the first of a private-use plane.
    static String ofPrivate(int[] run) {
        var said = new StringBuilder();
        for (int c : run) {
            int letter = c >= 0xF0000 ? c & 0xFFFF : c - 0xE000;
            if (letter < 0x20 || letter > 0x7E) return "";
            said.append((char) letter);
        }
        return said.toString();
    }

    private static String readable(byte[] bytes) {
        String read = new String(bytes, StandardCharsets.UTF_8);
        if (read.isEmpty()) return "";
        long good = read.codePoints()
                .filter(c -> c != 0xFFFD && !Character.isISOControl(c) && Character.isDefined(c))
                .count();
        return good * 10 >= read.codePointCount(0, read.length()) * 9L ? read : "";
    }
}
