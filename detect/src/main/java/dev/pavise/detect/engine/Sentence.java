package dev.pavise.detect.engine;

import java.util.List;
import java.util.Set;

/// A sentence of a definition, and what the engine saw in it.
///
/// @param text the layer it stands in, folded
/// @param from its first unit
/// @param to the unit behind it
/// @param hits the words and names in it, in their order
/// @param rules the ids of the word rules it meets
/// @param names what it may speak of
/// @param encoded whether it was decoded from another text
public record Sentence(String text, int from, int to, List<Hit> hits, Set<String> rules, Names names, boolean encoded) {
    public Sentence {
        hits = List.copyOf(hits);
        rules = Set.copyOf(rules);
    }

    /// Whether it stands first, where a definition says what it is.
    public boolean isFirst() {
        return from == 0;
    }
}
