package dev.pavise.core.json;

import org.jspecify.annotations.Nullable;

/// What one string says, with the way back: which bytes of the message say which characters.
public final class Text {
    private static final int STRIDE = 256;

    private final Value value;
    private final String string;
    private int @Nullable [] marks;

    public Text(Value value) {
        this.value = value;
        string = value.text();
    }

    public Value value() {
        return value;
    }

    public String string() {
        return string;
    }

    public String place() {
        return value.place();
    }

    /// The bytes of the message that say these characters, counted in UTF-16 units. Half of a surrogate pair stands
    /// for the whole pair.
    public Span span(int from, int to) {
        int first =
                from > 0 && from < string.length() && Character.isLowSurrogate(string.charAt(from)) ? from - 1 : from;
        int last = to > 0 && to < string.length() && Character.isLowSurrogate(string.charAt(to)) ? to + 1 : to;
        return new Span(offset(first), offset(last));
    }

    /// The byte where a unit begins, or half of a pair; the closing quote for the end.
    private int offset(int unit) {
        int mark = unit / STRIDE;
        int[] known = marks();
        int at = mark * STRIDE;
        int i = known[mark];
        byte[] in = value.json().bytes();
        if (at < string.length() && units(in, i) == 2 && Character.isLowSurrogate(string.charAt(at))) at--;
        while (at < unit) {
            int units = units(in, i);
            if (at + units > unit) break;
            at += units;
            i += bytes(in, i);
        }
        return i;
    }

    /// The byte of every so many units: of each, they would cost four times the text. A pair that stands across a mark
    /// is marked by its first byte.
    private int[] marks() {
        if (marks != null) return marks;
        byte[] in = value.json().bytes();
        int end = value.span().to() - 1;
        int[] made = new int[string.length() / STRIDE + 1];
        int unit = 0;
        for (int i = value.span().from() + 1; i < end; i += bytes(in, i)) {
            int behind = unit + units(in, i);
            for (; unit < behind; unit++) if (unit % STRIDE == 0) made[unit / STRIDE] = i;
        }
        if (unit % STRIDE == 0) made[unit / STRIDE] = end;
        marks = made;
        return made;
    }

    /// How many units the character says that begins with this byte.
    private static int units(byte[] in, int at) {
        return (in[at] & 0xF8) == 0xF0 ? 2 : 1;
    }

    private static int bytes(byte[] in, int at) {
        if (in[at] == '\\') return in[at + 1] == 'u' ? 6 : 2;
        return in[at] >= 0 ? 1 : (in[at] & 0xE0) == 0xC0 ? 2 : (in[at] & 0xF8) == 0xF0 ? 4 : 3;
    }
}
