package dev.pavise.ledger;

import dev.pavise.core.evidence.Ledger;
import java.nio.file.Path;

/// A kind of ledger: how it is opened for keeping and for reading, given the folder of Pavise's state.
public record Store(String name, Opening keeping, Reading reading) {
    /// Opens a ledger, or starts one.
    @FunctionalInterface
    public interface Opening {
        Ledger open(Path state, Settings settings);
    }

    /// Opens the reading side of a ledger that is there.
    @FunctionalInterface
    public interface Reading {
        Archive open(Path state);
    }
}
