package dev.pavise.detect.pii;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Passage;
import java.util.List;

/// Data of persons, found by shape, checksum and the words beside them. One number can be of several kinds, and is then
/// found as each.
public final class Persons implements Detector {
    private final double confidenceMin;

    /// @param confidenceMin below it nothing is found: 0.3 for what is worth noting, 0 for all that has a shape
    public Persons(double confidenceMin) {
        this.confidenceMin = confidenceMin;
    }

    @Override
    public String id() {
        return "pii";
    }

    @Override
    public List<Finding> look(Passage passage) {
        String text = passage.text();
        var found = new Found(text, confidenceMin);
        Scan.of(text, candidate -> Kinds.weigh(candidate, text, found));
        new Network(text, found).look();
        return found.all();
    }
}
