package dev.pavise.detect.engine;

import dev.pavise.core.detect.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// How sure several findings in one text make together.
public final class Score {
    /// Findings that stand farther apart say nothing of each other: a long text gathers weak ones without end.
    private static final int NEAR_UNITS = 1_500;

    private static final int WITH_MAX = 64;

    private Score() {}

    /// The highest of any stretch of the text: 1 - Π(1 - c), over the surest finding of each rule in it.
    public static double of(List<Finding> findings) {
        var sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::span));
        double most = 0;
        for (int i = 0; i < sorted.size(); i++) {
            int from = sorted.get(i).span().from();
            var surest = new HashMap<String, Double>();
            for (int j = i; j < sorted.size() && j < i + WITH_MAX; j++) {
                Finding each = sorted.get(j);
                if (each.span().from() - from > NEAR_UNITS) break;
                surest.merge(each.rule(), each.confidence(), Math::max);
            }
            most = Math.max(most, together(surest.values()));
        }
        return most;
    }

    /// That at least one is right, if each were independent of the others.
    public static double together(Iterable<Double> confidences) {
        double none = 1;
        for (double each : confidences) none *= 1 - each;
        return 1 - none;
    }
}
