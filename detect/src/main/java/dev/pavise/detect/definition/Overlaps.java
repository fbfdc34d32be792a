package dev.pavise.detect.definition;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names that stand in for another server's tool: the same, or with something added that makes it look newer, better or
/// safer, or one letter away.
final class Overlaps {
    private static final String RULE = "steering/overlap";
    private static final double SAME_TEXT = 0.9;
    private static final double AFFIX = 0.8;
    private static final double NEAR = 0.55;
    private static final double SAME_NAME = 0.3;
    private static final double ALIKE_MIN = 0.7;
    private static final int EDIT_NAME_MIN = 8;
    private static final Set<String> AFFIXES = Set.of(
            "best",
            "better",
            "premium",
            "pro",
            "plus",
            "secure",
            "secured",
            "safe",
            "safer",
            "enhanced",
            "advanced",
            "improved",
            "new",
            "newest",
            "latest",
            "fast",
            "faster",
            "fastest",
            "super",
            "ultra",
            "official",
            "verified",
            "trusted",
            "real",
            "true",
            "original",
            "alt",
            "alternative",
            "updated",
            "upgraded",
            "next",
            "ultimate",
            "smart",
            "turbo",
            "v0",
            "v1",
            "v2",
            "v3",
            "v4",
            "v5",
            "1",
            "2",
            "3",
            "x",
            "ex",
            "the",
            "my",
            "tool",
            "legacy",
            "old",
            "copy",
            "clone",
            "fixed",
            "stable",
            "beta",
            "ng",
            "primary",
            "main",
            "preferred");

    private final Map<String, List<Shown>> byCore = new HashMap<>();
    private final List<Shown> others;

    Overlaps(List<Shown> others) {
        this.others = others;
        for (Shown each : others)
            byCore.computeIfAbsent(core(each.name()), _ -> new ArrayList<>()).add(each);
    }

    List<Judged.At> of(Shown shown) {
        var findings = new ArrayList<Judged.At>();
        Judged.At best = null;
        for (Shown other : byCore.getOrDefault(core(shown.name()), List.of())) {
            boolean same = plain(shown.name()).equals(plain(other.name()));
            double alike = alike(shown.description(), other.description());
            double confidence = alike >= ALIKE_MIN ? SAME_TEXT : same ? SAME_NAME : AFFIX;
            best = stronger(best, finding(shown, other, confidence));
        }
        for (Shown other : others) {
            if (best != null) break;
            double alike = alike(shown.description(), other.description());
            if (alike >= SAME_TEXT && shared(shown.name(), other.name())) {
                best = stronger(best, finding(shown, other, AFFIX));
            }
            if (isNear(plain(shown.name()), plain(other.name()))) {
                best = stronger(best, finding(shown, other, alike >= ALIKE_MIN ? SAME_TEXT : NEAR));
            }
        }
        if (best != null) findings.add(best);
        return findings;
    }

    private static Judged.At finding(Shown shown, Shown other, double confidence) {
        String seen = "looks like the tool \"" + other.name() + "\" of the server \"" + other.server() + "\"";
        var finding = new Finding(
                RULE, Severity.HIGH, confidence, new Span(0, shown.name().length()), seen);
        return new Judged.At("/name", finding);
    }

    private static Judged.At stronger(Judged.@Nullable At one, Judged.At other) {
        return one == null || other.finding().confidence() > one.finding().confidence() ? other : one;
    }

    /// A name without what makes it look newer or better.
    private static String core(String name) {
        var core = new StringBuilder();
        for (String word : words(name)) if (!AFFIXES.contains(word)) core.append(word);
        return core.isEmpty() ? plain(name) : core.toString();
    }

    private static String plain(String name) {
        return String.join("", words(name));
    }

    private static List<String> words(String name) {
        String parts = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        var words = new ArrayList<String>();
        for (String each : Fold.of(parts).text().split("[_./ -]+", -1)) if (!each.isEmpty()) words.add(each);
        return words;
    }

    private static boolean shared(String one, String other) {
        var words = new HashSet<>(words(one));
        words.retainAll(words(other));
        return !words.isEmpty();
    }

    /// Of the words of both, how many both have.
    private static double alike(String one, String other) {
        if (one.isBlank() || other.isBlank()) return 0;
        Set<String> some = bag(one);
        Set<String> more = bag(other);
        var both = new HashSet<>(some);
        both.retainAll(more);
        return (double) both.size() / (some.size() + more.size() - both.size());
    }

    private static Set<String> bag(String text) {
        var bag = new HashSet<String>();
        for (String each : Fold.of(text).text().split("[^\\p{L}\\p{N}]+", -1)) if (!each.isEmpty()) bag.add(each);
        return bag;
    }

    /// One letter more, less or other (or two swapped), in names long enough for that to be no accident.
    private static boolean isNear(String one, String other) {
        int difference = one.length() - other.length();
        if (one.equals(other) || Math.abs(difference) > 1 || Math.min(one.length(), other.length()) < EDIT_NAME_MIN) {
            return false;
        }
        int head = 0;
        int most = Math.min(one.length(), other.length());
        while (head < most && one.charAt(head) == other.charAt(head)) head++;
        int tail = 0;
        while (tail < most - head && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        int rest = Math.max(one.length(), other.length()) - head - tail;
        if (rest <= 1) return !isPlural(one, other);
        return rest == 2
                && difference == 0
                && one.charAt(head) == other.charAt(head + 1)
                && one.charAt(head + 1) == other.charAt(head);
    }

    private static boolean isPlural(String one, String other) {
        return one.equals(other + "s") || other.equals(one + "s");
    }
}
