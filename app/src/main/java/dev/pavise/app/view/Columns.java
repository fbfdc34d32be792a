package dev.pavise.app.view;

import dev.pavise.app.cli.Shown;
import java.util.ArrayList;
import java.util.List;

/// Rows whose cells stand below one another, as narrow as they can; the last one is cut at the terminal's width.
public final class Columns {
    private static final String GAP = "  ";
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
}
