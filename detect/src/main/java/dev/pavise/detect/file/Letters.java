package dev.pavise.detect.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Bytes as text, and whether they are any.
final class Letters {
    private static final int NAMED_IN_MAX = 1024;
    private static final Pattern NAMED = Pattern.compile("(?:charset|encoding)\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{2,40})");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Letters() {}

    /// Whether the bytes are text in some encoding: nothing in them that only programs write.
    static boolean isText(Bytes bytes) {
        if (bytes.length() == 0) return false;
        if (mark(bytes) != null) return true;
        int odd = 0;
        for (int i = 0; i < bytes.length(); i++) {
            int c = bytes.u8(i);
            if (c == 0) return false;
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B) odd++;
        }
        return odd == 0 || (odd * 100L < bytes.length() && strict(bytes) != null);
    }

    /// The text: by its mark, as UTF-8, as a page says of itself or was declared, else as Windows writes
    /// Latin.
    static String of(Bytes bytes, @Nullable String declaredType) {
        Charset marked = mark(bytes);
        if (marked != null) {
            String whole = bytes.in(marked);
            return whole.startsWith("\uFEFF") ? whole.substring(1) : whole;
        }
        String strict = strict(bytes);
        if (strict != null) return strict;
        String head = bytes.part(0, NAMED_IN_MAX).latin();
        Charset named = named(declaredType == null ? head : declaredType + ' ' + head);
        return bytes.in(named == null ? WINDOWS : named);
    }

    private static @Nullable Charset mark(Bytes bytes) {
        if (bytes.is(0, "\u00EF\u00BB\u00BF")) return StandardCharsets.UTF_8;
        if (bytes.is(0, "\u00FF\u00FE")) return StandardCharsets.UTF_16LE;
        return bytes.is(0, "\u00FE\u00FF") ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable String strict(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.all(), bytes.from(), bytes.length()))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static @Nullable Charset named(String in) {
        Matcher found = NAMED.matcher(in);
        if (!found.find()) return null;
        try {
            return Charset.forName(found.group(1));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Whether it says something: at least two words, or as much in a script without spaces.
    static boolean saysSomething(String text) {
        int words = 0;
        int wide = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && words + wide / 3 < 2; i++) {
            char c = text.charAt(i);
            boolean isLetter = Character.isLetter(c);
            if (isLetter && c >= 0x2E80) wide++;
            else if (isLetter && !inWord) words++;
            inWord = isLetter;
        }
        return words + wide / 3 >= 2;
    }
}
