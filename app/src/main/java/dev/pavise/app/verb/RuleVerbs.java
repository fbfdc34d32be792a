package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.run.OwnRules;
import dev.pavise.app.view.Columns;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.Rules;
import dev.pavise.detect.rule.Condition;
import dev.pavise.detect.rule.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// `pavise rules`.
final class RuleVerbs {
    static final String FAMILY = "what is looked for in texts";

    private static final int TEXT_BYTES_MAX = 16 << 20;
    private static final Option AS = Option.value(
            "--as",
            "ORIGIN",
            "where the text stands: definition, instructions, result, resource, prompt, asked, error, sent");

    private static final Option YAML = Option.flag("--yaml", "as its file has it, a model for rules of your own");

    static final Verb LIST = new Verb(
            "rules list",
            Verb.Step.READ,
            "lists what is looked for in definitions, answers and arguments",
            "Rules of your own stand in rules/*.yaml beside the configuration file.",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise rules list", "")),
            RuleVerbs::list);

    static final Verb SHOW = new Verb(
            "rules show",
            Verb.Step.READ,
            "shows a rule: what it finds and spares, why it matters, what to do",
            "",
            List.of(Operand.one("RULE", Operand.Names.OTHER)),
            List.of(YAML, Common.JSON),
            List.of(
                    new Verb.Example("pavise rules show steering/concealment", ""),
                    new Verb.Example("pavise rules show steering/concealment --yaml", "")),
            RuleVerbs::show);

    static final Verb EXPLAIN = new Verb(
            "rules explain",
            Verb.Step.ASSESS,
            "says which rules a text meets, where, and what to do",
            "The text is read from stdin. The exit code is 1 if anything is found that would be withheld.",
            List.of(),
            List.of(AS, Common.JSON),
            List.of(
                    new Verb.Example("pavise rules explain < answer.txt", ""),
                    new Verb.Example("pavise rules explain --as definition < description.txt", "")),
            RuleVerbs::explain);

    private RuleVerbs() {}

    private static int list(Given given, Terminal terminal) throws Fault {
        var columns = new Columns();
        for (Rule each : rules(given, terminal)) {
            if (given.has(Common.JSON)) terminal.print(json(each).toString());
            else columns.row(each.id(), each.severity().word(), each.what());
        }
        for (String line : columns.lines(terminal.width())) terminal.print(line);
        return ExitCode.DONE.number();
    }

    private static int show(Given given, Terminal terminal) throws Fault {
        List<Rule> rules = rules(given, terminal);
        Rule rule = found(given.operand(0).orElse(""), rules);
        if (given.has(YAML)) {
            String yaml = Rules.written(rule.id())
                    .orElseThrow(() -> Fault.wrongUse(
                            "--yaml",
                            rule.id() + " is a rule of your own",
                            "look into rules/ beside the configuration"));
            yaml.lines().map(Shown::line).forEach(terminal::print);
            return ExitCode.DONE.number();
        }
        if (given.has(Common.JSON)) {
            terminal.print(json(rule).toString());
            return ExitCode.DONE.number();
        }
        terminal.print(terminal.bold(rule.id()) + "  " + rule.severity().word());
        terminal.print(rule.what());
        terminal.print("");
        terminal.print("why     " + rule.why());
        terminal.print("remedy  " + rule.remedy());
        if (!rule.references().isEmpty()) terminal.print("see     " + String.join(", ", rule.references()));
        terminal.print("where   " + where(rule));
        for (Condition each : rule.when()) terminal.print("when    " + words(each));
        for (String each : rule.finds()) terminal.print("finds   " + Shown.line(each));
        for (String each : rule.spares()) terminal.print("spares  " + Shown.line(each));
        return ExitCode.DONE.number();
    }

    private static int explain(Given given, Terminal terminal) throws Fault {
        List<Rule> own = OwnRules.of(Home.of(given, terminal.environment()));
        Origin origin = origin(given);
        boolean withheld = false;
        for (Finding each : Rules.engine(own).look(new Passage(text(terminal), origin))) {
            withheld |= each.grade() != Finding.Grade.NOTED;
            if (given.has(Common.JSON)) {
                terminal.print(new JsonLine()
                        .put("rule", each.rule())
                        .put("severity", each.severity().word())
                        .put("confidence", each.confidence())
                        .put("grade", grade(each))
                        .put("from", each.span().from())
                        .put("to", each.span().to())
                        .put("seen", each.seen())
                        .toString());
            } else {
                terminal.print(terminal.bold(each.rule()) + "  " + grade(each) + " ("
                        + Math.round(each.confidence() * 100) + " %), characters "
                        + each.span().from() + " to "
                        + each.span().to());
                terminal.print("  " + Shown.line(each.seen()));
                terminal.print("  pavise rules show " + each.rule());
            }
        }
        return withheld ? ExitCode.FOUND.number() : ExitCode.DONE.number();
    }

    private static String grade(Finding finding) {
        return finding.grade().name().toLowerCase(Locale.ROOT);
    }

    private static List<Rule> rules(Given given, Terminal terminal) throws Fault {
        var rules = new ArrayList<>(Rules.pages());
        rules.addAll(OwnRules.of(Home.of(given, terminal.environment())));
        return rules;
    }

    private static Rule found(String id, List<Rule> rules) throws Fault {
        var names = new HashSet<String>();
        for (Rule each : rules) {
            if (each.id().equals(id)) return each;
            names.add(each.id());
        }
        throw Fault.wrongUse(
                "pavise rules show",
                "no rule \"" + Shown.word(id) + "\"",
                Nearest.to(id, names).map(near -> "did you mean " + near + "?").orElse("pavise rules list shows them"));
    }

    private static Origin origin(Given given) throws Fault {
        String word = given.value(AS).orElse("result");
        for (Origin each : Origin.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) return each;
        }
        throw Fault.wrongUse(
                AS.name(), "no such place \"" + Shown.word(word) + "\"", "pavise rules explain --help lists them");
    }

    private static String text(Terminal terminal) throws Fault {
        try {
            byte[] bytes = terminal.in().readNBytes(TEXT_BYTES_MAX + 1);
            if (bytes.length > TEXT_BYTES_MAX) throw Fault.wrongUse("stdin", "more than 16 MB", "pass a part of it");
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Fault.lacking(
                    "stdin", "cannot be read (" + e.getMessage() + ")", "look at what writes into the pipe");
        }
    }

    private static String where(Rule rule) {
        return rule.where().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String words(Condition condition) {
        String sure = ", " + Math.round(condition.confidence() * 100) + " %";
        return switch (condition) {
            case Condition.Words words -> words.written() + sure;
            case Condition.Regex regex -> regex.regex().pattern() + sure;
        };
    }

    private static JsonLine json(Rule rule) {
        return new JsonLine()
                .put("id", rule.id())
                .put("severity", rule.severity().word())
                .put("what", rule.what())
                .put("why", rule.why())
                .put("remedy", rule.remedy())
                .put("references", rule.references())
                .put("where", where(rule))
                .put("when", rule.when().stream().map(RuleVerbs::words).toList())
                .put("finds", rule.finds())
                .put("spares", rule.spares());
    }
}
