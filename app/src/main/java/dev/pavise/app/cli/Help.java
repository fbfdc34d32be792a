package dev.pavise.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Help, made from the verbs. Every line fits into 80 columns.
final class Help {
    private static final int WIDTH = 80;

    private Help() {}

    /// One screen: what there is, by the steps of a user.
    static String whole(String product, List<Verb> verbs, Map<String, String> families) {
        var out = new StringBuilder(product).append(": the security layer for the Model Context Protocol\n\n");
        for (Verb verb : verbs) {
            if (verb.path().equals("up")
                    || verb.path().equals("run")
                    || verb.path().equals("pins diff")
                    || verb.path().equals("ledger tail"))
                out.append("  ").append(verb.examples().getFirst().line()).append('\n');
        }
        var steps = new TreeMap<Verb.Step, Map<String, String>>();
        var told = new HashSet<String>();
        for (Verb verb : verbs) {
            // A family stands where its first verb does.
            if (!told.add(verb.family())) continue;
            String says = verb.member().isEmpty() ? verb.says() : families.getOrDefault(verb.family(), "");
            steps.computeIfAbsent(verb.step(), _ -> new LinkedHashMap<>()).put(verb.family(), says);
        }
        steps.forEach((step, rows) -> {
            out.append('\n').append(step.title()).append('\n');
            rows.forEach((name, says) -> row(out, "  " + name, 14, says));
        });
        out.append("\nEvery command: pavise COMMAND --help. Options for all commands:\n");
        for (Option option : Common.ALL) row(out, "  " + option.shown(), 30, option.says());
        return out.toString();
    }

    /// What a family of verbs holds: `pavise pins`.
    static String family(String family, String says, List<Verb> verbs) {
        var out = new StringBuilder("pavise ")
                .append(family)
                .append(": ")
                .append(says)
                .append("\n\n");
        var members = new ArrayList<Verb>();
        for (Verb verb : verbs) if (verb.family().equals(family)) members.add(verb);
        for (Verb verb : members)
            out.append("  ").append(verb.examples().getFirst().line()).append('\n');
        out.append('\n');
        for (Verb verb : members) row(out, "  " + verb.member(), 14, verb.says());
        return out.append("\nMore: pavise ")
                .append(members.getFirst().path())
                .append(" --help\n")
                .toString();
    }

    static String verb(Verb verb) {
        var out = new StringBuilder();
        for (Verb.Example example : verb.examples()) {
            out.append("  ").append(example.line()).append('\n');
            if (!example.says().isEmpty()) wrapped(out, 6, 6, example.says());
        }
        out.append('\n');
        wrapped(out, 0, 4, verb.synopsis());
        out.append('\n');
        wrapped(out, 0, 0, sentence(verb.says()));
        if (!verb.more().isEmpty()) {
            for (String paragraph : verb.more().split("\n", -1)) wrapped(out.append('\n'), 0, 0, paragraph);
        }
        if (!verb.options().isEmpty()) out.append('\n');
        for (Option option : verb.options()) row(out, "  " + option.shown(), 30, option.says());
        out.append("\nOptions for all commands: ");
        var names = new ArrayList<String>();
        for (Option option : Common.ALL)
            names.add(option.isFlag() ? option.name() : option.name() + " " + option.argument());
        wrapped(out, 0, 4, String.join(", ", names));
        return out.toString();
    }

    static String sentence(String says) {
        return Character.toUpperCase(says.charAt(0)) + says.substring(1) + ".";
    }

    /// A name, and what is said of it from the given column on.
    private static void row(StringBuilder out, String name, int column, String says) {
        out.append(name);
        if (name.length() >= column) out.append('\n').append(" ".repeat(column));
        else out.append(" ".repeat(column - name.length()));
        wrap(out, column, column, says);
    }

    private static void wrapped(StringBuilder out, int indent, int further, String text) {
        out.append(" ".repeat(indent));
        int line = out.lastIndexOf("\n") + 1;
        wrap(out, out.length() - line, further, text);
    }

    private static void wrap(StringBuilder out, int start, int indent, String text) {
        int column = start;
        boolean first = true;
        for (String word : text.split(" ", -1)) {
            if (!first && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(" ".repeat(indent));
                column = indent;
            } else if (!first) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
            first = false;
        }
        out.append('\n');
    }
}
