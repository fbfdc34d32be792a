package dev.pavise.core.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What stands in a string instead of what was taken out of it.
final class Replacement {
    private Replacement() {}

    /// JSON string content for edits with these labels.
    static byte[] of(Set<String> labels) {
        return ("[withheld by Pavise: " + String.join(", ", labels) + "]").getBytes(StandardCharsets.UTF_8);
    }
}
