package dev.pavise.detect.engine;

/// A second opinion on sentences of definitions: it can find what no rule finds, and takes nothing
/// away.
public interface Sense {
    /// The rule under which its findings are told.
    String RULE = "steering/learned";

    /// How sure it is that a sentence steers, 0 to 1; nought is no finding.
    double of(Sentence sentence);
}
