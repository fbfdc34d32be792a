package dev.pavise.launch;

/// Takes a server's stderr line by line as it comes: redacted, with invisible characters made visible, safe to print.
@FunctionalInterface
public interface StderrRelay {
    StderrRelay NONE = _ -> false;

    /// One line without its end. Called on the thread that reads the server's stderr, so that a slow relay makes the
    /// server wait.
    ///
    /// @return whether to go on; after the first no the rest is only kept
    boolean line(String text);
}
