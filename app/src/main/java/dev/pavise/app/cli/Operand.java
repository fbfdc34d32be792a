package dev.pavise.app.cli;

import java.util.List;

/// A word of a command that is no option: a name, a file.
///
/// @param name as help shows it, in capitals
/// @param count how many there may be
/// @param names what it names, for completion and suggestions
/// @param choices the words it takes, where [Names#CHOICES]
public record Operand(String name, Count count, Names names, List<String> choices) {
    /// How many there may be. Only the last operand may be many.
    public enum Count {
        ONE,
        OPTIONAL,
        MANY,
        /// A whole command behind `--`.
        COMMAND
    }

    /// What kind of thing it names.
    public enum Names {
        SERVER,
        PIN,
        FILE,
        VERB,
        CHOICES,
        OTHER
    }

    public Operand {
        choices = List.copyOf(choices);
    }

    public static Operand one(String name, Names names) {
        return new Operand(name, Count.ONE, names, List.of());
    }

    public static Operand optional(String name, Names names) {
        return new Operand(name, Count.OPTIONAL, names, List.of());
    }

    public static Operand many(String name, Names names) {
        return new Operand(name, Count.MANY, names, List.of());
    }

    public static Operand choice(String name, List<String> choices) {
        return new Operand(name, Count.ONE, Names.CHOICES, choices);
    }

    /// A command line of its own, behind `--`.
    public static Operand command(String name) {
        return new Operand(name, Count.COMMAND, Names.OTHER, List.of());
    }

    String shown() {
        return switch (count) {
            case ONE -> name;
            case OPTIONAL -> "[" + name + "]";
            case MANY -> "[" + name + "…]";
            case COMMAND -> "[-- " + name + "…]";
        };
    }
}
