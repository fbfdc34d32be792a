package dev.pavise.app.cli;

import java.util.List;

/// One command: its words, what it does, what it takes, and examples.
///
/// @param path its words: `run`, `pins diff`
/// @param step which of the user's steps it belongs to
/// @param says what it does, in a line
/// @param more what else there is to know, in sentences; may be empty
/// @param examples at least one
public record Verb(
        String path,
        Step step,
        String says,
        String more,
        List<Operand> operands,
        List<Option> options,
        List<Example> examples,
        Action action) {
    /// The steps of a user, in their order, and what there is besides.
    public enum Step {
        READ,
        ASSESS,
        PLAN,
        PROTECT,
        WATCH,
        SET_UP;

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /// A command line that works, and what it is for.
    public record Example(String line, String says) {}

    /// What a verb does; the exit code.
    @FunctionalInterface
    public interface Action {
        int run(Given given, Terminal terminal) throws Fault, InterruptedException;
    }

    public Verb {
        operands = List.copyOf(operands);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
        if (examples.isEmpty()) throw new IllegalArgumentException("no example for " + path);
    }

    /// The first of its words: `pins` of `pins diff`.
    public String family() {
        int space = path.indexOf(' ');
        return space < 0 ? path : path.substring(0, space);
    }

    /// The rest of its words, or nothing.
    public String member() {
        int space = path.indexOf(' ');
        return space < 0 ? "" : path.substring(space + 1);
    }

    /// Its line in help: `pavise pins diff SERVER [ITEM] [--json]`.
    public String synopsis() {
        var line = new StringBuilder("pavise ").append(path);
        if (operands.isEmpty() || operands.getLast().count() != Operand.Count.COMMAND) {
            for (Operand operand : operands) line.append(' ').append(operand.shown());
            return line.append(" [OPTIONS]").toString();
        }
        for (Operand operand : operands.subList(0, operands.size() - 1))
            line.append(' ').append(operand.shown());
        return line.append(" [OPTIONS] ").append(operands.getLast().shown()).toString();
    }
}
