package dev.pavise.detect.pii;

import dev.pavise.detect.near.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All kinds of numbers. They are made when the first candidate comes, because a start needs none of them.
final class Kinds {
    static final List<Recogniser> RECOGNISERS = Stream.of(
                    World.ALL, Europe.ALL, Germany.ALL, Britain.ALL, Asia.ALL, India.ALL, Americas.ALL, South.ALL)
            .flatMap(List::stream)
            .toList();

    /// What numbers are called.
    static final Vocabulary VOCABULARY = new Vocabulary(
            Stream.of(RECOGNISERS.stream().map(Recogniser::named), Network.TOPICS.stream(), Stream.of(Found.OTHERWISE))
                    .flatMap(topics -> topics)
                    .toList());

    /// A shape, and what is of this shape.
    private record Row(Shape shape, Recogniser recogniser) {}

    /// By the length of their codes.
    private static final List<List<Row>> ROWS = rows();

    private Kinds() {}

    static void weigh(Candidate candidate, String text, Found found) {
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
