package dev.pavise.core.json;

import dev.pavise.core.json.Json.Kind;
import java.util.Arrays;
import java.util.HashSet;

/// Reads one JSON text in one pass, and refuses what two parsers could read in two ways: bytes that are no UTF-8,
/// half a surrogate pair, a name twice in one object, NUL in a name, numbers beyond every type, anything behind the
/// text.
final class Reader {
    private static final int ROOM = 64;
    private static final int FEW_NAMES = 12;
    /// Java's own BigDecimal fails beyond, be it for 0.
    private static final int EXPONENT_DIGITS_MAX = 9;

    /// Leaves the pass at the first fault; caught in [#read] and nowhere else.
    @SuppressWarnings("serial")
    private static final class Refusal extends Exception {
        final int at;

        Refusal(String why, int at) {
            super(why, null, false, false);
            this.at = at;
        }
    }

    private enum Next {
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COMMA_OR_END
    }

    private final byte[] in;
    private final Bounds bounds;
    private int at;
    private int[] tape;
    private int count;
    private int[] open = new int[16];
    private int depth;

    Reader(byte[] in, Bounds bounds) {
        this.in = in;
        this.bounds = bounds;
        tape = new int[Json.STRIDE * Math.clamp(in.length / 6 + 8, ROOM, 4096)];
    }

    Parsed read() {
        try {
            if (in.length > bounds.bytesMax()) {
                throw new Refusal("more than " + bounds.bytesMax() + " bytes", bounds.bytesMax());
            }
            refuseOtherEncodings();
            readValues();
            skipSpace();
            if (at < in.length) throw refuse("something stands behind the message");
            return new Json(in, tape, count);
        } catch (Refusal refusal) {
            String why = refusal.getMessage();
            return new Parsed.Fault(why == null ? "unreadable" : why, refusal.at, new Json(in, tape, count));
        }
    }

    private void refuseOtherEncodings() throws Refusal {
        if (in.length >= 3 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB && in[2] == (byte) 0xBF) {
            throw refuse("a byte-order mark stands before the message");
        }
        if (in.length >= 2 && (in[0] == 0 || in[1] == 0 || (in[0] & 0xFE) == 0xFE)) {
            throw refuse("the text is not UTF-8 (it looks like UTF-16 or UTF-32)");
        }
    }

    private void readValues() throws Refusal {
        var next = Next.VALUE;
        do {
            skipSpace();
            next = switch (next) {
                case VALUE -> value();
                case VALUE_OR_END -> peek() == ']' ? close() : value();
                case NAME -> name();
                case NAME_OR_END -> peek() == '}' ? close() : name();
                case COMMA_OR_END -> commaOrEnd();
            };
        } while (depth > 0);
    }

    private Next value() throws Refusal {
        int first = peek();
        switch (first) {
            case '{', '[' -> {
                return openContainer(first == '{' ? Kind.OBJECT : Kind.ARRAY);
            }
            case '"' -> string(0);
            case 't' -> literal("true", Kind.TRUE);
            case 'f' -> literal("false", Kind.FALSE);
            case 'n' -> literal("null", Kind.NULL);
            default -> number();
        }
        return Next.COMMA_OR_END;
    }

    private Next openContainer(Kind kind) throws Refusal {
        if (depth == bounds.depthMax()) throw refuse("more than " + bounds.depthMax() + " levels");
        if (depth == open.length) open = Arrays.copyOf(open, depth * 2);
        open[depth++] = count;
        add(Json.code(kind), at);
        at++;
        return kind == Kind.OBJECT ? Next.NAME_OR_END : Next.VALUE_OR_END;
    }

    private Next close() throws Refusal {
        int entry = open[depth - 1];
        boolean object = (tape[entry * Json.STRIDE] & Json.KIND) == Json.code(Kind.OBJECT);
        if (in[at] != (object ? '}' : ']')) throw refuse("the brackets do not match");
        at++;
        finish(entry);
        if (object) refuseDoubles(entry);
        depth--;
        return Next.COMMA_OR_END;
    }

    private Next name() throws Refusal {
        if (peek() != '"') throw refuse("a name in quotes is wanted");
        string(Json.NAME);
        skipSpace();
        if (peek() != ':') throw refuse("a colon is wanted");
        at++;
        return Next.VALUE;
    }

    private Next commaOrEnd() throws Refusal {
        if (peek() != ',') {
            if (in[at] == '}' || in[at] == ']') return close();
            throw refuse("a comma or the end is wanted");
        }
        at++;
        int entry = open[depth - 1];
        return (tape[entry * Json.STRIDE] & Json.KIND) == Json.code(Kind.OBJECT) ? Next.NAME : Next.VALUE;
    }

    private void string(int flags) throws Refusal {
        int entry = count;
        add(Json.code(Kind.STRING) | flags, at);
        int i = at + 1;
        while (true) {
            if (i >= in.length) throw refuse("the message ends inside a string", i);
            int b = in[i];
            if (b == '"') break;
            if (b == '\\') {
                tape[entry * Json.STRIDE] |= Json.ESCAPED;
                i = escape(i, flags == Json.NAME);
            } else if (b < 0) {
                i = utf8(i);
            } else if (b < 0x20) {
                throw refuse("a control character stands in a string", i);
            } else {
                i++;
            }
        }
        at = i + 1;
        finish(entry);
    }

    private int escape(int backslash, boolean inName) throws Refusal {
        if (backslash + 1 >= in.length) throw refuse("the message ends inside a string", backslash);
        switch (in[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return backslash + 2;
            }
            case 'u' -> {
                int unit = hex(backslash + 2);
                if (unit == 0 && inName) throw refuse("NUL stands in a name", backslash);
                if (unit < 0xD800 || unit > 0xDFFF) return backslash + 6;
                boolean paired = unit < 0xDC00
                        && backslash + 7 < in.length
                        && in[backslash + 6] == '\\'
                        && in[backslash + 7] == 'u'
                        && (hex(backslash + 8) & 0xFC00) == 0xDC00;
                if (!paired) throw refuse("half a surrogate pair stands in a string", backslash);
                return backslash + 12;
            }
            default -> throw refuse("an unknown escape stands in a string", backslash);
        }
    }

    private int hex(int from) throws Refusal {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            if (i >= in.length) throw refuse("the message ends inside an escape", i);
            int digit = Character.digit(in[i], 16);
            if (digit < 0) throw refuse("an escape has no four hexadecimal digits", i);
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /// The byte behind one well-formed sequence of more than one byte: table 3-7 of the Unicode Standard.
    private int utf8(int i) throws Refusal {
        int first = in[i] & 0xFF;
        int second = i + 1 < in.length ? in[i + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF && isTail(second)) return i + 2;
        if (first >= 0xE0 && first <= 0xEF) {
            int least = first == 0xE0 ? 0xA0 : 0x80;
            int most = first == 0xED ? 0x9F : 0xBF;
            if (second >= least && second <= most && tailAt(i + 2)) return i + 3;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int least = first == 0xF0 ? 0x90 : 0x80;
            int most = first == 0xF4 ? 0x8F : 0xBF;
            if (second >= least && second <= most && tailAt(i + 2) && tailAt(i + 3)) return i + 4;
        }
        throw refuse("the text is not UTF-8", i);
    }

    private boolean tailAt(int i) {
        return i < in.length && isTail(in[i] & 0xFF);
    }

    private static boolean isTail(int b) {
        return (b & 0xC0) == 0x80;
    }

    private void number() throws Refusal {
        int from = at;
        int i = at;
        if (i < in.length && in[i] == '-') i++;
        if (!digitAt(i)) throw refuse("no JSON value");
        if (in[i] == '0' && digitAt(i + 1)) throw refuse("a number begins with 0");
        i = digits(i);
        if (i < in.length && in[i] == '.') {
            if (!digitAt(i + 1)) throw refuse("a number ends with its point", i);
            i = digits(i + 1);
        }
        boolean power = i < in.length && (in[i] == 'e' || in[i] == 'E');
        if (power) {
            i++;
            if (i < in.length && (in[i] == '+' || in[i] == '-')) i++;
            if (!digitAt(i)) throw refuse("a number ends with its exponent", i);
            int zeros = i;
            while (zeros < in.length && in[zeros] == '0') zeros++;
            i = digits(i);
            if (i - zeros > EXPONENT_DIGITS_MAX) throw refuse("an exponent has more than 9 digits");
        }
        if (i - from > bounds.numberBytesMax()) {
            throw refuse("a number is longer than " + bounds.numberBytesMax() + " bytes");
        }
        if (power) refuseBeyondDouble(from, i);
        add(Json.code(Kind.NUMBER), from);
        at = i;
        finish(count - 1);
    }

    /// Some parsers take such a number for infinity or zero, some fail, some keep it.
    private void refuseBeyondDouble(int from, int to) throws Refusal {
        double value = Double.parseDouble(new String(in, from, to - from, java.nio.charset.StandardCharsets.US_ASCII));
        if (Double.isInfinite(value)) throw refuse("a number is too large");
        if (value != 0) return;
        for (int i = from; i < to && in[i] != 'e' && in[i] != 'E'; i++) {
            if (in[i] >= '1' && in[i] <= '9') throw refuse("a number is too small");
        }
    }

    private boolean digitAt(int i) {
        return i < in.length && in[i] >= '0' && in[i] <= '9';
    }

    private int digits(int from) {
        int i = from;
        while (digitAt(i)) i++;
        return i;
    }

    private void literal(String word, Kind kind) throws Refusal {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= in.length || in[at + i] != word.charAt(i)) throw refuse("no JSON value");
        }
        add(Json.code(kind), at);
        at += word.length();
        finish(count - 1);
    }

    private void refuseDoubles(int object) throws Refusal {
        int names = 0;
        for (int entry = object + 1; entry < count; entry = endOf(entry + 1)) names++;
        if (names < 2) return;
        var json = new Json(in, tape, count);
        if (names > FEW_NAMES) {
            var seen = HashSet.<String>newHashSet(names);
            for (int entry = object + 1; entry < count; entry = endOf(entry + 1)) {
                if (!seen.add(new Value(json, entry).text())) throw refuseDouble(entry);
            }
            return;
        }
        for (int one = object + 1; one < count; one = endOf(one + 1)) {
            for (int other = endOf(one + 1); other < count; other = endOf(other + 1)) {
                if (json.sameString(one, other)) throw refuseDouble(other);
            }
        }
    }

    private Refusal refuseDouble(int entry) {
        return refuse("a name stands twice in one object", tape[entry * Json.STRIDE + 1]);
    }

    private int endOf(int entry) {
        return tape[entry * Json.STRIDE + 3];
    }

    private void add(int kindAndFlags, int from) throws Refusal {
        if (count == bounds.valuesMax()) throw refuse("more than " + bounds.valuesMax() + " values");
        int slot = count * Json.STRIDE;
        if (slot == tape.length) tape = Arrays.copyOf(tape, tape.length * 2);
        tape[slot] = kindAndFlags;
        tape[slot + 1] = from;
        count++;
    }

    private void finish(int entry) {
        tape[entry * Json.STRIDE + 2] = at;
        tape[entry * Json.STRIDE + 3] = count;
    }

    private int peek() throws Refusal {
        if (at >= in.length) throw refuse("the message ends too early");
        return in[at];
    }

    private void skipSpace() {
        while (at < in.length && isSpace(in[at])) at++;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private Refusal refuse(String why) {
        return refuse(why, at);
    }

    private static Refusal refuse(String why, int at) {
        return new Refusal(why, at);
    }
}
