package dev.pavise.detect.text;

import dev.pavise.core.json.Span;
import java.util.Arrays;

/// A text to look at, with the way back to the original that it was made from.
///
/// @param text what is looked at
/// @param from for each of its units, the first unit of the original that it stands for
/// @param to for each of its units, the unit of the original behind those
/// @param how it was got, in words: empty for the original itself, else `base64`, `base64 in hex`
public record Layer(String text, int[] from, int[] to, String how) {
    /// The characters of the original that these stand for. Empty spans stay empty.
    public Span original(int start, int end) {
        if (start >= end) {
            int at = start < from.length ? from[start] : from.length == 0 ? 0 : to[to.length - 1];
            return new Span(at, at);
        }
        return new Span(from[start], Math.max(from[start], to[end - 1]));
    }

    /// Whether it takes a program to read it, not only patience.
    public boolean isEncoded() {
        for (Decoding each : Decoding.values()) if (each.isCode() && how.contains(each.word())) return true;
        return false;
    }

    /// A layer over this one's text becomes one over the original.
    Layer over(Layer inner) {
        int length = inner.text.length();
        int[] outerFrom = new int[length];
        int[] outerTo = new int[length];
        for (int i = 0; i < length; i++) {
            Span span = original(inner.from[i], inner.to[i]);
            outerFrom[i] = span.from();
            outerTo[i] = span.to();
        }
        String way = how.isEmpty() || inner.how.isEmpty() ? how + inner.how : inner.how + " in " + how;
        return new Layer(inner.text, outerFrom, outerTo, way);
    }

    /// The text as it is.
    static Layer plain(String text) {
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        Arrays.setAll(from, i -> i);
        Arrays.setAll(to, i -> i + 1);
        return new Layer(text, from, to, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Layer layer && text.equals(layer.text) && Arrays.equals(from, layer.from);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
