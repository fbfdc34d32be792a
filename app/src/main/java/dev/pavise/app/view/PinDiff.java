package dev.pavise.app.view;

import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Pin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What a definition says now against what was approved, field by field, with every invisible character by its name.
public final class PinDiff {
    /// One field, by its JSON Pointer; what it said and what it says, each empty where it is not there.
    public record Field(String place, String was, String is) {}

    private static final int CONTEXT_CHARS = 60;

    private PinDiff() {}

    /// The fields that differ; all of them where nothing was approved, or no person has approved it yet.
    public static List<Field> fields(Pin pin) {
        Map<String, String> was = isCompared(pin)
                ? pin.approved().map(each -> leaves(each.text())).orElse(Map.of())
                : Map.of();
        Map<String, String> is = leaves(pin.seen().text());
        var places = new TreeSet<>(was.keySet());
        places.addAll(is.keySet());
        var fields = new ArrayList<Field>();
        for (String place : places) {
            String before = was.getOrDefault(place, "");
            String after = is.getOrDefault(place, "");
            if (!before.equals(after)) fields.add(new Field(place, shown(before), shown(after)));
        }
        return fields;
    }

    /// For people: a headline for each field, then what went and what came.
    public static List<String> lines(Pin pin, Terminal terminal) {
        var lines = new ArrayList<String>();
        for (Field field : fields(pin)) {
            String place = Shown.line(field.place().isEmpty() ? "/" : field.place());
            if (field.was().isEmpty()) {
                lines.add("  " + terminal.bold(place) + (isCompared(pin) ? " is new" : ""));
                added(lines, terminal, field.is());
            } else if (field.is().isEmpty()) {
                lines.add("  " + terminal.bold(place) + " is gone");
                gone(lines, terminal, field.was());
            } else {
                lines.add("  " + terminal.bold(place) + " changed");
                changed(lines, terminal, field);
            }
        }
        return lines;
    }

    private static boolean isCompared(Pin pin) {
        return pin.approved().isPresent() && pin.state() != Pin.State.QUARANTINED;
    }

    /// Long texts show only the words that changed, with some around them; short ones both whole.
    private static void changed(List<String> lines, Terminal terminal, Field field) {
        if (field.was().length() <= CONTEXT_CHARS && field.is().length() <= CONTEXT_CHARS) {
            gone(lines, terminal, field.was());
            added(lines, terminal, field.is());
            return;
        }
        List<TextDiff.Run> runs = TextDiff.words(field.was(), field.is());
        var line = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            TextDiff.Run run = runs.get(i);
            String shown = Shown.lines(run.text());
            switch (run.kind()) {
                case SAME -> line.append(shortened(shown, i == 0, i == runs.size() - 1));
                case GONE -> line.append(terminal.red("[-" + shown + "-]"));
                case NEW -> line.append(terminal.green("{+" + shown + "+}"));
            }
        }
        for (String each : line.toString().split("\n", -1)) lines.add("    " + each);
    }

    private static String shortened(String text, boolean isFirst, boolean isLast) {
        int kept = CONTEXT_CHARS / 2;
        if (text.length() <= 2 * kept) return text;
        String head = isFirst ? "" : text.substring(0, kept);
        String tail = isLast ? "" : text.substring(text.length() - kept);
        return head + "…" + tail;
    }

    private static void gone(List<String> lines, Terminal terminal, String text) {
        for (String line : Shown.lines(text).split("\n", -1)) lines.add("    " + terminal.red("- " + line));
    }

    private static void added(List<String> lines, Terminal terminal, String text) {
        for (String line : Shown.lines(text).split("\n", -1)) lines.add("    " + terminal.green("+ " + line));
    }

    /// Without the mark of its kind; an empty text as two quotes, because nothing means that there is no such field.
    private static String shown(String leaf) {
        return leaf.equals("s") ? "\"\"" : leaf.isEmpty() ? "" : leaf.substring(1);
    }

    /// Every plain value of a definition by its place, behind a mark of its kind: the text `{}` is not an empty object.
    private static Map<String, String> leaves(String text) {
        var leaves = new LinkedHashMap<String, String>();
        if (Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json json) collect(json.root(), "", leaves);
        else leaves.put("", "r" + text);
        return leaves;
    }

    private static void collect(Value value, String place, Map<String, String> leaves) {
        switch (value.kind()) {
            case OBJECT -> {
                if (value.members().isEmpty()) leaves.put(place, "r{}");
                for (Value.Member member : value.members())
                    collect(
                            member.value(),
                            place + "/"
                                    + member.name().text().replace("~", "~0").replace("/", "~1"),
                            leaves);
            }
            case ARRAY -> {
                List<Value> elements = value.elements();
                if (elements.isEmpty()) leaves.put(place, "r[]");
                for (int i = 0; i < elements.size(); i++) collect(elements.get(i), place + "/" + i, leaves);
            }
            case STRING -> leaves.put(place, "s" + value.text());
            case NUMBER, TRUE, FALSE, NULL -> leaves.put(place, "r" + value.raw());
        }
    }
}
