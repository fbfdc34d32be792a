package dev.pavise.detect.text;

import java.util.ArrayList;
import java.util.List;

/// A text's layers: itself, folded, and what is encoded in it, decoded and folded. Decoding is tried where there is a
/// sign of it, as deep as three encodings in one another, and stops at four times the text's length.
public final class Layers {
    private static final int DEPTH_MAX = 3;
    private static final int LAYERS_MAX = 64;
    private static final int GROWTH_MAX = 4;
    private static final int UNITS_FREE = 65_536;

    private final List<Layer> folded = new ArrayList<>();
    private long unitsLeft;

    private Layers(long unitsLeft) {
        this.unitsLeft = unitsLeft;
    }

    public static List<Layer> of(String text) {
        var layers = new Layers((long) text.length() * GROWTH_MAX + UNITS_FREE);
        Layer itself = Fold.of(text);
        layers.folded.add(itself);
        Signs signs = Signs.of(text);
        if (!signs.any()) return layers.folded;
        layers.decode(Layer.plain(text), signs, 1);
        return layers.folded;
    }

    private void decode(Layer layer, Signs signs, int depth) {
        for (Decoding each : Decoding.values()) {
            if (!signs.of(each)) continue;
            for (Layer inner : each.decode(layer.text())) {
                if (folded.size() >= LAYERS_MAX || unitsLeft < inner.text().length()) return;
                unitsLeft -= inner.text().length();
                Layer over = layer.over(inner);
                folded.add(over.over(Fold.of(over.text())));
                Signs more = Signs.of(over.text());
                if (depth < DEPTH_MAX && more.any()) decode(over, more, depth + 1);
            }
        }
    }
}
