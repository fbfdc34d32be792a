package dev.pavise.detect.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A range of a file's bytes, and numbers in it. Places count from the range's beginning; a number that
/// reaches over its end is -1, which no number is.
record Bytes(byte[] all, int from, int to) {
    Bytes(byte[] all) {
        this(all, 0, all.length);
    }

    int length() {
        return to - from;
    }

    boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at + count <= length();
    }

    /// A part of the range, cut off at its end.
    Bytes part(long at, long count) {
        int first = Math.clamp(at, 0, length());
        int last = Math.clamp(first + Math.max(0, count), first, length());
        return new Bytes(all, from + first, from + last);
    }

    int u8(int at) {
        return has(at, 1) ? all[from + at] & 0xFF : -1;
    }

    int u16(int at, boolean isLittle) {
        if (!has(at, 2)) return -1;
        int one = u8(at);
        int two = u8(at + 1);
        return isLittle ? two << 8 | one : one << 8 | two;
    }

    long u32(int at, boolean isLittle) {
        if (!has(at, 4)) return -1;
        long one = u16(at, isLittle);
        long two = u16(at + 2, isLittle);
        return isLittle ? two << 16 | one : one << 16 | two;
    }

    boolean is(int at, String latin) {
        if (!has(at, latin.length())) return false;
        for (int i = 0; i < latin.length(); i++) {
            if (u8(at + i) != latin.charAt(i)) return false;
        }
        return true;
    }

    /// Where the letters stand next, or -1.
    int find(String latin, int start, int end) {
        int most = Math.min(end, length() - latin.length() + 1);
        for (int i = Math.max(0, start); i < most; i++) {
            if (is(i, latin)) return i;
        }
        return -1;
    }

    /// Where the letters stand last, or -1.
    int findLast(String latin) {
        for (int i = length() - latin.length(); i >= 0; i--) {
            if (is(i, latin)) return i;
        }
        return -1;
    }

    /// Where the first zero byte stands, or the end.
    int zero(int start) {
        int i = start;
        while (i < length() && u8(i) != 0) i++;
        return i;
    }

    byte[] copy() {
        return java.util.Arrays.copyOfRange(all, from, to);
    }

    String latin() {
        return in(StandardCharsets.ISO_8859_1);
    }

    String in(Charset charset) {
        return new String(all, from, length(), charset);
    }
}
