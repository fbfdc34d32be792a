package dev.pavise.detect.file;

import dev.pavise.core.detect.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An Excel workbook. Source: ECMA-376, part 1, section 18.
final class Sheets {
    private static final int COLUMNS_MAX = 16_384;
    private static final int STRINGS_MAX = 1_000_000;

    private final Office office;
    private final Reading out;
    private final List<String> strings = new ArrayList<>();
    private final Set<String> hiddenRelations = new HashSet<>();
    private final Set<String> hiddenParts = new HashSet<>();
    private final List<Boolean> whiteFonts = new ArrayList<>();
    private final List<Boolean> whiteCells = new ArrayList<>();

    Sheets(Office office, Reading out) {
        this.office = office;
        this.out = out;
    }

    void read() {
        office.read("xl/workbook.xml", new Xml.Handler() {
            @Override
            public void start(Xml.Element element) {
                if (element.name().equals("sheet") && element.value("state").matches("(?i)hidden|veryHidden"))
                    hiddenRelations.add(element.value("id"));
            }
        });
        office.read("xl/_rels/workbook.xml.rels", new Xml.Handler() {
            @Override
            public void start(Xml.Element element) {
                if (hiddenRelations.contains(element.value("Id")))
                    hiddenParts.add("xl/" + element.value("Target").replaceFirst("^(/xl/|\\./)", ""));
            }
        });
        office.read("xl/sharedStrings.xml", new Strings());
        office.read("xl/styles.xml", new Fonts());
        for (String name : office.names("xl/worksheets/[^/]+\\.xml"))
            office.read(name, new Cells(hiddenParts.contains(name) ? "a hidden sheet" : null));
        for (String name : office.names("xl/(comments|threadedComments/|drawings/)[^/]*\\.xml"))
            office.read(name, new Texts(name.startsWith("xl/drawings/") ? null : "a comment"));
    }

    /// The strings that cells point to: `si` holds `t`s.
    private final class Strings implements Xml.Handler {
        private final StringBuilder string = new StringBuilder();
        private boolean inText;

        @Override
        public void start(Xml.Element element) {
            inText = element.name().equals("t");
            if (element.name().equals("si")) string.setLength(0);
        }

        @Override
        public void text(String part) {
            if (inText) string.append(part);
        }

        @Override
        public void end(String name) {
            inText = false;
            if (name.equals("si") && strings.size() < STRINGS_MAX) strings.add(string.toString());
        }
    }

    /// Which fonts are white, and which cells have one and no fill.
    private final class Fonts implements Xml.Handler {
        private boolean inFonts;
        private boolean inCells;

        @Override
        public void start(Xml.Element element) {
            switch (element.name()) {
                case "fonts" -> inFonts = true;
                case "cellXfs" -> inCells = true;
                case "font" -> {
                    if (inFonts) whiteFonts.add(false);
                }
                case "color" -> {
                    boolean isWhite = element.value("rgb").matches("(?i)(ff)?f{6}")
                            || element.value("theme").equals("0");
                    if (inFonts && !whiteFonts.isEmpty()) whiteFonts.set(whiteFonts.size() - 1, isWhite);
                }
                case "xf" -> {
                    int font = number(element.value("fontId"));
                    boolean isWhite = font >= 0 && font < whiteFonts.size() && whiteFonts.get(font);
                    // Fill 0 is none, and 1 a pattern of grey that Excel keeps for itself.
                    if (inCells) whiteCells.add(isWhite && number(element.value("fillId")) <= 1);
                }
                default -> {}
            }
        }

        @Override
        public void end(String name) {
            if (name.equals("fonts")) inFonts = false;
            if (name.equals("cellXfs")) inCells = false;
        }
    }

    /// One sheet's cells.
    private final class Cells implements Xml.Handler {
        private final @Nullable String hidden;
        private final Runs runs = new Runs(out);
        private final Map<Integer, Boolean> hiddenColumns = new HashMap<>();
        private final StringBuilder value = new StringBuilder();
        private String element = "";
        private String type = "";
        private int style;
        private int column;
        private boolean isRowHidden;
        private int depth;

        Cells(@Nullable String hidden) {
            this.hidden = hidden;
        }

        @Override
        public void start(Xml.Element start) {
            depth++;
            element = start.name();
            switch (element) {
                case "col" -> {
                    int last = Math.min(COLUMNS_MAX, number(start.value("max")));
                    for (int i = Math.max(1, number(start.value("min")));
                            start.value("hidden").equals("1") && i <= last;
                            i++) hiddenColumns.put(i, true);
                }
                case "row" -> {
                    isRowHidden = start.value("hidden").matches("1|true");
                    column = 0;
                }
                case "c" -> {
                    column = start.value("r").isEmpty() ? column + 1 : column(start.value("r"));
                    type = start.value("t");
                    style = number(start.value("s"));
                    value.setLength(0);
                }
                default -> {}
            }
        }

        @Override
        public void text(String part) {
            if (element.equals("v") || element.equals("t")) value.append(part);
            if (element.equals("f") || element.equals("oddHeader") || element.equals("oddFooter")) formula(part);
        }

        private void formula(String part) {
            if (part.contains("\"") && Letters.saysSomething(part)) runs.add(part + '\n', "a formula");
            String upper = part.toUpperCase(Locale.ROOT);
            if (upper.contains("WEBSERVICE(") || upper.contains("|'"))
                out.found("file/active-content", Severity.HIGH, 0.7, "a formula that runs or fetches something");
        }

        @Override
        public void end(String name) {
            element = "";
            if (name.equals("c") && !value.isEmpty()) runs.add(string() + '\t', why());
            if (name.equals("row")) runs.endLine();
            if (--depth == 0) runs.finish("a sheet");
        }

        private String string() {
            int index = type.equals("s") ? number(value.toString()) : -1;
            return index >= 0 && index < strings.size() ? strings.get(index) : value.toString();
        }

        private @Nullable String why() {
            if (hidden != null) return hidden;
            if (isRowHidden) return "a hidden row";
            if (hiddenColumns.containsKey(column)) return "a hidden column";
            boolean isWhite = style >= 0 && style < whiteCells.size() && whiteCells.get(style);
            return isWhite ? "white text" : null;
        }
    }

    /// Comments and shapes: every `t`.
    private final class Texts implements Xml.Handler {
        private final @Nullable String why;
        private final Runs runs = new Runs(out);
        private boolean inText;
        private int depth;

        Texts(@Nullable String why) {
            this.why = why;
        }

        @Override
        public void start(Xml.Element element) {
            depth++;
            inText = element.name().equals("t") || element.name().equals("text");
            if (element.name().equals("cNvPr")) runs.add(element.value("descr") + '\n', "a picture's description");
        }

        @Override
        public void text(String part) {
            if (inText) runs.add(part, why);
        }

        @Override
        public void end(String name) {
            inText = false;
            if (name.equals("p") || name.equals("comment")) runs.endLine();
            if (--depth == 0) runs.finish("a shape");
        }
    }

    /// `C` of `C7` is 3.
    private static int column(String cell) {
        int column = 0;
        for (int i = 0; i < Math.min(3, cell.length()) && cell.charAt(i) >= 'A' && cell.charAt(i) <= 'Z'; i++)
            column = column * 26 + cell.charAt(i) - 'A' + 1;
        return column;
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
