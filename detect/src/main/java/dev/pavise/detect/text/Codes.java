package dev.pavise.detect.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Codes that stand for single characters in a text, replaced by these.
final class Codes {
    /// What a code says and where it ends.
    record Code(String says, int end) {}

    /// A reader of one kind of code, asked at every place of its sign.
    interface At {
        @Nullable
        Code read(String text, int at);
    }

    private static final int TAG_MAX = 200;
    private static final Map<String, String> NAMES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "colon", ":", "sol", "/");

    private Codes() {}

    /// The text with the codes read; nothing where there are none.
    ///
    /// @param sign that all of them begin with
    static List<Layer> replaced(String text, Decoding how, char sign, At codes) {
        var out = new StringBuilder();
        var places = new Places();
        int done = 0;
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, Math.max(at + 1, done))) {
            Code code = codes.read(text, at);
            if (code == null) continue;
            out.append(text, done, at).append(code.says);
            places.addEach(done, at - done);
            for (int i = 0; i < code.says.length(); i++) places.add(at, code.end);
            done = code.end;
        }
        if (done == 0) return List.of();
        places.addEach(done, text.length() - done);
        return List.of(new Layer(out.append(text, done, text.length()).toString(), places, how.word()));
    }

    /// Percent codes that spell UTF-8 (RFC 3986, section 2.1).
    static @Nullable Code percent(String text, int at) {
        byte[] bytes = new byte[4];
        int count = 0;
        int i = at;
        while (count < 4 && i + 2 < text.length() && text.charAt(i) == '%') {
            int high = Runs.digit(text.charAt(i + 1));
            int low = Runs.digit(text.charAt(i + 2));
            if (high < 0 || low < 0) break;
            bytes[count++] = (byte) (high << 4 | low);
            i += 3;
            try {
                String says = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, count))
                        .toString();
                return new Code(says, i);
            } catch (CharacterCodingException e) {
                // Not yet a whole character.
            }
        }
        return null;
    }

    /// Character references of HTML, numeric and the few named ones that spell markup.
    static @Nullable Code reference(String text, int at) {
        if (at + 2 >= text.length()) return null;
        if (text.charAt(at + 1) != '#') {
            int end = indexOf(text, ';', at, 8);
            if (end < 0) return null;
            String says = NAMES.get(text.substring(at + 1, end));
            return says == null ? null : new Code(says, end + 1);
        }
        boolean hex = (text.charAt(at + 2) | 0x20) == 'x';
        int i = at + (hex ? 3 : 2);
        int first = i;
        int value = 0;
        while (i < text.length() && i - first < 8) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, hex ? 16 : 10) : -1;
            if (digit < 0) break;
            value = value * (hex ? 16 : 10) + digit;
            i++;
        }
        if (i == first || !Character.isValidCodePoint(value)) return null;
        return new Code(Character.toString(value), i < text.length() && text.charAt(i) == ';' ? i + 1 : i);
    }

    /// Escapes of programming languages: four hexadecimal digits behind `u`, two behind `x`, and `u{...}`.
    static @Nullable Code escape(String text, int at) {
        if (at + 3 >= text.length()) return null;
        char kind = text.charAt(at + 1);
        if (kind == 'u' && text.charAt(at + 2) == '{') {
            int end = indexOf(text, '}', at, 10);
            return end < 0 ? null : hex(text, at + 3, end, end + 1);
        }
        int digits = kind == 'u' ? 4 : kind == 'x' ? 2 : kind == 'U' ? 8 : 0;
        if (digits == 0 || at + 2 + digits > text.length()) return null;
        return hex(text, at + 2, at + 2 + digits, at + 2 + digits);
    }

    private static @Nullable Code hex(String text, int from, int to, int end) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Runs.digit(text.charAt(i));
            if (digit < 0) return null;
            value = value << 4 | digit;
        }
        boolean isCharacter = from < to && Character.isValidCodePoint(value);
        return isCharacter ? new Code(Character.toString(value), end) : null;
    }

    /// A tag: nothing where it cuts a word in two, else a space.
    static @Nullable Code tag(String text, int at) {
        if (at + 1 >= text.length()) return null;
        char first = text.charAt(at + 1);
        if (!(Character.isLetter(first) || first == '/' || first == '!')) return null;
        int end = indexOf(text, '>', at, TAG_MAX);
        if (end < 0) return null;
        boolean cuts = at > 0
                && end + 1 < text.length()
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(end + 1));
        return new Code(cuts ? "" : " ", end + 1);
    }

    private static int indexOf(String text, char wanted, int from, int unitsMax) {
        return text.indexOf(wanted, from, Math.min(text.length(), from + unitsMax + 1));
    }
}
