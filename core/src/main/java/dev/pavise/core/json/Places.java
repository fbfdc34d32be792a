package dev.pavise.core.json;

import java.util.Arrays;

/// The way up from each entry of a tape, so that a place costs its depth and not its neighbours.
final class Places {
    private final Json json;
    private final int[] parents;
    /// Where an element stands in its array, counted from 0.
    private final int[] indices;

    Places(Json json) {
        this.json = json;
        parents = new int[json.count()];
        indices = new int[json.count()];
        int[] open = new int[16];
        int[] counts = new int[16];
        int depth = 0;
        for (int entry = 0; entry < parents.length; entry++) {
            while (depth > 0 && entry >= json.end(open[depth - 1])) depth--;
            parents[entry] = depth == 0 ? -1 : open[depth - 1];
            if (depth > 0) indices[entry] = counts[depth - 1]++;
            if (json.end(entry) == entry + 1) continue;
            if (depth == open.length) {
                open = Arrays.copyOf(open, depth * 2);
                counts = Arrays.copyOf(counts, depth * 2);
            }
            open[depth] = entry;
            counts[depth++] = 0;
        }
    }

    /// As a JSON Pointer (RFC 6901); a name has the place of its value.
    String of(int entry) {
        int at = json.isName(entry) ? entry + 1 : entry;
        int steps = 0;
        for (int up = at; parents[up] >= 0; up = parents[up]) steps++;
        var way = new String[steps];
        for (int up = at; parents[up] >= 0; up = parents[up]) way[--steps] = step(up);
        return String.join("", way);
    }

    private String step(int entry) {
        if (json.kind(parents[entry]) == Json.Kind.ARRAY) return "/" + indices[entry];
        String name = new Value(json, entry - 1).text();
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
