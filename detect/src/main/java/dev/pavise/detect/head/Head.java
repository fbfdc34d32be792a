package dev.pavise.detect.head;

import dev.pavise.detect.engine.Sense;
import dev.pavise.detect.engine.Sentence;
import dev.pavise.detect.pack.Packer;
import dev.pavise.detect.pack.Unpacker;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The learned head: a logistic regression over the features of one sentence.
///
/// A sentence with n features scores `bias + Σw / √(n + 30)`, so that a long one does not score high
/// for its length. Two points, measured where the weights were learned, turn scores into confidence.
public final class Head implements Sense {
    private static final int FEATURES_MORE = 30;
    /// Weights have two decimals.
    private static final double PARTS = 100;

    private static final double NOTE = 0.2;
    private static final double LIKELY = 0.5;
    /// Less than what is certain: a number alone withholds nothing for good, it makes a person look.
    private static final double MOST = 0.75;

    private static final double CONFIDENCE_A_SCORE = 0.125;

    private final Features features;
    private final double[] weights;
    private final double bias;
    private final double note;
    private final double likely;

    private Head(Features features, double bias, double note, double likely, double[] weights) {
        if (!(note < likely)) throw new IllegalArgumentException("the head: note is not below likely");
        this.features = features;
        this.bias = bias;
        this.note = note;
        this.likely = likely;
        this.weights = weights;
    }

    /// Reads weights as the package says. A feature that there is no longer is passed over.
    ///
    /// @throws IllegalArgumentException where a line is none, or a point is missing
    public static Head read(Features features, String text) {
        var lines = new HashMap<String, Double>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            int space = line.indexOf(' ');
            if (space < 0) throw new IllegalArgumentException("the head: a line is `feature weight`, not " + line);
            lines.put(line.substring(0, space), number(line, space + 1));
        }
        double bias = point(lines, "bias");
        double note = point(lines, "note");
        double likely = point(lines, "likely");
        double[] weights = new double[features.size()];
        lines.forEach((name, weight) -> {
            int number = features.number(name);
            if (number >= 0) weights[number] = weight;
        });
        return new Head(features, bias, note, likely, weights);
    }

    /// Reads what [#write] wrote.
    ///
    /// @param features the same
    public static Head read(Features features, Unpacker from) {
        double bias = from.decimal();
        double note = from.decimal();
        double likely = from.decimal();
        int[] numbers = from.numbers();
        int[] weighed = from.numbers();
        double[] weights = new double[features.size()];
        for (int i = 0; i < numbers.length; i++) weights[numbers[i]] = weighed[i] / PARTS;
        return new Head(features, bias, note, likely, weights);
    }

    public void write(Packer to) {
        to.decimal(bias);
        to.decimal(note);
        to.decimal(likely);
        int[] numbers = IntStream.range(0, weights.length)
                .filter(each -> weights[each] != 0)
                .toArray();
        to.numbers(numbers);
        to.numbers(IntStream.of(numbers)
                .map(each -> (int) Math.round(weights[each] * PARTS))
                .toArray());
    }

    private static double number(String line, int from) {
        try {
            return Double.parseDouble(line.substring(from));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the head: no number in \"" + line + "\"", e);
        }
    }

    private static double point(Map<String, Double> lines, String name) {
        Double point = lines.remove(name);
        if (point == null) throw new IllegalArgumentException("the head: no line for " + name);
        return point;
    }

    /// By what the weights of a sentence with so many features are multiplied.
    public static double share(int features) {
        return 1 / StrictMath.sqrt(features + FEATURES_MORE);
    }

    @Override
    public double of(Sentence sentence) {
        return of(features.of(sentence));
    }

    /// @param numbers of the features of a sentence
    public double of(int[] numbers) {
        return confidence(score(numbers));
    }

    /// The logarithm of the odds that a sentence steers, as far as where it was learned goes.
    public double score(int[] numbers) {
        double sum = 0;
        for (int each : numbers) sum += weights[each];
        return bias + sum * share(numbers.length);
    }

    private double confidence(double score) {
        if (score < note) return 0;
        if (score < likely) return NOTE + (LIKELY - NOTE) * (score - note) / (likely - note);
        return Math.min(MOST, LIKELY + (score - likely) * CONFIDENCE_A_SCORE);
    }
}
