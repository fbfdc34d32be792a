package dev.pavise.core.policy;

import java.util.Locale;

/// What is done with what a detector found for certain.
public enum Action {
    /// It is told in evidence, and stays.
    PASS,
    /// Words take its place that say what was there.
    MASK,
    /// A token takes its place; when the same principal sends that token to the same server, the server
    /// gets what it stands for.
    TOKENISE,
    /// The message is denied.
    BLOCK,
    /// The message waits for a person. While there is none to ask, it is denied.
    ASK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
