package dev.pavise.bench.learn;

import dev.pavise.detect.head.Features;
import dev.pavise.detect.head.Head;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// Makes weights of examples. The same seed and number of lists make the same weights, bit for bit.
final class Training {
    /// How many lists the stored weights are made of; half of them are poisoned.
    static final int LISTS = 2_000;

    static final long SEED = 1;
    private static final long HELD_SEED = 2;

    /// Which share of honest definitions, generated and not learned from, scores below each point.
    private static final double NOTE_SHARE = 0.97;
    private static final double LIKELY_SHARE = 0.9998;

    private final Map<String, Grammar> grammars;
    private final Example.Reader reader;

    Training(Example.Reader reader) {
        this.reader = reader;
        grammars = new HashMap<>();
        for (String each : Generator.LANGUAGES) grammars.put(each, new Grammar(resource(each + ".txt")));
    }

    private static String resource(String name) {
        try (InputStream in = Training.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Features features() {
        return reader.features();
    }

    /// Generated examples to learn from.
    ///
    /// @param kinds of attacks
    List<Example> generated(int lists, Predicate<String> kinds) {
        return generated(lists, SEED, kinds);
    }

    /// Generated examples that nobody learns from.
    List<Example> held(int lists, Predicate<String> kinds) {
        return generated(lists, HELD_SEED, kinds);
    }

    private List<Example> generated(int lists, long seed, Predicate<String> kinds) {
        var generator = new Generator(grammars, kinds, seed);
        var examples = new ArrayList<Example>();
        for (int i = 0; i < lists; i++) examples.addAll(reader.read(generator.next(i % 2 == 0)));
        return examples;
    }

    List<String> kinds() {
        return Objects.requireNonNull(grammars.get("en")).steering();
    }

    /// All sentences of examples of which it is known which of them poison.
    static List<Fit.Point> points(List<Example> examples) {
        var points = new ArrayList<Fit.Point>();
        for (Example each : examples) {
            for (Example.Said said : each.sentences()) points.add(new Fit.Point(said.features(), said.poison(), 1));
        }
        return points;
    }

    /// What `head.txt` holds.
    ///
    /// @param held honest ones among them say where the points lie
    String weights(List<Fit.Point> points, List<Example> held) {
        String weights = Fit.of(points, features());
        Head head = Head.read(features(), weights + points(-2, -1));
        double[] honest = held.stream()
                .filter(each -> !each.hostile())
                .mapToDouble(each -> each.score(head))
                .sorted()
                .toArray();
        return points(at(honest, NOTE_SHARE), at(honest, LIKELY_SHARE)) + weights;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }

    private static String points(double note, double likely) {
        return Fit.line("note", note) + Fit.line("likely", likely);
    }
}
