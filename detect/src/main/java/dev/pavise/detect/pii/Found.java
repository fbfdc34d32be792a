package dev.pavise.detect.pii;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.near.Mentions;
import dev.pavise.detect.near.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one text holds: of each kind and place the best finding, weighed with the words beside it.
final class Found {
    private static final double NAMED = 0.45;
    private static final double LESS = 0.25;

    /// What numbers are that are nobody's.
    static final Topic OTHERWISE = Topic.of(
            "order",
            "invoice",
            "tracking",
            "timestamp",
            "epoch",
            "build",
            "version",
            "commit",
            "request id",
            "trace",
            "span",
            "sku",
            "isbn",
            "issn",
            "doi",
            "price",
            "total",
            "amount",
            "bytes",
            "size",
            "offset",
            "line",
            "count",
            "hash");

    private static final Comparator<Finding> LONGEST_FIRST = Comparator.comparingInt(
                    (Finding found) -> found.span().from())
            .thenComparing(found -> -found.span().to())
            .thenComparing(Finding::rule);

    private final String text;
    private final double confidenceMin;
    private final Map<String, Finding> best = new HashMap<>();
    private @Nullable Mentions mentions;
    private @Nullable Span asked;
    private List<Topic> near = List.of();

    Found(String text, double confidenceMin) {
        this.text = text;
        this.confidenceMin = confidenceMin;
    }

    void add(String entity, Severity severity, double bare, Span span, Topic named) {
        add(entity, severity, bare, span, named, OTHERWISE);
    }

    /// @param named what it is called
    /// @param otherwise what else it may be called
    void add(String entity, Severity severity, double bare, Span span, Topic named, Topic otherwise) {
        if (bare + NAMED < confidenceMin) return;
        List<Topic> near = near(span);
        boolean isNamed = near.contains(named);
        double weighed = isNamed ? Math.min(0.99, bare + NAMED) : near.contains(otherwise) ? bare - LESS : bare;
        if (weighed <= 0 || weighed < confidenceMin) return;
        String seen = "what looks like " + entity.replace('_', ' ') + (isNamed ? ", and is called so" : "");
        var finding = new Finding("pii/" + entity, severity, weighed, span, seen);
        best.merge(entity + '@' + span.from() + '-' + span.to(), finding, Found::better);
    }

    private static Finding better(Finding one, Finding other) {
        return one.confidence() >= other.confidence() ? one : other;
    }

    /// In the order of the text, without those that are part of a longer one of their kind.
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(best.values());
        all.sort(LONGEST_FIRST);
        Map<String, Integer> ends = new HashMap<>();
        all.removeIf(found -> {
            int end = ends.getOrDefault(found.rule(), 0);
            ends.put(found.rule(), Math.max(end, found.span().to()));
            return found.span().to() <= end;
        });
        return all;
    }

    /// Several kinds of numbers ask for one place.
    private List<Topic> near(Span span) {
        if (mentions == null) mentions = Kinds.VOCABULARY.in(text);
        if (!span.equals(asked)) near = mentions.near(span);
        asked = span;
        return near;
    }
}
