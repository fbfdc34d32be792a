package dev.pavise.bench.learn;

import dev.pavise.detect.head.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Tables of what is found in collections of other authors, with the head and without.
final class Measure {
    private static final double FOUND = 0.5;
    private static final double BLOCKED = 0.8;
    /// Of honest definitions, how many may be blocked and how many warned of.
    private static final double BLOCKED_MAX = 0.01;

    private static final double WARNED_MAX = 0.03;
    private static final double HOSTILE_WEIGHT = 3;

    private final Training training;
    private final List<Example> generated;
    private final List<Example> held;
    private final Map<String, List<Example>> corpora;

    Measure(Training training, List<Example> generated, List<Example> held, Map<String, List<Example>> corpora) {
        this.training = training;
        this.generated = generated;
        this.held = held;
        this.corpora = corpora;
    }

    String tables(Head head) {
        return "## As shipped\n\n" + shipped(head) + "\n## One collection left out\n\n" + leftOut(head)
                + "\n## One kind left out\n\n" + kinds(head);
    }

    /// With the points of the weights.
    private String shipped(Head head) {
        var out =
                new StringBuilder("| Collection | Hostile | Found: rules | head | both | Blocked: rules | head | both "
                        + "| Honest | Found: rules | head | both | Blocked: rules | head | both |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        out.append(row("generated, held back", held, head));
        corpora.forEach((name, all) -> out.append(row(name, all, head)));
        return out.toString();
    }

    private static String row(String name, List<Example> all, Head head) {
        var out = new StringBuilder("| " + name + " |");
        for (boolean hostile : List.of(true, false)) {
            List<Example> of = of(all, hostile);
            out.append(" ").append(of.size()).append(" |");
            for (double least : List.of(FOUND, BLOCKED)) {
                List<ToDoubleFunction<Example>> by =
                        List.of(Example::rules, each -> each.learned(head), each -> each.both(head));
                for (var each : by) {
                    out.append(" ")
                            .append(of.isEmpty() ? "" : count(of, each, least))
                            .append(" |");
                }
            }
        }
        return out.append("\n").toString();
    }

    private static List<Example> of(List<Example> all, boolean hostile) {
        return all.stream().filter(each -> each.hostile() == hostile).toList();
    }

    private static long count(List<Example> all, ToDoubleFunction<Example> by, double least) {
        return all.stream().filter(each -> by.applyAsDouble(each) >= least).count();
    }

    /// Learned from what is generated, and from that and all other collections; where as many honest
    /// definitions of the collections as may be are blocked or warned of.
    private String leftOut(Head head) {
        var alone = new HashMap<String, Head>();
        corpora.forEach((name, _) -> alone.put(name, head));
        var others = new HashMap<String, Head>();
        corpora.forEach((name, _) -> others.put(name, Head.read(training.features(), withOthers(head, name))));
        var out = new StringBuilder("| Collection | Hostile | rules warn | rules block | generated, 3 % | 1 % "
                + "| and rules | with others, 3 % | 1 % | and rules |\n|---|---|---|---|---|---|---|---|---|---|\n");
        corpora.forEach((name, all) -> {
            List<Example> hostile = of(all, true);
            if (hostile.isEmpty()) return;
            out.append("| " + name + " | " + hostile.size() + " | " + count(hostile, Example::rules, FOUND) + " | "
                    + count(hostile, Example::rules, BLOCKED) + " |");
            for (Map<String, Head> heads : List.of(alone, others)) {
                Head one = heads.getOrDefault(name, head);
                double warned = point(heads, WARNED_MAX);
                out.append(" " + count(hostile, each -> each.score(one), warned) + " | "
                        + count(hostile, each -> each.score(one), point(heads, BLOCKED_MAX)) + " | "
                        + count(hostile, each -> each.score(one) >= warned ? 1 : each.rules(), FOUND) + " |");
            }
            out.append("\n");
        });
        return out.toString();
    }

    /// The score above which this share of the honest definitions lies, each scored by the head that
    /// did not see it.
    private double point(Map<String, Head> heads, double share) {
        double[] scores = heads.entrySet().stream()
                .filter(each -> isHonest(each.getKey()))
                .flatMapToDouble(each -> corpora.getOrDefault(each.getKey(), List.of()).stream()
                        .mapToDouble(one -> one.score(each.getValue())))
                .sorted()
                .toArray();
        return scores[(int) (scores.length * (1 - share))];
    }

    /// Whether a collection has no attack in it at all.
    private boolean isHonest(String name) {
        return of(corpora.getOrDefault(name, List.of()), true).isEmpty();
    }

    /// Of a hostile definition of others, nobody said which sentence makes it so: it is the one that
    /// the head, as it is, finds the worst, if it finds any.
    private String withOthers(Head head, String without) {
        var points = new ArrayList<>(Training.points(generated));
        corpora.forEach((name, all) -> {
            if (name.equals(without)) return;
            var known = new HashSet<String>();
            for (Example each : all) {
                double worst = each.score(head);
                for (Example.Said said : each.sentences()) {
                    if (!each.hostile() && known.add(said.text())) points.add(new Fit.Point(said.features(), false, 1));
                    boolean isWorst = head.score(said.features()) == worst && head.of(said.features()) > 0;
                    if (each.hostile() && isWorst) points.add(new Fit.Point(said.features(), true, HOSTILE_WEIGHT));
                }
            }
        });
        return training.weights(points, held);
    }

    /// Learned from all kinds of generated attacks but one, and held against that one.
    private String kinds(Head head) {
        var out = new StringBuilder(
                "| Kind | Hostile | Found: rules | head that knows it | head that does not | that and "
                        + "rules |\n|---|---|---|---|---|---|\n");
        for (String kind : training.kinds()) {
            List<Example> test = of(training.held(Training.LISTS / 8, kind::equals), true);
            Head other = Head.read(
                    training.features(),
                    training.weights(
                            Training.points(training.generated(Training.LISTS, each -> !each.equals(kind))), held));
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d |%n",
                    kind,
                    test.size(),
                    count(test, Example::rules, FOUND),
                    count(test, each -> each.learned(head), FOUND),
                    count(test, each -> each.learned(other), FOUND),
                    count(test, each -> each.both(other), FOUND)));
        }
        return out.toString();
    }
}
