package dev.pavise.app.cli;

import java.util.List;

/// One option of a verb.
///
/// @param name with its hyphens: `--limit`
/// @param letter its short form, or a space
/// @param argument what stands for its value in help; empty for a switch, which takes none
/// @param choices the values it takes; empty where any will do
/// @param says what it does, as part of a sentence
public record Option(String name, char letter, String argument, List<String> choices, String says) {
    public Option {
        choices = List.copyOf(choices);
    }

    public static Option flag(String name, String says) {
        return new Option(name, ' ', "", List.of(), says);
    }

    public static Option value(String name, String argument, String says) {
        return new Option(name, ' ', argument, List.of(), says);
    }

    public static Option choice(String name, List<String> choices, String says) {
        return new Option(name, ' ', String.join("|", choices), choices, says);
    }

    public Option withLetter(char other) {
        return new Option(name, other, argument, choices, says);
    }

    public boolean isFlag() {
        return argument.isEmpty();
    }

    /// As help shows it: `-n, --limit NUMBER`.
    String shown() {
        String whole = isFlag() ? name : name + " " + argument;
        return letter == ' ' ? whole : "-" + letter + ", " + whole;
    }
}
