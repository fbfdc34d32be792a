package dev.pavise.core.json;

import java.util.Arrays;

/// A copy of a message in the making, from left to right, with spans replaced or removed.
public final class Splicer {
    private final byte[] from;
    private byte[] out;
    private int size;
    private int at;

    public Splicer(byte[] message) {
        from = message;
        out = new byte[message.length + 64];
    }

    /// Spans have to come in order and apart.
    public Splicer replace(Span span, byte[] with) {
        copyTo(span.from());
        append(with, 0, with.length);
        at = span.to();
        return this;
    }

    /// The element goes with the comma behind it, or, where it was the last one left, with the comma before it.
    void removeElement(Span element) {
        copyTo(element.from());
        int next = skipSpace(element.to());
        if (next < from.length && from[next] == ',') {
            at = skipSpace(next + 1);
            return;
        }
        at = element.to();
        int last = size;
        while (last > 0 && isSpace(out[last - 1])) last--;
        if (last > 0 && out[last - 1] == ',') size = last - 1;
    }

    public byte[] finish() {
        copyTo(from.length);
        return Arrays.copyOf(out, size);
    }

    private void copyTo(int end) {
        if (end < at) throw new IllegalArgumentException("splices out of order: " + end + " before " + at);
        append(from, at, end - at);
        at = end;
    }

    private void append(byte[] bytes, int offset, int length) {
        if (size + length > out.length) out = Arrays.copyOf(out, Math.max(out.length * 2, size + length));
        System.arraycopy(bytes, offset, out, size, length);
        size += length;
    }

    private int skipSpace(int index) {
        int i = index;
        while (i < from.length && isSpace(from[i])) i++;
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
