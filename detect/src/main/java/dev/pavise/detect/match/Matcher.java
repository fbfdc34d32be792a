package dev.pavise.detect.match;

/// Finds all places of all its terms in a text, in one pass. A line feed and a form feed count as a
/// space, and the capital letters of ASCII as small ones; the terms are in small letters.
public interface Matcher {
    /// What is told of each place.
    interface Sink {
        /// @param term its number in the list that the matcher was made of
        /// @param end the unit behind it
        void found(int term, int end);
    }

    /// Tells of all places, in the order of their ends; of those at one end, the longest first.
    void scan(String text, Sink sink);

    /// What a unit counts as.
    static char read(char c) {
        return c == '\n' || c == '\f' ? ' ' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
