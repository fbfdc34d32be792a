package dev.pavise.detect.text;

import dev.pavise.detect.match.AhoCorasick;
import java.util.List;

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
    private static final AhoCorasick ROTATED =
            new AhoCorasick(WORDS.stream().map(Rotated::rot13).toList());
    private static final AhoCorasick BACKWARDS = new AhoCorasick(WORDS.stream()
            .map(each -> new StringBuilder(each).reverse().toString())
            .toList());

    private Rotated() {}

    static boolean mayBe(String text) {
        return count(ROTATED, text) >= WORDS_MIN;
    }

    static boolean mayBeBackwards(String text) {
        return count(BACKWARDS, text) >= WORDS_MIN;
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

    private static int count(AhoCorasick words, String text) {
        int[] count = new int[1];
        words.scan(text, (_, _) -> count[0]++);
        return count[0];
    }
}
