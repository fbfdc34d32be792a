package dev.pavise.core.exchange;

import dev.pavise.core.guard.HiddenText;
import dev.pavise.core.guard.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/// What stands in a string instead of what was taken out of it.
final class Replacement {
    private Replacement() {}

    /// JSON string content for edits with these labels. Where something else had to go too, that alone is said.
    static byte[] of(Set<String> labels) {
        var others = new TreeSet<>(labels);
        others.removeIf(HiddenText::isLabel);
        if (others.isEmpty()) return HiddenText.inPlaceOf(labels);
        if (others.size() == 1 && others.first().startsWith(Verdict.INSTEAD)) {
            return others.first().substring(Verdict.INSTEAD.length()).getBytes(StandardCharsets.UTF_8);
        }
        others.removeIf(each -> each.startsWith(Verdict.INSTEAD));
        return ("[withheld by Pavise: " + String.join(", ", others) + "]").getBytes(StandardCharsets.UTF_8);
    }
}
