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
import dev.pavise.app.run.Facts;
import dev.pavise.app.run.OwnRules;
import dev.pavise.app.run.Protection;
import dev.pavise.app.view.Columns;
import dev.pavise.app.view.Times;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.Argument;
import dev.pavise.detect.rule.Rule;
import dev.pavise.ledger.state.SqliteAllowances;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// `pavise allow`: lets one rule through on purpose, as narrowly as possible.
final class AllowVerb {
    private static final int DAYS_MAX = 366;
    private static final int TEXT_CHARS_MAX = 500;

    private static final Option SERVER = Option.value("--server", "NAME", "for this server alone");
    private static final Option TOOL =
            Option.value("--tool", "NAME", "for this tool, prompt or URI; * for all of the server's");
    private static final Option ARGUMENT = Option.value(
            "--argument",
            "PATH",
            "in this argument of its calls alone: filter.text, or /filter/text as a JSON Pointer");
    private static final Option UNTIL = Option.value("--until", "DATE", "the last day on which it holds: 2026-12-31");
    private static final Option REASON = Option.value("--reason", "TEXT", "why; asked for where it is left out");
    private static final Option OWNER =
            Option.value("--owner", "NAME", "who answers for it; you, where it is left out");
    private static final Option LIST = Option.flag("--list", "lists what is allowed");
    private static final Option REVOKE = Option.flag("--revoke", "takes one back");

    /// What is decided elsewhere.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "pins", "approve what changed: pavise pins approve SERVER ITEM",
            "budget", "set rates in pavise.yaml: pavise config schema describes them");

    static final Verb VERB = new Verb(
            "allow",
            Verb.Step.PROTECT,
            "lets through what a rule denies wrongly, for one server, tool and argument, until a day",
            "pavise show prints the command for a denial. An allowance holds a year at most, shows in pavise"
                    + " status, and is recorded in the ledger with its owner and reason.",
            List.of(Operand.optional("RULE", Operand.Names.OTHER)),
            List.of(SERVER, TOOL, ARGUMENT, UNTIL, REASON, OWNER, LIST, REVOKE, Common.JSON),
            List.of(
                    new Verb.Example(
                            "pavise allow hidden-text --server market --tool quote --until 2026-12-31 --reason \"flags of"
                                    + " countries\"",
                            "from the next message on"),
                    new Verb.Example(
                            "pavise allow secret/jwt --server docs --tool explain --argument token --until 2026-12-31"
                                    + " --reason \"examples of the manual\"",
                            "elsewhere in the same call it is still denied"),
                    new Verb.Example("pavise allow --list", ""),
                    new Verb.Example("pavise allow hidden-text --server market --tool quote --revoke", "")),
            AllowVerb::run);

    private AllowVerb() {}

    private static int run(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        if (given.has(LIST)) return list(home, given, terminal);
        String rule = rule(given, terminal);
        String server = required(given, SERVER);
        String tool = required(given, TOOL);
        Argument argument = argument(given, rule);
        return given.has(REVOKE)
                ? revoke(home, rule, server, tool, argument, given, terminal)
                : allow(home, rule, server, tool, argument, given, terminal);
    }

    private static int allow(
            Home home, String rule, String server, String tool, Argument argument, Given given, Terminal terminal)
            throws Fault {
        Instant now = Instant.now();
        Instant until = until(required(given, UNTIL), now, ZoneId.systemDefault());
        String reason = text(REASON, given.has(REASON) ? given.value(REASON).orElse("") : asked(terminal));
        String owner = text(OWNER, given.value(OWNER).orElse(Facts.principal()));
        knownOrNot(home, server, terminal);
        var allowance = new Allowance(rule, server, tool, argument, until, owner, reason, now);
        try (var state = StateDatabase.in(home.state());
                var decisions = Decisions.in(home.state())) {
            String id = decisions.record(
                    server,
                    "allow",
                    tool,
                    Evidence.Ruling.PASSED,
                    rule + in(argument) + " until " + until + " by " + owner + ": " + reason);
            new SqliteAllowances(state).add(allowance);
            if (given.has(Common.JSON))
                terminal.print(json(allowance, now).put("evidence", id).toString());
            else
                terminal.say("allowed " + words(allowance) + " until " + Times.of(until, ZoneId.systemDefault()) + " · "
                        + id);
            return ExitCode.DONE.number();
        }
    }

    /// Says so where nobody knows a server of this name: an allowance may come first, but rarely does.
    private static void knownOrNot(Home home, String server, Terminal terminal) throws Fault {
        var names = new TreeSet<>(home.config().servers().keySet());
        if (home.hasState()) {
            try (var state = StateDatabase.in(home.state())) {
                names.addAll(new SqlitePins(state).servers());
            }
        }
        if (names.contains(server)) return;
        terminal.say("note: no server \"" + Shown.word(server) + "\" is known"
                + Nearest.to(server, names)
                        .map(near -> "; did you mean " + Shown.word(near) + "?")
                        .orElse("; this counts once there is one"));
    }

    private static int revoke(
            Home home, String rule, String server, String tool, Argument argument, Given given, Terminal terminal)
            throws Fault {
        boolean isThere = all(home).stream()
                .anyMatch(each -> each.rule().equals(rule)
                        && each.server().equals(server)
                        && each.subject().equals(tool)
                        && each.argument().equals(argument));
        String what = rule + " for " + Shown.word(server) + " " + Shown.word(tool) + in(argument);
        if (!isThere)
            throw Fault.wrongUse("pavise allow", "nobody allowed " + what, "pavise allow --list shows what is");
        try (var state = StateDatabase.in(home.state());
                var decisions = Decisions.in(home.state())) {
            String id = decisions.record(server, "allow/revoke", tool, Evidence.Ruling.DENIED, rule + in(argument));
            new SqliteAllowances(state).revoke(rule, server, tool, argument);
            if (given.has(Common.JSON)) {
                terminal.print(new JsonLine()
                        .put("rule", rule)
                        .put("server", server)
                        .put("tool", tool)
                        .put("argument", argument.path())
                        .put("revoked", true)
                        .put("evidence", id)
                        .toString());
            } else {
                terminal.say("revoked " + what + " · " + id);
            }
            return ExitCode.DONE.number();
        }
    }

    private static int list(Home home, Given given, Terminal terminal) {
        Instant now = Instant.now();
        var rows = new Columns();
        for (Allowance each : all(home)) {
            if (given.has(Common.JSON)) terminal.print(json(each, now).toString());
            else rows.row(cells(each, now));
        }
        for (String line : rows.lines(terminal.width())) terminal.print(line);
        if (!given.has(Common.JSON) && rows.isEmpty()) terminal.say("nothing is allowed that a rule denies");
        return ExitCode.DONE.number();
    }

    /// All that is or was allowed; the store is not made just to look into it.
    static List<Allowance> all(Home home) {
        if (!home.hasState()) return List.of();
        try (var state = StateDatabase.in(home.state())) {
            return new SqliteAllowances(state).all();
        }
    }

    /// One row of a table: what, until when, by whom and why.
    static String[] cells(Allowance each, Instant now) {
        String until = Times.of(each.until(), ZoneId.systemDefault());
        return new String[] {
            words(each),
            now.isBefore(each.until()) ? "until " + until : "expired " + until,
            Shown.word(each.owner()) + ": " + Shown.word(each.reason())
        };
    }

    static JsonLine json(Allowance each, Instant now) {
        return new JsonLine()
                .put("rule", each.rule())
                .put("server", each.server())
                .put("tool", each.subject())
                .put("argument", each.argument().path())
                .put("until", each.until().toString())
                .put("holds", now.isBefore(each.until()))
                .put("owner", each.owner())
                .put("reason", each.reason())
                .put("given", each.given().toString());
    }

    private static String words(Allowance each) {
        return each.rule() + " for " + Shown.word(each.server()) + " "
                + (each.subject().equals("*") ? "(everything)" : Shown.word(each.subject()))
                + in(each.argument());
    }

    private static String in(Argument argument) {
        return argument.path().isEmpty() ? "" : " in " + Shown.word(argument.path());
    }

    /// Guards judge a message as a whole: they cannot pass it over in one place and not in another.
    private static Argument argument(Given given, String rule) throws Fault {
        if (!given.has(ARGUMENT)) return Argument.ALL;
        String path = required(given, ARGUMENT);
        if (path.length() > TEXT_CHARS_MAX)
            throw Fault.wrongUse(
                    ARGUMENT.name(), "is longer than " + TEXT_CHARS_MAX + " characters", "name one argument");
        if (Guards.ALL.stream().anyMatch(each -> each.id().equals(rule)))
            throw Fault.wrongUse(
                    ARGUMENT.name(),
                    rule + " judges a message as a whole",
                    "leave --argument out, or name a rule of the detectors: pavise rules list");
        return new Argument(path);
    }

    private static String rule(Given given, Terminal terminal) throws Fault {
        String rule = given.operand(0)
                .orElseThrow(() -> Fault.wrongUse(
                        "pavise allow",
                        "RULE is missing",
                        "pavise show ID names the rule of a denial and prints the whole command"));
        if (ELSEWHERE.containsKey(rule))
            throw Fault.wrongUse(
                    "pavise allow", "\"" + rule + "\" is not let through", ELSEWHERE.getOrDefault(rule, ""));
        List<Rule> own = OwnRules.of(Home.of(given, terminal.environment()));
        List<String> rules = Protection.rules(own).stream()
                .filter(id -> !ELSEWHERE.containsKey(id))
                .toList();
        if (rules.contains(rule)) return rule;
        throw Fault.wrongUse(
                "pavise allow",
                "no rule \"" + Shown.word(rule) + "\"",
                Nearest.to(rule, rules)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are "
                                + String.join(
                                        ", ",
                                        rules.stream()
                                                .filter(each -> each.indexOf('/') < 0)
                                                .toList())));
    }

    private static String required(Given given, Option option) throws Fault {
        String value = given.value(option).orElse("");
        if (!value.isBlank()) return value;
        throw Fault.wrongUse(
                "pavise allow",
                option.name() + " is missing",
                "for example: " + VERB.examples().getFirst().line());
    }

    private static String text(Option option, String text) throws Fault {
        if (text.isBlank() || text.length() > TEXT_CHARS_MAX)
            throw Fault.wrongUse(
                    option.name(), "is empty or longer than " + TEXT_CHARS_MAX + " characters", "say it in a sentence");
        return text.strip();
    }

    /// The end of that day, here.
    static Instant until(String date, Instant now, ZoneId zone) throws Fault {
        try {
            Instant until = LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
            if (!until.isAfter(now)) throw Fault.wrongUse(UNTIL.name(), date + " is over", "name a day to come");
            if (until.isAfter(now.plusSeconds(DAYS_MAX * 86_400L)))
                throw Fault.wrongUse(
                        UNTIL.name(), date + " is more than a year away", "name an earlier day, and renew it then");
            return until;
        } catch (DateTimeParseException e) {
            throw Fault.wrongUse(UNTIL.name(), "\"" + Shown.word(date) + "\" is no date", "write it as 2026-12-31");
        }
    }

    private static String asked(Terminal terminal) throws Fault {
        if (!terminal.isInteractive())
            throw Fault.wrongUse("pavise allow", "--reason is missing", "say why: --reason \"…\"");
        terminal.say("Why? (one line, for the ledger)");
        try {
            String line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}
