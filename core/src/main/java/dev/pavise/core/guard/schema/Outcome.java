package dev.pavise.core.guard.schema;

import java.util.List;

/// How a value stands to its schema.
public sealed interface Outcome {
    record Fits() implements Outcome {}

    /// It does not fit.
    ///
    /// @param some of what does not fit, at most a handful
    /// @param more how many more there are
    record Misfits(List<Misfit> some, int more) implements Outcome {
        public Misfits {
            some = List.copyOf(some);
        }
    }

    /// Checking it takes more work than it may, or failed. `why` in words.
    record Unchecked(String why) implements Outcome {}

    /// There is no checking by this schema. `why` in words.
    record Unusable(String why) implements Outcome {}
}
