package dev.pavise.detect.pii;

import dev.pavise.core.detect.Severity;
import dev.pavise.detect.near.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How one kind of number is told from others.
///
/// @param entity its name, as Presidio's: `US_SSN`
/// @param form what its characters have to satisfy, in capitals and without separators
/// @param proof what they satisfy where they are genuine, though not all of them do
/// @param bare the confidence where nothing beside it says what it is
/// @param proven the same, with the proof
/// @param named words for it, in the languages of those who have one
record Recogniser(
        String entity,
        Severity severity,
        List<Shape> shapes,
        Predicate<String> form,
        Predicate<String> proof,
        double bare,
        double proven,
        Topic named) {
    /// A number that anything could be.
    static final double SHAPED = 0.1;
    /// Letters and digits in an uncommon order.
    static final double ODD = 0.3;
    /// One of ten numbers of its length satisfies the check.
    static final double CHECKED = 0.4;
    /// One of hundreds does.
    static final double STRICT = 0.6;
    /// Of thousands.
    static final double SURE = 0.85;

    Recogniser {
        shapes = List.copyOf(shapes);
    }

    static Recogniser of(String entity, Severity severity, String... patterns) {
        List<Shape> shapes = new ArrayList<>();
        for (String pattern : patterns) shapes.addAll(Shape.of(pattern));
        return of(entity, severity, shapes);
    }

    static Recogniser of(String entity, Severity severity, List<Shape> shapes) {
        return new Recogniser(entity, severity, shapes, _ -> true, _ -> false, SHAPED, SHAPED, Topic.of());
    }

    /// Found with this confidence where the form is satisfied, and not at all where it is not.
    Recogniser where(Predicate<String> form, double bare) {
        return new Recogniser(entity, severity, shapes, form, proof, bare, Math.max(bare, proven), named);
    }

    Recogniser provenBy(Predicate<String> proof, double proven) {
        return new Recogniser(entity, severity, shapes, form, proof, bare, proven, named);
    }

    Recogniser near(String... words) {
        return new Recogniser(entity, severity, shapes, form, proof, bare, proven, Topic.of(words));
    }
}
