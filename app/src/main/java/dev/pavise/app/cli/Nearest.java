package dev.pavise.app.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name that somebody may have meant who mistyped one.
public final class Nearest {
    private static final int CHARS_MAX = 200;

    private Nearest() {}

    /// The nearest of the names, if any is near: at most a third of its letters differ.
    public static Optional<String> to(String word, Collection<String> names) {
        if (word.length() > CHARS_MAX) return Optional.empty();
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            if (name.length() > CHARS_MAX) continue;
            int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (name.startsWith(word) && word.length() > 1) distance = Math.min(distance, 1);
            if (distance < least && distance <= Math.max(1, Math.max(name.length(), word.length()) / 3)) {
                best = name;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Letters to add, drop, change or swap with their neighbour to make one word the other.
    private static int distance(String one, String other) {
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) table[i][0] = i;
        for (int j = 0; j <= other.length(); j++) table[0][j] = j;
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int least = Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1);
                least = Math.min(least, table[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[one.length()][other.length()];
    }
}
