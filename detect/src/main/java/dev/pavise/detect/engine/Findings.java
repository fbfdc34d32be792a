package dev.pavise.detect.engine;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.json.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was found in a text. Of one rule so many are kept apart; one more stands for all further ones, from the first
/// of
/// them to the last, so that a text of nothing but findings can be answered.
final class Findings {
    /// Of one rule.
    static final int EACH_MAX = 1 << 15;

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::span)
            .thenComparing(Finding::rule)
            .thenComparing(Comparator.comparing(Finding::confidence).reversed());

    private final List<Finding> apart = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Finding> together = new HashMap<>();

    void add(Finding found) {
        if (counts.merge(found.rule(), 1, Integer::sum) <= EACH_MAX) apart.add(found);
        else together.merge(found.rule(), found, Findings::cover);
    }

    private static Finding cover(Finding one, Finding other) {
        var span = new Span(
                Math.min(one.span().from(), other.span().from()),
                Math.max(one.span().to(), other.span().to()));
        Finding surer = other.confidence() > one.confidence() ? other : one;
        return new Finding(surer.rule(), surer.severity(), surer.confidence(), span, surer.seen());
    }

    /// In the order of the text; of findings of one rule in one place, the surest.
    List<Finding> distinct() {
        var sorted = new ArrayList<>(apart);
        sorted.addAll(together.values());
        sorted.sort(ORDER);
        var distinct = new ArrayList<Finding>(sorted.size());
        var last = new HashMap<String, Integer>();
        for (Finding each : sorted) {
            Integer at = last.get(each.rule());
            if (at != null && distinct.get(at).span().to() > each.span().from()) {
                if (each.confidence() > distinct.get(at).confidence()) distinct.set(at, each);
                continue;
            }
            last.put(each.rule(), distinct.size());
            distinct.add(each);
        }
        return distinct;
    }
}
