package dev.pavise.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the verb that a command line names, has it done, and tells what went wrong.
///
/// @param product name and version
/// @param verbs all there are, in the order of help
/// @param families what is said of a word that several verbs begin with
/// @param troubles how faults of the stores are told; empty for what is an error of Pavise's own
public record Cli(
        String product,
        List<Verb> verbs,
        Map<String, String> families,
        Function<RuntimeException, Optional<Fault>> troubles) {
    public Cli {
        verbs = List.copyOf(verbs);
        families = Map.copyOf(families);
    }

    /// The exit code.
    public int execute(List<String> line, Terminal terminal) {
        try {
            int code = found(line, terminal);
            terminal.flush();
            return code;
        } catch (Fault fault) {
            return told(fault, terminal);
        } catch (Terminal.Gone gone) {
            // Whoever read stdout has read enough.
            return ExitCode.DONE.number();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INCOMPLETE.number();
        } catch (RuntimeException e) {
            Optional<Fault> known = troubles.apply(e);
            if (known.isEmpty()) throw e;
            return told(known.get(), terminal);
        }
    }

    /// Help for everything, a family or one verb; what `pavise help` prints.
    public Optional<String> help(List<String> words) {
        if (words.isEmpty()) return Optional.of(Help.whole(product, verbs, families));
        String path = String.join(" ", words);
        for (Verb verb : verbs) if (verb.path().equals(path)) return Optional.of(Help.verb(verb));
        if (words.size() == 1 && families.containsKey(path))
            return Optional.of(Help.family(path, families.getOrDefault(path, ""), verbs));
        return Optional.empty();
    }

    private static int told(Fault fault, Terminal terminal) {
        terminal.say(fault.words());
        return fault.code().number();
    }

    private int found(List<String> line, Terminal terminal) throws Fault, InterruptedException {
        var words = new ArrayList<>(line);
        int at = firstWord(words);
        if (at < 0) return withoutVerb(words, terminal);
        String first = words.get(at);
        Verb verb = named(first);
        if (verb == null && at + 1 < words.size()) {
            verb = named(first + " " + words.get(at + 1));
            if (verb != null) words.remove(at + 1);
        }
        if (verb == null) return noVerb(first, words.subList(at + 1, words.size()), terminal);
        words.remove(at);
        Given given = Parser.parse(verb, words);
        terminal.colour(given.value(Common.COLOR).orElse("auto"));
        if (given.has(Common.HELP)) {
            terminal.print(Help.verb(verb).stripTrailing());
            return ExitCode.DONE.number();
        }
        return verb.action().run(given, terminal);
    }

    private @org.jspecify.annotations.Nullable Verb named(String path) {
        for (Verb verb : verbs) if (verb.path().equals(path)) return verb;
        return null;
    }

    /// Where the verb stands: behind options for all commands and their values.
    private static int firstWord(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (!word.startsWith("-")) return at;
            if (word.equals("--")) return -1;
            for (Option option : Common.ALL)
                if (!option.isFlag() && option.name().equals(word)) at++;
        }
        return -1;
    }

    private int withoutVerb(List<String> words, Terminal terminal) throws Fault {
        if (words.contains("--version") || words.contains("-V")) {
            terminal.print(product);
            return ExitCode.DONE.number();
        }
        String help = Help.whole(product, verbs, families).stripTrailing();
        if (words.isEmpty()) {
            terminal.say(help);
            return ExitCode.WRONG_USE.number();
        }
        if (words.contains("--help") || words.contains("-h")) {
            terminal.print(help);
            return ExitCode.DONE.number();
        }
        var names = new ArrayList<>(List.of("--version"));
        for (Option option : Common.ALL) names.add(option.name());
        for (String word : words) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (word.equals("-v")) throw Fault.wrongUse("pavise", "no option \"-v\"", "did you mean --version, or -V?");
            if (word.startsWith("-") && !names.contains(name)) throw Parser.unknown("", word, names);
        }
        throw Fault.wrongUse("pavise", "no command", "pavise --help lists them");
    }

    private int noVerb(String first, List<String> rest, Terminal terminal) throws Fault {
        var members = new ArrayList<String>();
        var all = new LinkedHashSet<String>();
        for (Verb verb : verbs) {
            all.add(verb.family());
            if (verb.family().equals(first)) members.add(verb.member());
        }
        if (members.isEmpty() && first.equals("version"))
            throw Fault.wrongUse("pavise", "no command \"version\"", "did you mean pavise --version?");
        if (members.isEmpty()) {
            throw Fault.wrongUse(
                    "pavise",
                    "no command \"" + Shown.word(first) + "\"",
                    Nearest.to(first, all)
                            .map(near -> "did you mean pavise " + near + "?")
                            .orElse("pavise --help lists them"));
        }
        String help =
                Help.family(first, families.getOrDefault(first, ""), verbs).stripTrailing();
        if (rest.contains("--help") || rest.contains("-h")) {
            terminal.print(help);
            return ExitCode.DONE.number();
        }
        Optional<String> second =
                rest.stream().filter(word -> !word.startsWith("-")).findFirst();
        if (second.isEmpty()) {
            terminal.say(help);
            return ExitCode.WRONG_USE.number();
        }
        throw Fault.wrongUse(
                "pavise " + first,
                "no command \"" + Shown.word(second.get()) + "\"",
                Nearest.to(second.get(), members)
                        .map(near -> "did you mean pavise " + first + " " + near + "?")
                        .orElse("it has " + String.join(", ", members)));
    }
}
