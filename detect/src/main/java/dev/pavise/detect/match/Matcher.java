package dev.pavise.detect.match;

/// Finds all places of all its terms in a text, in one pass. White space of every kind counts as one space.
public interface Matcher {
    /// What is told of each place.
    interface Sink {
        /// @param term its number in the list that the matcher was made of
        /// @param end the unit behind it
        void found(int term, int end);
    }

    void scan(String text, Sink sink);
}
