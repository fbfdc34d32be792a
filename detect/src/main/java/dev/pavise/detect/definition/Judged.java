package dev.pavise.detect.definition;

import dev.pavise.core.detect.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// What was found in one definition.
///
/// @param score 0 to 1: that it steers, from all findings together
public record Judged(Shown shown, double score, List<At> findings) {
    /// A finding and the place of the string it was found in (JSON Pointer).
    public record At(String place, Finding finding) {}

    public Judged {
        findings = List.copyOf(findings);
    }

    static Judged of(Shown shown, List<At> findings) {
        var byRule = new HashMap<String, Double>();
        for (At each : findings) byRule.merge(each.finding.rule(), each.finding.confidence(), Math::max);
        return new Judged(shown, together(byRule.values()), findings);
    }

    /// That at least one is right, if each were independent of the others.
    public static double together(Iterable<Double> confidences) {
        double none = 1;
        for (double each : confidences) none *= 1 - each;
        return 1 - none;
    }

    public Finding.Grade grade() {
        return Finding.Grade.of(score);
    }

    static List<At> at(String place, List<Finding> findings) {
        var all = new ArrayList<At>(findings.size());
        for (Finding each : findings) all.add(new At(place, each));
        return all;
    }
}
