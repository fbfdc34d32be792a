package dev.pavise.app.view;

import dev.pavise.app.cli.Shown;
import java.util.ArrayList;
import java.util.List;

/// Rows whose cells stand below one another, as narrow as they can; the last one is cut at the terminal's width. Where
/// that would leave next to nothing of it, or the terminal is narrow, each cell has lines of its own and none is cut.
public final class Columns {
    private static final String GAP = "  ";
    private static final int LAST_CHARS_MIN = 16;
    private static final int NARROW = 60;
    private static final String INDENT = "    ";
    private final List<List<String>> rows = new ArrayList<>();

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public List<String> lines(int width) {
        int most = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[most];
        for (List<String> row : rows)
            for (int i = 0; i + 1 < row.size(); i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        int last = rows.stream().mapToInt(row -> row.getLast().length()).max().orElse(0);
        long before = 0;
        for (int i = 0; i + 1 < most; i++) before += widths[i] + GAP.length();
        if (before + (width < NARROW ? last : Math.min(last, LAST_CHARS_MIN)) > width) return stacked(width);
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                if (i + 1 < row.size())
                    line.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
            }
            lines.add(Shown.cut(line.toString().stripTrailing(), width));
        }
        return lines;
    }

    private List<String> stacked(int width) {
        var lines = new ArrayList<String>();
        for (List<String> row : rows)
            for (int i = 0; i < row.size(); i++) {
                String rest = (i == 0 ? "" : INDENT) + row.get(i);
                if (rest.isBlank()) continue;
                for (;
                        rest.length() > width;
                        rest = INDENT + rest.substring(end(rest, width)).stripLeading())
                    lines.add(rest.substring(0, end(rest, width)).stripTrailing());
                lines.add(rest.stripTrailing());
            }
        return lines;
    }

    /// Where a line that is too long ends: at its last space, or where it is full.
    private static int end(String line, int width) {
        int space = line.lastIndexOf(' ', width);
        if (space > width / 2) return space;
        return Character.isHighSurrogate(line.charAt(width - 1)) ? width - 1 : width;
    }
}
