package dev.pavise.detect.head;

import dev.pavise.detect.engine.Hit;
import dev.pavise.detect.engine.Sentence;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the head sees of a sentence, as numbers: the concepts in it, each two of them, each two in
/// their order, the rules it meets, and its form.
public final class Features {
    /// A verb that stands behind its object, in languages that put it there, is the same verb.
    private static final String LAST = "-last";

    private static final String RULE = "rule:";
    private static final List<Form> FORMS = List.of(Form.values());

    /// Words that stand farther apart say nothing of each other.
    private static final int NEAR_UNITS = 90;

    /// A sentence with more words than this is looked at up to here.
    private static final int HITS_MAX = 150;

    private final Map<String, Integer> concepts = new TreeMap<>();
    private final List<String> names;
    private final int[] concept;
    private final Map<String, Integer> rules = new HashMap<>();
    private final List<String> ruleNames;
    /// Where the features that are rules begin, and those that are forms.
    private final int pairs;

    private final int forms;

    /// @param numbers the engine's, by concept
    /// @param ids of the word rules
    public Features(Map<String, Integer> numbers, Iterable<String> ids) {
        var bare = new TreeSet<String>();
        for (String each : numbers.keySet()) bare.add(bare(each));
        names = List.copyOf(bare);
        for (int i = 0; i < names.size(); i++) concepts.put(names.get(i), i);
        concept = new int[numbers.size()];
        numbers.forEach((name, number) -> concept[number] = names.indexOf(bare(name)));
        var sorted = new TreeSet<String>();
        for (String each : ids) sorted.add(each);
        ruleNames = List.copyOf(sorted);
        pairs = names.size() * (1 + 2 * names.size());
        for (int i = 0; i < ruleNames.size(); i++) rules.put(ruleNames.get(i), pairs + i);
        forms = pairs + ruleNames.size();
    }

    private static String bare(String concept) {
        return concept.endsWith(LAST) ? concept.substring(0, concept.length() - LAST.length()) : concept;
    }

    /// How many there are.
    public int size() {
        return forms + FORMS.size();
    }

    /// The numbers of the features that a sentence has, each once.
    public int[] of(Sentence sentence) {
        int n = names.size();
        var told = new BitSet(size());
        List<Hit> hits = sentence.hits();
        for (int i = 0; i < hits.size() && i < HITS_MAX; i++) {
            Hit one = hits.get(i);
            int a = concept[one.concept()];
            told.set(a);
            for (int j = i + 1; j < hits.size() && j < HITS_MAX; j++) {
                Hit other = hits.get(j);
                if (other.from() - one.to() > NEAR_UNITS) break;
                int b = concept[other.concept()];
                if (a == b) continue;
                told.set(n + Math.min(a, b) * n + Math.max(a, b));
                if (other.from() >= one.to()) told.set(n + n * n + a * n + b);
            }
        }
        int concepts = told.get(0, n).cardinality();
        for (String each : sentence.rules()) {
            Integer rule = rules.get(each);
            if (rule != null) told.set(rule);
        }
        for (Form each : Form.of(sentence, concepts)) told.set(forms + FORMS.indexOf(each));
        return told.stream().toArray();
    }

    /// A feature's number, or -1 where there is none of this name.
    int number(String feature) {
        int sign = Math.max(feature.indexOf('&'), feature.indexOf('>'));
        if (sign > 0) {
            Integer one = concepts.get(feature.substring(0, sign));
            Integer other = concepts.get(feature.substring(sign + 1));
            if (one == null || other == null) return -1;
            int n = names.size();
            return n + (feature.charAt(sign) == '&' ? 0 : n * n) + one * n + other;
        }
        for (Form each : FORMS) if (each.word().equals(feature)) return forms + FORMS.indexOf(each);
        boolean isRule = feature.startsWith(RULE);
        return (isRule ? rules : concepts).getOrDefault(isRule ? feature.substring(RULE.length()) : feature, -1);
    }

    /// How a feature is written.
    public String name(int feature) {
        int n = names.size();
        if (feature < n) return names.get(feature);
        if (feature < n + n * n) return two(feature - n, "&");
        if (feature < pairs) return two(feature - n - n * n, ">");
        if (feature < forms) return RULE + ruleNames.get(feature - pairs);
        return FORMS.get(feature - forms).word();
    }

    private String two(int pair, String sign) {
        return names.get(pair / names.size()) + sign + names.get(pair % names.size());
    }
}
