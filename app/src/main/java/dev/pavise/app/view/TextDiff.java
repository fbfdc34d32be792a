package dev.pavise.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Two texts held against each other, piece by piece: what stayed, what went, what came.
final class TextDiff {
    /// Beyond so many pairs of pieces the middle counts as one change.
    private static final long PAIRS_MAX = 4_000_000;

    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}_]+|.", Pattern.DOTALL);

    /// A run of pieces.
    record Run(Kind kind, String text) {
        enum Kind {
            SAME,
            GONE,
            NEW
        }
    }

    private TextDiff() {}

    static List<Run> words(String was, String is) {
        return runs(pieces(was), pieces(is));
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var found = WORD.matcher(text);
        while (found.find()) pieces.add(found.group());
        return pieces;
    }

    private static List<Run> runs(List<String> was, List<String> is) {
        int start = 0;
        while (start < was.size() && start < is.size() && was.get(start).equals(is.get(start))) start++;
        int end = 0;
        while (end < was.size() - start
                && end < is.size() - start
                && was.get(was.size() - 1 - end).equals(is.get(is.size() - 1 - end))) end++;
        var runs = new ArrayList<Run>();
        add(runs, Run.Kind.SAME, String.join("", was.subList(0, start)));
        middle(was.subList(start, was.size() - end), is.subList(start, is.size() - end), runs);
        add(runs, Run.Kind.SAME, String.join("", was.subList(was.size() - end, was.size())));
        return runs;
    }

    /// By the longest common subsequence.
    private static void middle(List<String> was, List<String> is, List<Run> runs) {
        if ((long) was.size() * is.size() > PAIRS_MAX) {
            add(runs, Run.Kind.GONE, String.join("", was));
            add(runs, Run.Kind.NEW, String.join("", is));
            return;
        }
        int[][] common = new int[was.size() + 1][is.size() + 1];
        for (int i = was.size() - 1; i >= 0; i--)
            for (int j = is.size() - 1; j >= 0; j--)
                common[i][j] = was.get(i).equals(is.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
        int i = 0;
        int j = 0;
        while (i < was.size() || j < is.size()) {
            if (i < was.size() && j < is.size() && was.get(i).equals(is.get(j))) {
                add(runs, Run.Kind.SAME, was.get(i));
                i++;
                j++;
            } else if (j >= is.size() || i < was.size() && common[i + 1][j] >= common[i][j + 1]) {
                add(runs, Run.Kind.GONE, was.get(i++));
            } else {
                add(runs, Run.Kind.NEW, is.get(j++));
            }
        }
    }

    private static void add(List<Run> runs, Run.Kind kind, String text) {
        if (text.isEmpty()) return;
        if (!runs.isEmpty() && runs.getLast().kind() == kind) {
            runs.set(runs.size() - 1, new Run(kind, runs.getLast().text() + text));
        } else {
            runs.add(new Run(kind, text));
        }
    }
}
