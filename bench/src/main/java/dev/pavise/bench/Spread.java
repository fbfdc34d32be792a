package dev.pavise.bench;

import java.util.Arrays;
import java.util.Locale;

/// Measurements of one thing, in order.
public record Spread(double[] sorted) {
    public static Spread of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    public double at(double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }

    public double median() {
        return at(0.5);
    }

    /// The median, and in brackets the least and the most.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", median(), sorted[0], sorted[sorted.length - 1]);
    }
}
