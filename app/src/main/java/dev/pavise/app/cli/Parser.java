package dev.pavise.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the words of a command apart by its verb's definition.
final class Parser {
    private Parser() {}

    /// What was given to the verb by these words, in which those of its path no longer stand.
    static Given parse(Verb verb, List<String> words) throws Fault {
        var given = new Given(verb);
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.equals("--")) {
                given.command(words.subList(at, words.size()));
                break;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                given.add(word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            Option option = option(verb, equals < 0 ? word : word.substring(0, equals), word);
            if (option.isFlag()) {
                if (equals >= 0) throw Fault.wrongUse(option.name(), "takes no value", "write " + option.name());
                given.set(option, "");
                continue;
            }
            if (equals < 0 && at >= words.size()) {
                throw Fault.wrongUse(option.name(), "lacks its value", "write " + option.shown());
            }
            set(given, option, equals < 0 ? words.get(at++) : word.substring(equals + 1));
        }
        if (!given.has(Common.HELP)) check(given);
        return given;
    }

    private static void set(Given given, Option option, String value) throws Fault {
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            String nearest = Nearest.to(value, option.choices())
                    .map(near -> "did you mean " + near + "? It takes ")
                    .orElse("it takes ");
            throw Fault.wrongUse(
                    option.name(),
                    "\"" + Shown.word(value) + "\" is none of its values",
                    nearest + String.join(", ", option.choices()));
        }
        given.set(option, value);
    }

    private static Option option(Verb verb, String name, String word) throws Fault {
        var names = new ArrayList<String>();
        for (List<Option> options : List.of(verb.options(), Common.ALL)) {
            for (Option option : options) {
                if (option.name().equals(name)) return option;
                if (name.length() == 2 && option.letter() != ' ' && option.letter() == name.charAt(1)) return option;
                names.add(option.name());
            }
        }
        throw unknown(verb.path(), word, names);
    }

    static Fault unknown(String path, String word, List<String> names) {
        Optional<String> nearest = Nearest.to(word, names);
        return Fault.wrongUse(
                ("pavise " + path).strip(),
                "no option \"" + Shown.word(word) + "\"",
                nearest.map(near -> "did you mean " + near + "?")
                        .orElse(("pavise " + path).strip() + " --help lists them"));
    }

    private static void check(Given given) throws Fault {
        Verb verb = given.verb();
        int most = 0;
        int least = 0;
        boolean command = false;
        for (Operand operand : verb.operands()) {
            switch (operand.count()) {
                case ONE -> {
                    least++;
                    most++;
                }
                case OPTIONAL -> most++;
                case MANY -> most = Integer.MAX_VALUE;
                case COMMAND -> command = true;
            }
        }
        int count = given.operands().size();
        if (count < least) {
            throw Fault.wrongUse(
                    "pavise " + verb.path(), verb.operands().get(count).name() + " is missing", usage(verb));
        }
        if (count > most) {
            String surplus = Shown.word(given.operands().get(most));
            throw Fault.wrongUse(
                    "pavise " + verb.path(),
                    "\"" + surplus + "\" is one word too many",
                    command ? "the server's command goes behind --: " + withCommand(verb) : usage(verb));
        }
        if (!command && !given.command().isEmpty()) {
            throw Fault.wrongUse("pavise " + verb.path(), "takes no command behind --", usage(verb));
        }
        choices(given);
    }

    private static void choices(Given given) throws Fault {
        List<Operand> operands = given.verb().operands();
        for (int i = 0; i < Math.min(operands.size(), given.operands().size()); i++) {
            List<String> choices = operands.get(i).choices();
            String word = given.operands().get(i);
            if (choices.isEmpty() || choices.contains(word)) continue;
            throw Fault.wrongUse(
                    "pavise " + given.verb().path(),
                    "no " + operands.get(i).name().toLowerCase(java.util.Locale.ROOT) + " \"" + Shown.word(word) + "\"",
                    Nearest.to(word, choices)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it takes " + String.join(", ", choices)));
        }
    }

    private static String withCommand(Verb verb) {
        for (Verb.Example example : verb.examples()) if (example.line().contains(" -- ")) return example.line();
        return verb.synopsis();
    }

    private static String usage(Verb verb) {
        return "for example: " + verb.examples().getFirst().line();
    }
}
