package dev.pavise.detect.definition;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names that stand in for another server's tool: the same, or with something added that makes it look
/// newer, better or safer, or one letter away.
///
/// Who adds is suspect, not who has the plain name. And a server that has at least half of the names of
/// another one, and two at least, or says word by word what that says, is a second one of its kind (one
/// program for two folders, two databases by one author): that names are the same says nothing then,
/// unless the servers' own are to be mixed up.
final class Overlaps {
    private static final String RULE = "steering/overlap";
    private static final double SAME_TEXT = 0.9;
    private static final double AFFIX = 0.8;
    private static final double NEAR = 0.55;
    private static final double SAME_NAME = 0.3;
    private static final double ALIKE_MIN = 0.7;
    private static final int COMPARED_MAX = 256;
    private static final int KIN_NAMES_MIN = 2;
    private static final int EDIT_NAME_MIN = 8;
    private static final int EDIT_NAME_MAX = 64;
    private static final Set<String> AFFIXES = Set.of(
            ("best better premium pro plus secure secured safe safer enhanced advanced improved new newest latest fast"
                            + " faster fastest super ultra official verified trusted real true original alt alternative"
                            + " updated upgraded next ultimate smart turbo v0 v1 v2 v3 v4 v5 1 2 3 x ex the my tool legacy"
                            + " old copy clone fixed stable beta ng primary main preferred")
                    .split(" "));

    private final Map<String, List<Named>> byCore = new HashMap<>();
    private final Map<String, List<Named>> byWord = new HashMap<>();
    private final Map<String, List<Named>> byLack = new HashMap<>();
    private final Set<String> kin;

    /// A tool of another server, its name taken apart once.
    private static final class Named {
        final Others.Tool tool;
        final List<String> words;
        final String plain;
        private @Nullable Set<String> bag;

        Named(Others.Tool tool) {
            this.tool = tool;
            words = words(tool.name());
            plain = String.join("", words);
        }

        /// Of the words of both descriptions, how many both have.
        double alike(Named other) {
            Set<String> some = bag();
            Set<String> more = other.bag();
            if (some.isEmpty() || more.isEmpty()) return 0;
            if (Math.min(some.size(), more.size()) < ALIKE_MIN * Math.max(some.size(), more.size())) return 0;
            int both = 0;
            for (String each : some) if (more.contains(each)) both++;
            return (double) both / (some.size() + more.size() - both);
        }

        private Set<String> bag() {
            Set<String> known = bag;
            if (known == null) bag = known = bagOf(tool.description());
            return known;
        }
    }

    /// @param list what the server shows whose names are compared
    Overlaps(List<Shown> list, List<Others.Tool> others) {
        kin = kin(list, others);
        for (Others.Tool each : others) {
            var named = new Named(each);
            add(byCore, core(named), named);
            for (String word : Set.copyOf(named.words)) add(byWord, word, named);
            for (String lack : lacks(named.plain)) add(byLack, lack, named);
        }
    }

    List<Judged.At> of(Shown shown) {
        var own = new Named(new Others.Tool(shown.server(), shown.name(), shown.description()));
        Judged.At best = null;
        for (Named other : some(byCore, core(own))) {
            boolean same = own.plain.equals(other.plain);
            if (same && kin.contains(other.tool.server())) continue;
            boolean adds = same || !other.words.containsAll(own.words);
            // Two servers made with one library often share a tool word by word; clients tell them apart by their
            // servers.
            boolean isEqual = own.tool.name().equals(other.tool.name())
                    && Others.brief(own.tool.description()).equals(other.tool.description())
                    && !words(shown.server()).equals(words(other.tool.server()));
            double confidence =
                    !adds || isEqual ? SAME_NAME : own.alike(other) >= ALIKE_MIN ? SAME_TEXT : same ? SAME_NAME : AFFIX;
            best = stronger(best, finding(shown, other, confidence));
        }
        if (best != null) return List.of(best);
        var seen = new HashSet<Named>();
        for (String word : Set.copyOf(own.words)) {
            for (Named other : some(byWord, word)) {
                if (!seen.add(other) || kin.contains(other.tool.server())) continue;
                if (own.alike(other) >= SAME_TEXT) return List.of(finding(shown, other, AFFIX));
            }
        }
        for (String lack : lacks(own.plain)) {
            for (Named other : some(byLack, lack)) {
                if (!isNear(own.plain, other.plain)) continue;
                best = stronger(best, finding(shown, other, own.alike(other) >= ALIKE_MIN ? SAME_TEXT : NEAR));
            }
        }
        return best == null ? List.of() : List.of(best);
    }

    /// The servers of the same kind.
    private static Set<String> kin(List<Shown> list, List<Others.Tool> others) {
        var kin = new HashSet<String>();
        if (list.isEmpty()) return kin;
        var own = new HashMap<String, String>();
        for (Shown each : list) own.put(each.name(), Others.brief(each.description()));
        String server = String.join("", words(list.getFirst().server()));
        var theirs = new HashMap<String, Map<String, String>>();
        for (Others.Tool each : others) {
            theirs.computeIfAbsent(each.server(), _ -> new HashMap<>())
                    .put(each.name(), Others.brief(each.description()));
        }
        theirs.forEach((other, said) -> {
            long both = said.keySet().stream().filter(own::containsKey).count();
            boolean isHalf = both >= KIN_NAMES_MIN && both * 2 >= Math.max(own.size(), said.size());
            boolean isMixedUp = String.join("", words(other)).equals(server);
            if (!isMixedUp && (isHalf || said.equals(own))) kin.add(other);
        });
        return kin;
    }

    private static void add(Map<String, List<Named>> index, String key, Named named) {
        index.computeIfAbsent(key, _ -> new ArrayList<>()).add(named);
    }

    /// Those that come first, of each server some: whoever lists thousands that look alike decides no
    /// cost.
    private static List<Named> some(Map<String, List<Named>> index, String key) {
        List<Named> all = index.getOrDefault(key, List.of());
        return all.subList(0, Math.min(all.size(), COMPARED_MAX));
    }

    private static Judged.At finding(Shown shown, Named other, double confidence) {
        String seen = "looks like the tool \"" + other.tool.name() + "\" of the server \"" + other.tool.server() + "\"";
        var finding = new Finding(
                RULE, Severity.HIGH, confidence, new Span(0, shown.name().length()), seen);
        return new Judged.At("/name", finding);
    }

    private static Judged.At stronger(Judged.@Nullable At one, Judged.At other) {
        return one == null || other.finding().confidence() > one.finding().confidence() ? other : one;
    }

    /// A name without what makes it look newer or better.
    private static String core(Named named) {
        var core = new StringBuilder();
        for (String word : named.words) if (!AFFIXES.contains(word)) core.append(word);
        return core.isEmpty() ? named.plain : core.toString();
    }

    private static List<String> words(String name) {
        String parts = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        var words = new ArrayList<String>();
        for (String each : Fold.of(parts).text().split("[_./ -]+", -1)) if (!each.isEmpty()) words.add(each);
        return words;
    }

    private static Set<String> bagOf(String text) {
        var bag = new HashSet<String>();
        for (String each : Fold.of(text).text().split("[^\\p{L}\\p{N}]+", -1)) if (!each.isEmpty()) bag.add(each);
        return bag;
    }

    /// A name, and what is left of it without any one of its letters: two that are one letter apart have
    /// one in common.
    private static Set<String> lacks(String plain) {
        var lacks = new HashSet<String>();
        if (plain.length() < EDIT_NAME_MIN || plain.length() > EDIT_NAME_MAX) return lacks;
        lacks.add(plain);
        for (int i = 0; i < plain.length(); i++) lacks.add(plain.substring(0, i) + plain.substring(i + 1));
        return lacks;
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
