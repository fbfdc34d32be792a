package dev.pavise.detect.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        layers.decode(Layer.plain(text), signs, EnumSet.noneOf(Decoding.class), 1);
        return layers.folded;
    }

    /// @param done what was decoded already on the way here
    private void decode(Layer layer, Signs signs, Set<Decoding> done, int depth) {
        for (Decoding each : Decoding.values()) {
            if (!signs.of(each) || each.isOnce() && done.contains(each)) continue;
            var way = EnumSet.of(each);
            way.addAll(done);
            for (Layer inner : each.decode(layer.text())) {
                if (inner.text().equals(layer.text())) continue;
                if (folded.size() >= LAYERS_MAX || unitsLeft < inner.text().length()) return;
                unitsLeft -= inner.text().length();
                Layer over = layer.over(inner);
                folded.add(over.over(Fold.of(over.text())));
                Signs more = Signs.of(over.text());
                if (depth < DEPTH_MAX && more.any()) decode(over, more, way, depth + 1);
            }
        }
    }
}
