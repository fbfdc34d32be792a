package dev.pavise.detect.definition;

import dev.pavise.core.detect.Finding;
import dev.pavise.detect.engine.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// What was found in one definition.
///
/// @param score 0 to 1: that it steers, from all findings together
public record Judged(Shown shown, double score, List<At> findings) {
    /// A finding and the place of the string it was found in (JSON Pointer from the definition on).
    public record At(String place, Finding finding) {}

    public Judged {
        findings = List.copyOf(findings);
    }

    public static Judged of(Shown shown, List<At> findings) {
        var byRule = new HashMap<String, Double>();
        for (At each : findings) byRule.merge(each.finding.rule(), each.finding.confidence(), Math::max);
        return new Judged(shown, Score.together(byRule.values()), findings);
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
