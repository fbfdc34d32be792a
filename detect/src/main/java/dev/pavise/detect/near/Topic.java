package dev.pavise.detect.near;

import java.util.List;

/// Words that all mean one thing. Two topics are two, whatever their words.
public final class Topic {
    private final List<String> words;

    private Topic(List<String> words) {
        this.words = List.copyOf(words);
    }

    /// @param words in lower case, their parts parted by single spaces
    public static Topic of(String... words) {
        return new Topic(List.of(words));
    }

    List<String> words() {
        return words;
    }
}
