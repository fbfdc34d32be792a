package dev.pavise.detect.engine;

import com.google.re2j.Pattern;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.match.Matcher;
import dev.pavise.detect.match.Matchers;
import dev.pavise.detect.rule.Condition;
import dev.pavise.detect.rule.Expression;
import dev.pavise.detect.rule.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The rules that are expressions. One pass finds their literals; an expression is tried only around one of its own.
final class PatternRules {
    /// Units that expressions are held against in one text, those of all tries together: beyond, a text of nothing but
    /// literals would cost too much.
    private static final int UNITS_MAX = 800_000;

    /// What stands behind the last try was not looked at, and is not let through for that.
    private static final Rule FLOOD = new Rule(
            "secret/flood",
            Severity.MEDIUM,
            "holds more that looks like keys than can be looked at",
            "",
            "",
            List.of(),
            EnumSet.allOf(Origin.class),
            List.of(),
            List.of(),
            List.of());

    /// What fits an expression.
    record Met(Rule rule, double confidence, Span span) {}

    private record Ready(Rule rule, Condition.Regex regex) {}

    private final List<Ready> rules = new ArrayList<>();
    private final List<int[]> ofLiteral = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final Matcher literals;

    PatternRules(List<Rule> all) {
        var literals = new HashMap<String, List<Integer>>();
        for (Rule rule : all) {
            for (Condition each : rule.when()) {
                if (!(each instanceof Condition.Regex regex)) continue;
                for (String literal : regex.literals()) {
                    literals.computeIfAbsent(literal, _ -> new ArrayList<>()).add(rules.size());
                }
                rules.add(new Ready(rule, regex));
            }
        }
        var texts = new ArrayList<String>();
        for (Map.Entry<String, List<Integer>> each : literals.entrySet()) {
            texts.add(each.getKey());
            lengths.add(each.getKey().length());
            ofLiteral.add(each.getValue().stream().mapToInt(Integer::intValue).toArray());
        }
        this.literals = Matchers.rare(texts);
    }

    /// What fits in a text, which is not folded.
    List<Met> met(String text) {
        var met = new ArrayList<Met>();
        int[] triedTo = new int[rules.size()];
        int[] left = {UNITS_MAX};
        literals.scan(text, (literal, end) -> {
            for (int rule : ofLiteral.get(literal)) {
                if (end <= triedTo[rule] || left[0] < 0) continue;
                int start = end - lengths.get(literal) - rules.get(rule).regex.before();
                int from = Math.max(triedTo[rule], start);
                left[0] -= end - from + rules.get(rule).regex.reach();
                if (left[0] < 0) {
                    met.add(new Met(FLOOD, 1, new Span(end, text.length())));
                    continue;
                }
                triedTo[rule] = look(rules.get(rule), text, from, end, met);
            }
        });
        return met;
    }

    /// Looks around one literal and says how far it has looked.
    private static int look(Ready ready, String text, int from, int end, List<Met> met) {
        // One unit more on the left, for what an expression says of borders.
        int offset = Math.max(0, from - 1);
        int to = Math.min(text.length(), end + ready.regex.reach());
        var matcher = ready.regex.regex().pattern().matcher(text.substring(offset, to));
        int at = from - offset;
        while (at <= to - offset && matcher.find(at)) {
            int group = group(ready.regex.regex().pattern(), matcher);
            String found = matcher.group(group);
            if (isMeant(ready.regex, matcher.group(), found)) {
                met.add(new Met(
                        ready.rule,
                        ready.regex.confidence(),
                        new Span(offset + matcher.start(group), offset + matcher.end(group))));
            }
            if (offset + matcher.start() >= end) return offset + matcher.end();
            at = Math.max(matcher.end(), at + 1);
        }
        return end;
    }

    private static int group(Pattern regex, com.google.re2j.Matcher matcher) {
        Integer named = regex.namedGroups().get("secret");
        if (named != null && matcher.start(named) >= 0) return named;
        for (int i = 1; i <= matcher.groupCount(); i++) if (matcher.start(i) >= 0) return i;
        return 0;
    }

    private static boolean isMeant(Condition.Regex regex, String whole, String found) {
        if (regex.entropyMin() > 0 && entropy(found) < regex.entropyMin()) return false;
        for (Expression each : regex.except()) if (each.pattern().matcher(whole).find()) return false;
        for (Expression each : regex.allowed())
            if (each.pattern().matcher(found).find()) return false;
        String lower = found.toLowerCase(Locale.ROOT);
        for (String each : regex.stopWords()) if (lower.contains(each)) return false;
        return true;
    }

    /// Bits a character (Shannon, 1948).
    static double entropy(String text) {
        if (text.isEmpty()) return 0;
        var counts = new HashMap<Character, Integer>();
        for (int i = 0; i < text.length(); i++) counts.merge(text.charAt(i), 1, Integer::sum);
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
