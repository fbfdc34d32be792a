package dev.pavise.detect.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs of letters that stand for bytes, and the text in these.
final class Runs {
    private static final int BASE64_MIN = 16;
    private static final int HEX_MIN = 8;
    private static final int SINGLES_MIN = 6;

    private Runs() {}

    /// RFC 4648, sections 4 and 5, with line feeds between the lines.
    static List<Layer> base64(String text, Decoding how) {
        var found = new ArrayList<Layer>();
        int at = 0;
        while (at < text.length()) {
            if (!isBase64(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int length = 0;
            while (at < text.length() && (isBase64(text.charAt(at)) || isBroken(text, at, length))) {
                if (text.charAt(at++) > ' ') length++;
            }
            int end = at;
            while (at < text.length() && text.charAt(at) == '=') at++;
            if (length < BASE64_MIN) continue;
            byte[] run = new byte[length];
            int filled = 0;
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                if (c > ' ') run[filled++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
            }
            if (isWord(run)) continue;
            byte[] whole = length % 4 == 1 ? Arrays.copyOf(run, length - 1) : run;
            add(found, Base64.getDecoder().decode(whole), start, at, how);
        }
        return found;
    }

    private static boolean isBase64(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    /// A line feed in the middle of long lines.
    private static boolean isBroken(String text, int at, int length) {
        char c = text.charAt(at);
        return (c == '\n' || c == '\r') && length >= 60 && at + 1 < text.length();
    }

    /// An identifier or a path, as most long runs are.
    private static boolean isWord(byte[] run) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (byte c : run) {
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            digit |= c >= '0' && c <= '9';
            if (upper && lower && digit) return false;
        }
        return !(upper && lower) || !digit && run.length < 2 * BASE64_MIN;
    }

    /// Pairs of hexadecimal digits, together or apart by one of ` :,` or after `\x` or `0x`.
    static List<Layer> hex(String text, Decoding how) {
        var found = new ArrayList<Layer>();
        byte[] bytes = new byte[64];
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int count = 0;
            int end = at;
            while (at < text.length()) {
                int pair = pair(text, at);
                if (pair < 0) break;
                if (count == bytes.length) bytes = Arrays.copyOf(bytes, count * 2);
                bytes[count++] = (byte) pair;
                at += 2;
                end = at;
                if (at < text.length() && " :,\n".indexOf(text.charAt(at)) >= 0) at++;
                if (at + 1 < text.length() && text.charAt(at + 1) == 'x' && "\\0".indexOf(text.charAt(at)) >= 0)
                    at += 2;
            }
            if (count >= HEX_MIN) add(found, Arrays.copyOf(bytes, count), start, end, how);
            at = count == 0 ? at + 1 : Math.max(end, start + 1);
        }
        return found;
    }

    private static int pair(String text, int at) {
        if (at + 1 >= text.length()) return -1;
        int high = digit(text.charAt(at));
        int low = digit(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /// Letters with one space or mark between each: `i g n o r e`.
    static List<Layer> spaced(String text, Decoding how) {
        var found = new ArrayList<Layer>();
        int at = 0;
        while (at + 2 < text.length()) {
            if (!isSingle(text, at)) {
                at++;
                continue;
            }
            int start = at;
            var letters = new StringBuilder();
            var places = new Places();
            while (at < text.length() && isSingle(text, at)) {
                letters.append(text.charAt(at));
                places.add(at, ++at);
                int gap = at;
                while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at)) && at - gap < 4) at++;
                if (at - gap > 1) {
                    letters.append(' ');
                    places.add(gap, gap + 1);
                }
            }
            if (letters.length() < SINGLES_MIN) continue;
            found.add(new Layer(letters.toString(), places, how.word()));
            at = Math.max(at, start + 1);
        }
        return found;
    }

    private static boolean isSingle(String text, int at) {
        if (at >= text.length() || !Character.isLetter(text.charAt(at))) return false;
        boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        return before && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
    }

    private static void add(List<Layer> found, byte[] bytes, int start, int end, Decoding how) {
        String text = text(bytes);
        if (text == null) return;
        var places = new Places();
        for (int i = 0; i < text.length(); i++) {
            int from = start + (int) ((long) (end - start) * i / text.length());
            int to = start + (int) ((long) (end - start) * (i + 1) / text.length()) + 1;
            places.add(from, Math.min(end, to));
        }
        found.add(new Layer(text, places, how.word()));
    }

    /// What the bytes say, if they say something: UTF-8, and hardly anything that nobody types.
    private static @Nullable String text(byte[] bytes) {
        // Most bytes are a picture's or a key's, and an exception for each would cost more than all else.
        CharBuffer letters = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), letters, true);
        if (result.isError()) return null;
        String text = letters.flip().toString();
        long odd = text.chars()
                .filter(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F)
                .count();
        return odd * 20 > text.length() ? null : text;
    }
}
