package dev.pavise.bench.learn;

import dev.pavise.detect.Rules;
import dev.pavise.detect.definition.Catalogue;
import dev.pavise.detect.definition.Judged;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Names;
import dev.pavise.detect.engine.Score;
import dev.pavise.detect.engine.Sentence;
import dev.pavise.detect.engine.Unseen;
import dev.pavise.detect.head.Features;
import dev.pavise.detect.head.Head;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One tool, as the head learns from it.
///
/// @param hostile whether it is poisoned
/// @param rules how sure the rules are of that, 0 to 1
/// @param sentences of all its strings
record Example(String name, boolean hostile, double rules, List<Said> sentences) {
    /// A sentence.
    ///
    /// @param features their numbers
    /// @param poison whether it is one that poisons, where that is known
    record Said(int[] features, boolean poison, String text) {}

    /// The highest score of its sentences.
    double score(Head head) {
        double most = Double.NEGATIVE_INFINITY;
        for (Said each : sentences) most = Math.max(most, head.score(each.features));
        return most;
    }

    /// How sure the head alone is.
    double learned(Head head) {
        double most = 0;
        for (Said each : sentences) most = Math.max(most, head.of(each.features));
        return most;
    }

    /// How sure both are together, as the product reckons.
    double both(Head head) {
        return Score.together(List.of(rules, learned(head)));
    }

    /// Reads cases with the engine of the product.
    static final class Reader {
        /// What is shorter may be part of anything.
        private static final int PART_UNITS_MIN = 12;

        private final List<Sentence> heard = new ArrayList<>();
        private final Engine engine;
        private @Nullable Features features;

        Reader() {
            engine = Rules.engine(found -> {
                features = found;
                return sentence -> {
                    heard.add(sentence);
                    return 0;
                };
            });
        }

        Features features() {
            if (features == null) throw new IllegalStateException("no features");
            return features;
        }

        List<Example> read(Case each) {
            heard.clear();
            // One that remembers would not look again at what it has seen.
            List<Judged> judged = new Catalogue(engine, List.of(new Unseen())).judge(each.list(), each.others());
            var heardOf = new HashMap<String, List<Sentence>>();
            for (Sentence one : heard) {
                if (one.names() == Names.NONE) continue;
                heardOf.computeIfAbsent(one.names().self(), _ -> new ArrayList<>())
                        .add(one);
            }
            List<String> poison =
                    each.poison().stream().map(text -> Fold.of(text).text()).toList();
            var examples = new ArrayList<Example>();
            for (Judged one : judged) {
                Boolean hostile = each.hostile().get(one.shown().name());
                if (hostile == null) continue;
                String self = Fold.of(one.shown().name()).text().strip();
                List<Said> sentences = heardOf.getOrDefault(self, List.of()).stream()
                        .map(sentence -> said(sentence, hostile ? poison : List.of()))
                        .toList();
                examples.add(new Example(one.shown().name(), hostile, one.score(), sentences));
            }
            return examples;
        }

        private Said said(Sentence sentence, List<String> poison) {
            String text =
                    sentence.text().substring(sentence.from(), sentence.to()).strip();
            boolean isPoison = poison.stream()
                    .anyMatch(each -> text.contains(each) || text.length() >= PART_UNITS_MIN && each.contains(text));
            return new Said(features().of(sentence), isPoison, text);
        }
    }
}
