package dev.pavise.detect.engine;

import dev.pavise.detect.rule.Condition;
import dev.pavise.detect.rule.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules that speak of words, ready to be held against sentences.
final class WordRules {
    /// A sentence with more places than this is looked at up to here.
    private static final int HITS_MAX = 250;

    private static final int UNITS_A_WORD = 6;
    private static final int UNITS_A_WIDE_WORD = 3;
    private static final double QUOTED = 0.8;
    private static final double SPOKEN = 0.75;
    private static final double MENTIONED = 0.4;
    private static final BitSet NONE = new BitSet();
    /// The concepts of finding and stopping attacks, and of examples.
    private static final List<String> ABOUT = List.of("defend", "mention");

    /// A rule that a sentence meets, and from where to where.
    record Met(Rule rule, double confidence, int from, int to) {}

    private record Ready(Rule rule, List<BitSet> groups, List<Boolean> ordered, BitSet absent, Condition.Words words) {}

    private final List<Ready> rules = new ArrayList<>();
    private final int concepts;
    private final int sentencesMax;
    private final BitSet about = new BitSet();

    WordRules(List<Rule> all, Map<String, Integer> concepts) {
        this.concepts = concepts.size();
        int most = 1;
        for (Rule rule : all) {
            for (Condition each : rule.when()) {
                if (!(each instanceof Condition.Words words)) continue;
                most = Math.max(most, words.sentences());
                var groups = words.groups().stream()
                        .map(group -> numbers(rule, group, concepts))
                        .toList();
                rules.add(new Ready(rule, groups, words.ordered(), numbers(rule, words.absent(), concepts), words));
            }
        }
        sentencesMax = most;
        for (String each : ABOUT) about.set(concepts.getOrDefault(each, concepts.size()));
    }

    private static BitSet numbers(Rule rule, Set<String> names, Map<String, Integer> concepts) {
        var numbers = new BitSet();
        for (String name : names) {
            Integer number = concepts.get(name);
            if (number == null) throw new IllegalArgumentException(rule.id() + ": no words for \"" + name + "\"");
            numbers.set(number);
        }
        return numbers;
    }

    /// What the sentences of a text meet. What only speaks of such words, in quotes, counts less; and hardly, where the
    /// sentence is about finding or stopping them.
    ///
    /// @param encoded whether the text was decoded from another
    List<Met> met(String text, List<Hit> hits, boolean encoded) {
        var met = new ArrayList<Met>();
        if (hits.isEmpty()) return met;
        @Nullable BitSet[] due = due(hits, encoded);
        Sentences sentences = Sentences.of(text);
        int at = 0;
        for (int i = 0; i < sentences.count(); i++) {
            while (at < hits.size() && hits.get(at).from() < sentences.from(i)) at++;
            int one = behind(hits, at, sentences.to(i));
            if (one == at) continue;
            int more = one;
            for (int n = 2; n <= sentencesMax && i + n <= sentences.count(); n++) {
                more = behind(hits, more, sentences.to(i + n - 1));
            }
            BitSet now = now(due, hits.subList(at, more));
            if (now.isEmpty()) continue;
            var own = present(hits, at, one);
            var wide = present(hits, at, more);
            for (int r = now.nextSetBit(0); r >= 0; r = now.nextSetBit(r + 1)) {
                Ready each = rules.get(r);
                boolean isWide = each.words.sentences() > 1;
                Met found = meets(each, isWide ? wide : own, text, hits.subList(at, isWide ? more : one));
                if (found != null)
                    met.add(mentioned(found, text, sentences.from(i), sentences.to(i), hits.subList(at, one)));
            }
        }
        return met;
    }

    /// For each concept, the rules to look at where it stands: those of which this text has the fewest other words.
    private @Nullable BitSet[] due(List<Hit> hits, boolean encoded) {
        int[] counts = new int[concepts];
        for (Hit each : hits) counts[each.concept()]++;
        var due = new @Nullable BitSet[concepts];
        for (int r = 0; r < rules.size(); r++) {
            if (rules.get(r).words.encoded() && !encoded) continue;
            BitSet rarest = rarest(rules.get(r), counts);
            for (int c = rarest.nextSetBit(0); c >= 0; c = rarest.nextSetBit(c + 1)) {
                if (counts[c] == 0) continue;
                BitSet there = due[c];
                if (there == null) due[c] = there = new BitSet();
                there.set(r);
            }
        }
        return due;
    }

    /// Of a rule's groups, the one that stands in a text least often.
    private static BitSet rarest(Ready rule, int[] counts) {
        BitSet rarest = rule.groups.getFirst();
        int fewest = Integer.MAX_VALUE;
        for (BitSet group : rule.groups) {
            int count = 0;
            for (int c = group.nextSetBit(0); c >= 0; c = group.nextSetBit(c + 1)) count += counts[c];
            // Without one of its words, a rule is met nowhere.
            if (count == 0) return NONE;
            if (count < fewest) {
                fewest = count;
                rarest = group;
            }
        }
        return rarest;
    }

    private Met mentioned(Met met, String text, int from, int to, List<Hit> own) {
        boolean spoken = false;
        for (Hit each : own) spoken |= about.get(each.concept()) && each.to() <= met.from();
        boolean quoted = Quotes.around(text, from, to, met.from(), met.to());
        double share = quoted ? (spoken ? MENTIONED : QUOTED) : spoken ? SPOKEN : 1;
        return share == 1 ? met : new Met(met.rule(), met.confidence() * share, met.from(), met.to());
    }

    private static int behind(List<Hit> hits, int start, int end) {
        int at = start;
        while (at < hits.size() && hits.get(at).from() < end) at++;
        return Math.min(at, start + HITS_MAX);
    }

    private static BitSet now(@Nullable BitSet[] due, List<Hit> hits) {
        var now = new BitSet();
        for (Hit each : hits) {
            BitSet there = due[each.concept()];
            if (there != null) now.or(there);
        }
        return now;
    }

    private static BitSet present(List<Hit> hits, int from, int to) {
        var present = new BitSet();
        for (int i = from; i < to; i++) present.set(hits.get(i).concept());
        return present;
    }

    private static @Nullable Met meets(Ready rule, BitSet present, String text, List<Hit> hits) {
        if (present.intersects(rule.absent)) return null;
        for (BitSet group : rule.groups) if (!present.intersects(group)) return null;
        var groups = new ArrayList<List<Hit>>(rule.groups.size());
        for (BitSet group : rule.groups) {
            groups.add(hits.stream().filter(each -> group.get(each.concept())).toList());
        }
        for (Hit first : groups.getFirst()) {
            boolean isWide = text.charAt(first.from()) >= Sentences.WIDE;
            int unitsMax = rule.words.wordsMax() * (isWide ? UNITS_A_WIDE_WORD : UNITS_A_WORD);
            int from = first.from();
            int to = first.to();
            Hit last = first;
            boolean all = true;
            for (int g = 1; g < groups.size(); g++) {
                Hit next = rule.ordered.get(g)
                        ? behind(groups.get(g), last.to(), first, unitsMax)
                        : beside(groups.get(g), first, unitsMax);
                all = next != null;
                if (next == null) break;
                from = Math.min(from, next.from());
                to = Math.max(to, next.to());
                last = next;
            }
            if (all) return new Met(rule.rule, rule.words.confidence(), from, to);
        }
        return null;
    }

    /// The first of a group that begins at `start` or behind, if it is near enough.
    private static @Nullable Hit behind(List<Hit> group, int start, Hit first, int unitsMax) {
        int at = at(group, start);
        return at < group.size() && distance(first, group.get(at)) <= unitsMax ? group.get(at) : null;
    }

    /// The nearest of a group on either side.
    private static @Nullable Hit beside(List<Hit> group, Hit first, int unitsMax) {
        int at = at(group, first.from()) - 1;
        while (at >= 0 && group.get(at).to() > first.from()) at--;
        if (at >= 0 && distance(first, group.get(at)) <= unitsMax) return group.get(at);
        return behind(group, first.to(), first, unitsMax);
    }

    /// The place in a group of the first that begins at this unit or behind.
    private static int at(List<Hit> group, int unit) {
        int low = 0;
        int high = group.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (group.get(middle).from() < unit) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int distance(Hit first, Hit each) {
        return each.from() >= first.to() ? each.to() - first.from() : first.to() - each.from();
    }
}
