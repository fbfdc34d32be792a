package dev.pavise.detect.engine;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.evidence.Visible;
import dev.pavise.core.json.Span;
import dev.pavise.detect.rule.Lexicon;
import dev.pavise.detect.rule.Rule;
import dev.pavise.detect.text.Fold;
import dev.pavise.detect.text.Layer;
import dev.pavise.detect.text.Layers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All rules, ready to look at texts. Immutable; any number of threads may use one.
public final class Engine {
    /// Words for tools that are somebody else's.
    private static final String OTHER_KIND = "other-kind";

    /// The concepts that are found otherwise than by the words of a list.
    public static final List<String> WORDLESS =
            Stream.concat(Names.CONCEPTS.stream(), Concepts.SHAPES.stream()).toList();

    private static final int QUOTE_MAX = 120;
    /// What is left of the doubt where it stands in an encoding.
    private static final double ENCODED = 0.6;

    private final Map<String, Integer> numbers;
    private final Concepts concepts;
    private final int otherKind;
    private final int self;
    private final int sibling;
    private final WordRules words;
    private final PatternRules patterns;
    private final List<Detector> detectors;
    private final Sense sense;
    private final @Nullable Rule learned;

    /// @param detectors that look for what rules cannot say, in all but definitions
    public Engine(List<Rule> rules, Lexicon lexicon, List<Detector> detectors) {
        this(rules, lexicon, detectors, _ -> _ -> 0);
    }

    /// @param sense made of the concepts' numbers; asked of each sentence where the rule of its findings, if
    ///     there is one, is looked for
    public Engine(
            List<Rule> rules, Lexicon lexicon, List<Detector> detectors, Function<Map<String, Integer>, Sense> sense) {
        learned = rules.stream()
                .filter(each -> each.id().equals(Sense.RULE))
                .findFirst()
                .orElse(null);
        this.detectors = List.copyOf(detectors);
        concepts = new Concepts(lexicon);
        numbers = lexicon.concepts();
        otherKind = number(lexicon, OTHER_KIND);
        self = number(lexicon, Names.SELF);
        sibling = number(lexicon, Names.SIBLING);
        words = new WordRules(rules, numbers);
        this.sense = sense.apply(numbers);
        patterns = new PatternRules(rules);
    }

    static int number(Lexicon lexicon, String concept) {
        return Objects.requireNonNull(lexicon.concepts().get(concept), () -> "no words for " + concept);
    }

    public List<Finding> look(Passage passage) {
        return look(passage, Names.NONE);
    }

    /// @param names that the text may speak of
    public List<Finding> look(Passage passage, Names names) {
        String text = passage.text();
        if (text.isEmpty()) return List.of();
        var found = new Findings();
        for (PatternRules.Met met : patterns.met(text)) {
            if (met.rule().where().contains(passage.origin())) {
                found.add(new Finding(
                        met.rule().id(),
                        met.rule().severity(),
                        met.confidence(),
                        met.span(),
                        met.rule().what()));
            }
        }
        for (Windows.Window each : Windows.of(text)) {
            int from = each.whole().from();
            var part = new Passage(text.substring(from, each.whole().to()), passage.origin());
            for (Finding one : parts(part, names)) {
                Span told =
                        each.told(new Span(one.span().from() + from, one.span().to() + from));
                if (told != null) found.add(at(told, one));
            }
        }
        return found.distinct();
    }

    /// What is found in a window otherwise than by expressions.
    private List<Finding> parts(Passage window, Names names) {
        var findings = new ArrayList<Finding>();
        if (window.origin() != Origin.DEFINITION) {
            for (Detector each : detectors) findings.addAll(each.look(window));
        }
        var seen = new HashMap<String, BitSet>();
        for (Layer layer : Layers.of(window.text())) look(window, layer, names, seen, findings);
        return findings;
    }

    private static Finding at(Span span, Finding found) {
        if (span.equals(found.span())) return found;
        return new Finding(found.rule(), found.severity(), found.confidence(), span, found.seen());
    }

    /// @param seen for each rule, where it was met before, in the original
    private void look(Passage passage, Layer layer, Names names, Map<String, BitSet> seen, List<Finding> findings) {
        List<Hit> hits = concepts.in(layer.text());
        List<Hit> named = names.in(layer.text(), numbers);
        if (!named.isEmpty()) {
            hits.removeIf(each -> isOwn(each, named));
            hits.addAll(named);
            hits.sort(Comparator.comparingInt(Hit::from).thenComparingInt(Hit::to));
        }
        var all = new ArrayList<>(words.met(layer.text(), hits, layer.isEncoded()));
        if (learned != null && learned.where().contains(passage.origin())) {
            all.addAll(sensed(learned, layer, hits, all, names));
        }
        for (WordRules.Met met : all) {
            if (!met.rule().where().contains(passage.origin())) continue;
            Span span = layer.original(met.from(), met.to());
            boolean isPlain = layer.how().isEmpty();
            String read = layer.text().substring(met.from(), met.to());
            if (!isPlain && isKnown(met.rule(), span, passage.text(), read, seen)) continue;
            String there = passage.text().substring(span.from(), span.to());
            String quoted = isPlain && isSeen(there) ? there : read;
            String how = ": \"" + quote(quoted) + "\"" + (isPlain ? "" : " (read from " + layer.how() + ")");
            seen.computeIfAbsent(met.rule().id(), _ -> new BitSet()).set(span.from(), span.to());
            double confidence = isPlain ? met.confidence() : 1 - (1 - met.confidence()) * ENCODED;
            findings.add(new Finding(
                    met.rule().id(),
                    met.rule().severity(),
                    confidence,
                    span,
                    met.rule().what() + how));
        }
    }

    /// The sentences that the sense is not indifferent to.
    private List<WordRules.Met> sensed(Rule rule, Layer layer, List<Hit> hits, List<WordRules.Met> met, Names names) {
        var sensed = new ArrayList<WordRules.Met>();
        Sentences sentences = Sentences.of(layer.text());
        var rules = new HashMap<Integer, Set<String>>();
        for (WordRules.Met each : met) {
            rules.computeIfAbsent(sentences.at(each.from()), _ -> new HashSet<>())
                    .add(each.rule().id());
        }
        int at = 0;
        for (int i = 0; i < sentences.count(); i++) {
            int from = at;
            while (at < hits.size() && hits.get(at).from() < sentences.to(i)) at++;
            if (at == from) continue;
            var sentence = new Sentence(
                    layer.text(),
                    sentences.from(i),
                    sentences.to(i),
                    hits.subList(from, at),
                    rules.getOrDefault(i, Set.of()),
                    names,
                    layer.isEncoded());
            double confidence = sense.of(sentence);
            if (confidence > 0) sensed.add(new WordRules.Met(rule, confidence, sentences.from(i), sentences.to(i)));
        }
        return sensed;
    }

    /// Whether a word that stands for others' tools is the name of one of the server's own.
    private boolean isOwn(Hit hit, List<Hit> named) {
        if (hit.concept() != otherKind) return false;
        for (Hit each : named) {
            boolean own = each.concept() == self || each.concept() == sibling;
            if (own && each.from() <= hit.from() && each.to() >= hit.to()) return true;
        }
        return false;
    }

    /// Whether it can be seen without decoding.
    private static boolean isKnown(Rule rule, Span span, String text, String read, Map<String, BitSet> seen) {
        if (Fold.of(text.substring(span.from(), span.to())).text().equals(read)) return true;
        BitSet places = seen.get(rule.id());
        return places != null && !places.get(span.from(), span.to()).isEmpty();
    }

    private static boolean isSeen(String text) {
        return text.codePoints().allMatch(point -> Visible.is(point) || Character.isWhitespace(point));
    }

    private static String quote(String text) {
        String line = Visible.line(text.replaceAll("\\s+", " "));
        return line.length() <= QUOTE_MAX ? line : line.substring(0, QUOTE_MAX) + "…";
    }
}
