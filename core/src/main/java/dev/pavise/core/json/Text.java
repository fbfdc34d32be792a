package dev.pavise.core.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one string says, with the way back: which bytes of the message say which characters.
public final class Text {
    private final Value value;
    private final String string;
    private int @Nullable [] offsets;

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
        int[] map = offsets();
        int first =
                from > 0 && from < string.length() && Character.isLowSurrogate(string.charAt(from)) ? from - 1 : from;
        int last = to > 0 && to < string.length() && Character.isLowSurrogate(string.charAt(to)) ? to + 1 : to;
        return new Span(map[first], map[last]);
    }

    private int[] offsets() {
        if (offsets != null) return offsets;
        byte[] in = value.json().bytes();
        int end = value.span().to() - 1;
        int[] map = new int[string.length() + 1];
        int unit = 0;
        int i = value.span().from() + 1;
        while (i < end) {
            map[unit++] = i;
            if (in[i] == '\\') {
                i += in[i + 1] == 'u' ? 6 : 2;
            } else if ((in[i] & 0xF8) == 0xF0) {
                map[unit++] = i;
                i += 4;
            } else {
                i += in[i] >= 0 ? 1 : (in[i] & 0xE0) == 0xC0 ? 2 : 3;
            }
        }
        Arrays.fill(map, unit, map.length, end);
        offsets = map;
        return map;
    }
}
