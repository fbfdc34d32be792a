package dev.pavise.bench.learn;

import dev.pavise.detect.head.Features;
import dev.pavise.detect.head.Head;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Logistic regression by stochastic gradient descent with a step of its own for each weight (Duchi,
/// Hazan and Singer, 2011) and a pull to nought (L2). One thread and `StrictMath`: the same examples
/// give the same bits.
final class Fit {
    private static final int ROUNDS = 12;
    private static final double STEP = 0.15;
    private static final double PULL = 0.0002;
    private static final double SQUARES = 1e-4;
    /// Weights below it are not worth a line.
    private static final double WEIGHT_MIN = 0.1;
    private static final long SEED = 7;

    /// A sentence to learn from.
    ///
    /// @param weight how much it counts
    record Point(int[] features, boolean positive, double weight) {}

    private final double[] weights;
    private final double[] squares;
    private double bias;
    private double biasSquares = SQUARES;

    private Fit(int size) {
        weights = new double[size];
        squares = new double[size];
        Arrays.fill(squares, SQUARES);
    }

    /// The weights, a line each, without the points.
    static String of(List<Point> points, Features features) {
        var fit = new Fit(features.size());
        var random = new Random(SEED);
        int[] order = new int[points.size()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            for (int i : order) fit.learn(points.get(i));
        }
        return fit.written(features);
    }

    private void learn(Point point) {
        double share = Head.share(point.features.length);
        double sum = 0;
        for (int each : point.features) sum += weights[each];
        double odds = 1 / (1 + StrictMath.exp(-bias - sum * share));
        double error = (odds - (point.positive ? 1 : 0)) * point.weight;
        for (int each : point.features) {
            double slope = error * share + PULL * weights[each];
            squares[each] += slope * slope;
            weights[each] -= STEP * slope / StrictMath.sqrt(squares[each]);
        }
        biasSquares += error * error;
        bias -= STEP * error / StrictMath.sqrt(biasSquares);
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    private String written(Features features) {
        var out = new StringBuilder(line("bias", bias));
        for (int i = 0; i < weights.length; i++) {
            if (Math.abs(weights[i]) >= WEIGHT_MIN) out.append(line(features.name(i), weights[i]));
        }
        return out.toString();
    }

    static String line(String name, double value) {
        return String.format(Locale.ROOT, "%s %.2f%n", name, value).replace("\r", "");
    }
}
