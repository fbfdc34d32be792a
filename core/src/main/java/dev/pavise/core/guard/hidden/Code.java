package dev.pavise.core.guard.hidden;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Code in Markdown, which is shown as it is written: fences, and spans on one line (CommonMark 0.31, sections 4.5 and
/// 6.1).
final class Code {
    /// A long range does not count, because not every reader sees Markdown.
    private static final int LENGTH_MAX = 80;

    private static final int TICKS_MAX = 16;

    private final String text;
    private @Nullable BitSet code;

    Code(String text) {
        this.text = text;
    }

    /// Whether a short range stands in code: then a reader sees it.
    boolean shows(int from, int to) {
        if (to - from > LENGTH_MAX) return false;
        if (code == null) code = read();
        return code.nextClearBit(from) >= to;
    }

    private BitSet read() {
        var found = new BitSet(text.length());
        boolean fenced = false;
        int line = 0;
        while (line < text.length()) {
            int next = text.indexOf('\n', line);
            int end = next < 0 ? text.length() : next;
            if (isFence(line)) {
                fenced = !fenced;
            } else if (fenced) {
                found.set(line, end + 1);
            } else {
                spans(line, end, found);
            }
            line = end + 1;
        }
        return found;
    }

    private boolean isFence(int line) {
        int i = line;
        while (i < text.length() && text.charAt(i) == ' ') i++;
        return text.startsWith("```", i) || text.startsWith("~~~", i);
    }

    private void spans(int from, int to, BitSet found) {
        List<int[]> runs = ticks(from, to);
        int[] behind = new int[TICKS_MAX + 1];
        int[] closing = new int[runs.size()];
        for (int i = runs.size() - 1; i >= 0; i--) {
            int length = runs.get(i)[1];
            closing[i] = behind[length];
            behind[length] = i;
        }
        int i = 0;
        while (i < runs.size()) {
            int close = closing[i];
            if (close > i) found.set(runs.get(i)[0], runs.get(close)[0]);
            i = Math.max(i, close) + 1;
        }
    }

    private List<int[]> ticks(int from, int to) {
        var runs = new ArrayList<int[]>();
        int i = from;
        while (i < to) {
            int start = i;
            while (i < to && text.charAt(i) == '`') i++;
            if (i > start && i - start <= TICKS_MAX) runs.add(new int[] {start, i - start});
            i += i == start ? 1 : 0;
        }
        return runs;
    }
}
