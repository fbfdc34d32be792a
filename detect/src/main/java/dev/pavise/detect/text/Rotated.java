package dev.pavise.detect.text;

import dev.pavise.detect.match.Matcher;
import dev.pavise.detect.match.Matchers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a text may be English with its letters moved by 13, or written backwards: common words of instructions stand
/// in it so.
final class Rotated {
    private static final List<String> WORDS = List.of(
            "instruction",
            "ignore",
            "previous",
            "system",
            "password",
            "before",
            "always",
            "execute",
            "secret",
            "command",
            "contents",
            "prompt",
            "without",
            "should",
            "please",
            "assistant");
    private static final int WORDS_MIN = 2;
    private static final Matcher TURNED = Matchers.rare(Stream.concat(
                    WORDS.stream().map(Rotated::rot13),
                    WORDS.stream().map(each -> new StringBuilder(each).reverse().toString()))
            .toList());

    private Rotated() {}

    /// How it may be turned: `ROT13`, `BACKWARDS`, both or not at all.
    static Set<Decoding> ways(String text) {
        int[] counts = new int[2];
        TURNED.scan(text, (word, _) -> counts[word < WORDS.size() ? 0 : 1]++);
        var ways = EnumSet.noneOf(Decoding.class);
        if (counts[0] >= WORDS_MIN) ways.add(Decoding.ROT13);
        if (counts[1] >= WORDS_MIN) ways.add(Decoding.BACKWARDS);
        return ways;
    }

    static String rot13(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
            out.append(base == 0 ? c : (char) (base + (c - base + 13) % 26));
        }
        return out.toString();
    }
}
