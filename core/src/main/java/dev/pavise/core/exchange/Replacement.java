package dev.pavise.core.exchange;

import dev.pavise.core.guard.HiddenText;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What stands in a string instead of what was taken out of it.
final class Replacement {
    private Replacement() {}

    /// JSON string content for edits with these labels.
    static byte[] of(Set<String> labels) {
        if (HiddenText.hasAll(labels)) return HiddenText.inPlaceOf(labels);
        return ("[withheld by Pavise: " + String.join(", ", labels) + "]").getBytes(StandardCharsets.UTF_8);
    }
}
