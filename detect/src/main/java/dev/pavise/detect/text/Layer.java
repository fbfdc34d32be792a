package dev.pavise.detect.text;

import dev.pavise.core.json.Span;

/// A text to look at, with the way back to the original that it was made from.
///
/// @param text what is looked at
/// @param places for each of its units, those of the original that it stands for
/// @param how it was got, in words: empty for the original itself, else `base64`, `base64 in hex`
public record Layer(String text, Places places, String how) {
    /// The characters of the original that these stand for. Empty spans stay empty.
    public Span original(int start, int end) {
        if (start >= end) {
            int length = places.length();
            int at = start < length ? places.from(start) : length == 0 ? 0 : places.to(length - 1);
            return new Span(at, at);
        }
        int from = places.from(start);
        return new Span(from, Math.max(from, places.to(end - 1)));
    }

    /// Whether it takes a program to read it, not only patience.
    public boolean isEncoded() {
        for (Decoding each : Decoding.values()) if (each.isCode() && how.contains(each.word())) return true;
        return false;
    }

    /// A layer over this one's text becomes one over the original.
    Layer over(Layer inner) {
        String way = how.isEmpty() || inner.how.isEmpty() ? how + inner.how : inner.how + " in " + how;
        return new Layer(inner.text, through(inner.places), way);
    }

    private Places through(Places inner) {
        if (inner.isSame()) return places;
        if (places.isSame()) return inner;
        var outer = new Places();
        for (int i = 0; i < inner.length(); i++) {
            Span span = original(inner.from(i), inner.to(i));
            outer.add(span.from(), span.to());
        }
        return outer;
    }

    /// The text as it is.
    static Layer plain(String text) {
        return new Layer(text, Places.same(text.length()), "");
    }
}
