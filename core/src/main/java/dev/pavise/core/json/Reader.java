package dev.pavise.core.json;

import dev.pavise.core.json.Json.Kind;
import java.util.Arrays;

/// Reads one JSON text in one pass, and refuses what two parsers could read in two ways: bytes that are no UTF-8,
/// half a surrogate pair, a name twice in one object, NUL in a name, numbers beyond every type, anything behind the
/// text.
///
/// Each method that reads takes the place where it begins and returns the place behind what it has read.
final class Reader {
    private static final int ENTRIES_FIRST_MAX = 512;

    /// Leaves the pass at the first fault; caught in [#read] and nowhere else.
    @SuppressWarnings("serial")
    static final class Refusal extends Exception {
        final int at;

        Refusal(String why, int at) {
            super(why, null, false, false);
            this.at = at;
        }
    }

    private final byte[] in;
    private final Bounds bounds;
    private int[] tape;
    private int count;
    private int[] open = new int[16];
    private int depth;
    /// Whether the innermost open container is an object.
    private boolean inObject;

    Reader(byte[] in, Bounds bounds) {
        this.in = in;
        this.bounds = bounds;
        tape = new int[Json.STRIDE * Math.min(in.length / 8 + 8, ENTRIES_FIRST_MAX)];
    }

    Parsed read() {
        try {
            if (in.length > bounds.bytesMax()) {
                throw new Refusal("more than " + bounds.bytesMax() + " bytes", bounds.bytesMax());
            }
            refuseOtherEncodings();
            int end = skipSpace(readAll());
            if (end < in.length) throw new Refusal("something stands behind the message", end);
            return new Json(in, tape, count);
        } catch (Refusal refusal) {
            String why = refusal.getMessage();
            return new Parsed.Fault(why == null ? "unreadable" : why, refusal.at, new Json(in, tape, count));
        }
    }

    private void refuseOtherEncodings() throws Refusal {
        if (in.length >= 3 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB && in[2] == (byte) 0xBF) {
            throw new Refusal("a byte-order mark stands before the message", 0);
        }
        if (in.length >= 2 && (in[0] == 0 || in[1] == 0 || (in[0] & 0xFE) == 0xFE)) {
            throw new Refusal("the text is not UTF-8 (it looks like UTF-16 or UTF-32)", 0);
        }
    }

    private int readAll() throws Refusal {
        int i = value(skipSpace(0));
        boolean first = true;
        while (depth > 0) {
            i = skipSpace(i);
            int next = peek(i);
            if (next == (inObject ? '}' : ']')) {
                i = close(i);
                first = false;
                continue;
            }
            if (!first) i = skipSpace(comma(i, next));
            if (inObject) i = skipSpace(colon(skipSpace(name(i))));
            int before = depth;
            i = value(i);
            first = depth > before;
        }
        return i;
    }

    private int comma(int i, int next) throws Refusal {
        if (next == ',') return i + 1;
        if (next == '}' || next == ']') throw new Refusal("the brackets do not match", i);
        throw new Refusal("a comma or the end is wanted", i);
    }

    private int colon(int i) throws Refusal {
        if (peek(i) != ':') throw new Refusal("a colon is wanted", i);
        return i + 1;
    }

    private int value(int i) throws Refusal {
        int first = peek(i);
        return switch (first) {
            case '{' -> open(i, Kind.OBJECT);
            case '[' -> open(i, Kind.ARRAY);
            case '"' -> string(i, Json.code(Kind.STRING));
            case 't' -> literal(i, "true", Kind.TRUE);
            case 'f' -> literal(i, "false", Kind.FALSE);
            case 'n' -> literal(i, "null", Kind.NULL);
            default -> number(i);
        };
    }

    private int open(int i, Kind kind) throws Refusal {
        if (depth == bounds.depthMax()) throw new Refusal("more than " + bounds.depthMax() + " levels", i);
        if (depth == open.length) open = Arrays.copyOf(open, depth * 2);
        open[depth++] = count;
        inObject = kind == Kind.OBJECT;
        add(Json.code(kind), i);
        return i + 1;
    }

    private int close(int i) throws Refusal {
        int entry = open[--depth];
        finish(entry, i + 1, count);
        if (inObject) {
            int twice = Names.firstTwice(new Json(in, tape, count), entry, count);
            if (twice >= 0) throw new Refusal("a name stands twice in one object", tape[twice * Json.STRIDE + 1]);
        }
        inObject = depth > 0 && (tape[open[depth - 1] * Json.STRIDE] & Json.KIND) == Json.code(Kind.OBJECT);
        return i + 1;
    }

    private int name(int i) throws Refusal {
        if (peek(i) != '"') throw new Refusal("a name in quotes is wanted", i);
        int entry = count;
        int end = string(i, Json.code(Kind.STRING) | Json.NAME);
        tape[entry * Json.STRIDE + 3] = Bytes.hash(in, i + 1, end - 1);
        return end;
    }

    private int string(int quote, int kindAndFlags) throws Refusal {
        int entry = count;
        add(kindAndFlags, quote);
        int i = quote + 1;
        while (true) {
            i = Bytes.skipPlain(in, i);
            if (i >= in.length) throw new Refusal("the message ends inside a string", i);
            int b = in[i];
            if (b == '"') break;
            if (b == '\\') {
                tape[entry * Json.STRIDE] |= Json.ESCAPED;
                i = escape(i, (kindAndFlags & Json.NAME) != 0);
            } else if (b < 0) {
                i = Bytes.skipSequence(in, i);
            } else {
                throw new Refusal("a control character stands in a string", i);
            }
        }
        finish(entry, i + 1, entry + 1);
        return i + 1;
    }

    private int escape(int backslash, boolean inName) throws Refusal {
        if (backslash + 1 >= in.length) throw new Refusal("the message ends inside a string", backslash);
        return switch (in[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> unit(backslash, inName);
            default -> throw new Refusal("an unknown escape stands in a string", backslash);
        };
    }

    private int unit(int backslash, boolean inName) throws Refusal {
        int unit = hex(backslash + 2);
        if (unit == 0 && inName) throw new Refusal("NUL stands in a name", backslash);
        if (unit < 0xD800 || unit > 0xDFFF) return backslash + 6;
        boolean paired = unit < 0xDC00
                && backslash + 7 < in.length
                && in[backslash + 6] == '\\'
                && in[backslash + 7] == 'u'
                && (hex(backslash + 8) & 0xFC00) == 0xDC00;
        if (!paired) throw new Refusal("half a surrogate pair stands in a string", backslash);
        return backslash + 12;
    }

    private int hex(int from) throws Refusal {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            if (i >= in.length) throw new Refusal("the message ends inside an escape", i);
            int digit = Character.digit(in[i], 16);
            if (digit < 0) throw new Refusal("an escape has no four hexadecimal digits", i);
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private int number(int from) throws Refusal {
        int end = Numbers.skip(in, from, bounds.numberBytesMax());
        int entry = count;
        add(Json.code(Kind.NUMBER), from);
        finish(entry, end, entry + 1);
        return end;
    }

    private int literal(int from, String word, Kind kind) throws Refusal {
        int end = from + word.length();
        for (int i = from; i < end; i++) {
            if (i >= in.length || in[i] != word.charAt(i - from)) throw new Refusal("no JSON value", from);
        }
        int entry = count;
        add(Json.code(kind), from);
        finish(entry, end, entry + 1);
        return end;
    }

    private void add(int kindAndFlags, int from) throws Refusal {
        if (count == bounds.valuesMax()) throw new Refusal("more than " + bounds.valuesMax() + " values", from);
        int slot = count * Json.STRIDE;
        if (slot == tape.length) tape = Arrays.copyOf(tape, Json.STRIDE * wanted(from));
        tape[slot] = kindAndFlags;
        tape[slot + 1] = from;
        count++;
    }

    /// As many entries as there will be if the rest is like what was read, in steps of twice to eight times as many.
    private int wanted(int read) {
        long likely = (long) count * in.length / Math.max(read, 1) + count / 16;
        return (int) Math.min(Math.clamp(likely, count * 2L, count * 8L), bounds.valuesMax());
    }

    private void finish(int entry, int to, int end) {
        tape[entry * Json.STRIDE + 2] = to;
        tape[entry * Json.STRIDE + 3] = end;
    }

    private int peek(int i) throws Refusal {
        if (i >= in.length) throw new Refusal("the message ends too early", i);
        return in[i];
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < in.length && in[i] <= ' ' && isSpace(in[i])) i++;
        return i;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
