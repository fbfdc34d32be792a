package dev.pavise.detect.rule;

import com.google.re2j.PatternSyntaxException;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads rule files: YAML 1.2, one mapping or a list of them.
public final class RuleFile {
    private static final Set<String> MEMBERS =
            Set.of("id", "severity", "what", "why", "remedy", "references", "where", "when", "finds", "spares");
    private static final Set<String> PATTERN_MEMBERS =
            Set.of("pattern", "literals", "before", "reach", "entropy", "except", "allowed", "stopWords", "confidence");
    private static final Set<String> WORDS_MEMBERS = Set.of("words", "within", "sentences", "encoded", "confidence");
    private static final int WITHIN = 20;
    private static final int BEFORE = 160;
    private static final int REACH = 256;

    private RuleFile() {}

    /// A fault in a rule file: `steering.yaml: steering/x: no such severity "hi" (low, medium, high)`.
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message);
        }
    }

    public static List<Rule> read(String name, String yaml) {
        Object loaded;
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(0)
                    .build();
            loaded = new Load(settings).loadFromString(yaml);
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new Fault(name + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Fault(name + ": " + e.getMessage());
        }
        var rules = new ArrayList<Rule>();
        List<?> each = loaded instanceof List<?> list ? list : loaded == null ? List.of() : List.of(loaded);
        for (Object one : each) rules.add(rule(name, one));
        return rules;
    }

    private static Rule rule(String file, Object loaded) {
        if (!(loaded instanceof Map<?, ?> map)) throw new Fault(file + ": a rule is a mapping with an id");
        String id = String.valueOf(map.get("id"));
        var at = new Reader(file + ": " + id, map);
        if (!id.matches("[a-z0-9-]+/[A-Za-z0-9_-]+")) {
            throw at.fault("a rule's id is FAMILY/NAME in letters, digits and dashes");
        }
        at.only(MEMBERS);
        var when = new ArrayList<Condition>();
        for (Object each : at.list("when")) when.add(condition(at, each));
        Set<Origin> where = EnumSet.noneOf(Origin.class);
        for (String each : at.strings("where")) where.add(at.one(Origin.class, each));
        return new Rule(
                id,
                at.one(Severity.class, at.string("severity", "medium")),
                at.string("what", null),
                at.string("why", ""),
                at.string("remedy", ""),
                at.strings("references"),
                where.isEmpty() ? EnumSet.allOf(Origin.class) : where,
                when,
                at.strings("finds"),
                at.strings("spares"));
    }

    private static Condition condition(Reader rule, Object loaded) {
        if (!(loaded instanceof Map<?, ?> map)) throw rule.fault("\"when\" lists mappings with words or a pattern");
        var at = new Reader(rule.place, map);
        double confidence = at.number("confidence", 0.9);
        if (map.containsKey("pattern")) {
            at.only(PATTERN_MEMBERS);
            List<String> literals = at.strings("literals").stream()
                    .map(each -> each.toLowerCase(Locale.ROOT))
                    .toList();
            if (literals.isEmpty()) throw at.fault("a pattern needs literals, one of which stands in every match");
            return new Condition.Regex(
                    at.pattern(at.string("pattern", null)),
                    literals,
                    (int) at.number("before", BEFORE),
                    (int) at.number("reach", REACH),
                    at.number("entropy", 0),
                    at.strings("except").stream().map(at::pattern).toList(),
                    at.strings("allowed").stream().map(at::pattern).toList(),
                    at.strings("stopWords"),
                    confidence);
        }
        at.only(WORDS_MEMBERS);
        return words(at, at.string("words", null), confidence);
    }

    private static Condition.Words words(Reader at, String formula, double confidence) {
        var groups = new ArrayList<Set<String>>();
        var ordered = new ArrayList<Boolean>();
        var absent = new HashSet<String>();
        boolean behind = false;
        for (String token : formula.strip().split("\\s+", -1)) {
            if (token.equals(">")) {
                behind = true;
            } else if (token.startsWith("!")) {
                absent.add(token.substring(1));
            } else {
                groups.add(Set.of(token.split("\\|", -1)));
                ordered.add(behind);
                behind = false;
            }
        }
        if (groups.isEmpty()) throw at.fault("no words in \"" + formula + "\"");
        return new Condition.Words(
                groups,
                ordered,
                absent,
                (int) at.number("within", WITHIN),
                (int) at.number("sentences", 1),
                Boolean.TRUE.equals(at.map().get("encoded")),
                confidence);
    }

    /// A mapping, with the words for what is wrong in it.
    private record Reader(String place, Map<?, ?> map) {
        Fault fault(String what) {
            return new Fault(place + ": " + what);
        }

        void only(Set<String> members) {
            for (Object key : map.keySet()) {
                if (!members.contains(String.valueOf(key))) {
                    throw fault("no member \"" + key + "\" here ("
                            + String.join(", ", members.stream().sorted().toList()) + ")");
                }
            }
        }

        String string(String member, @Nullable String otherwise) {
            Object found = map.get(member);
            if (found instanceof String text) return text.strip();
            if (found != null) throw fault("\"" + member + "\" is a text; put it in quotes");
            if (otherwise == null) throw fault("\"" + member + "\" is missing");
            return otherwise;
        }

        double number(String member, double otherwise) {
            Object found = map.get(member);
            if (found == null) return otherwise;
            if (found instanceof Number number) return number.doubleValue();
            throw fault("\"" + member + "\" is a number");
        }

        List<?> list(String member) {
            Object found = map.get(member);
            if (found == null) return List.of();
            return found instanceof List<?> list ? list : List.of(found);
        }

        List<String> strings(String member) {
            var strings = new ArrayList<String>();
            for (Object each : list(member)) {
                if (!(each instanceof String text)) throw fault("\"" + member + "\" lists texts; put them in quotes");
                strings.add(text);
            }
            return strings;
        }

        <E extends Enum<E>> E one(Class<E> type, String word) {
            var words = new ArrayList<String>();
            for (E each : type.getEnumConstants()) {
                String name = each.name().toLowerCase(Locale.ROOT);
                if (name.equals(word)) return each;
                words.add(name);
            }
            throw fault("no such word \"" + word + "\" (" + String.join(", ", words) + ")");
        }

        Expression pattern(String regex) {
            try {
                return Expression.of(regex);
            } catch (PatternSyntaxException e) {
                throw fault("not an RE2 expression: " + e.getMessage());
            }
        }
    }
}
