package dev.pavise.detect.pii;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Data of persons, found by shape, checksum and the words beside them. One number can be of several kinds, and is then
/// found as each.
public final class Persons implements Detector {
    /// All kinds of numbers.
    static final List<Recogniser> RECOGNISERS = Stream.of(
                    World.ALL, Europe.ALL, Germany.ALL, Britain.ALL, Asia.ALL, India.ALL, Americas.ALL, South.ALL)
            .flatMap(List::stream)
            .toList();

    /// A shape, and what is of this shape.
    private record Row(Shape shape, Recogniser recogniser) {}

    /// By the length of their codes.
    private static final List<List<Row>> ROWS = rows();

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
        Scan.of(text, candidate -> weigh(candidate, text, found));
        new Network(text, found).look();
        return found.all();
    }

    private static void weigh(Candidate candidate, String text, Found found) {
        String code = "";
        for (Row row : ROWS.get(candidate.length())) {
            if (!row.shape().fits(candidate)) continue;
            if (code.isEmpty()) code = candidate.code(text);
            Recogniser recogniser = row.recogniser();
            if (!recogniser.form().test(code)) continue;
            double bare = recogniser.proof().test(code) ? recogniser.proven() : recogniser.bare();
            found.add(recogniser.entity(), recogniser.severity(), bare, candidate.span(), recogniser.named());
        }
    }

    private static List<List<Row>> rows() {
        List<List<Row>> rows = new ArrayList<>();
        for (int i = 0; i <= Candidate.LENGTH_MAX; i++) rows.add(new ArrayList<>());
        for (Recogniser recogniser : RECOGNISERS) {
            for (Shape shape : recogniser.shapes()) rows.get(shape.length()).add(new Row(shape, recogniser));
        }
        return rows.stream().map(List::copyOf).toList();
    }
}
