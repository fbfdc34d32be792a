package dev.pavise.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person gave to a verb: values of options, operands, and the command behind `--`.
public final class Given {
    private final Verb verb;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();
    private List<String> command = List.of();

    Given(Verb verb) {
        this.verb = verb;
    }

    public Verb verb() {
        return verb;
    }

    public boolean has(Option option) {
        return values.containsKey(option.name());
    }

    public Optional<String> value(Option option) {
        return Optional.ofNullable(values.get(option.name()));
    }

    /// The value as a whole number within bounds.
    public int number(Option option, int unset, int least, int most) throws Fault {
        String given = values.get(option.name());
        if (given == null) return unset;
        try {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            throw outside(option, given, least, most);
        }
        throw outside(option, given, least, most);
    }

    public List<String> operands() {
        return List.copyOf(operands);
    }

    public Optional<String> operand(int index) {
        return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
    }

    /// The words behind `--`.
    public List<String> command() {
        return command;
    }

    void set(Option option, String value) {
        values.put(option.name(), value);
    }

    void add(String operand) {
        operands.add(operand);
    }

    void command(List<String> words) {
        command = List.copyOf(words);
    }

    private static Fault outside(Option option, String given, int least, int most) {
        return Fault.wrongUse(
                option.name(),
                "\"" + given + "\" is no whole number from " + least + " to " + most,
                "leave it out, or correct it");
    }
}
