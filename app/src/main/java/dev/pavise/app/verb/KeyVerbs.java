package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Nearest;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.state.SqliteKeys;
import dev.pavise.ledger.state.StateDatabase;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `pavise keys`: who may call over HTTP.
final class KeyVerbs {
    static final String FAMILY = "who may call over HTTP";

    static final Verb ADD = new Verb(
            "keys add",
            Verb.Step.PROTECT,
            "makes a key for each name and shows it once",
            "Each name is a principal: rates, sessions and evidence are by it. Only a digest of the key is kept, but the key"
                    + " of owner, which the first start makes, also lies in the state folder as owner.key.",
            List.of(Operand.many("NAME", Operand.Names.OTHER)),
            List.of(Common.JSON),
            List.of(
                    new Verb.Example("pavise keys add cursor", "a key for one host"),
                    new Verb.Example("pavise keys add ana ben --json", "a line of JSON for each")),
            KeyVerbs::add);

    static final Verb LIST = new Verb(
            "keys list",
            Verb.Step.WATCH,
            "lists who has a key, and since when",
            "",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise keys list", "")),
            KeyVerbs::list);

    static final Verb REVOKE = new Verb(
            "keys revoke",
            Verb.Step.PROTECT,
            "takes a key away; requests with it are refused within a second",
            "A stream that is open already stays so until it ends. With owner, owner.key is deleted too.",
            List.of(Operand.many("NAME", Operand.Names.OTHER)),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise keys revoke cursor", "")),
            KeyVerbs::revoke);

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    private KeyVerbs() {}

    private static int add(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        List<String> names = names(given, "pavise keys add");
        try (var state = StateDatabase.in(home.state());
                var decisions = Decisions.in(home.state())) {
            var keys = new SqliteKeys(state);
            for (SqliteKeys.Named each : keys.all()) {
                if (names.contains(each.name())) {
                    throw Fault.wrongUse(
                            "pavise keys add",
                            "\"" + each.name() + "\" has a key already",
                            "pavise keys revoke " + each.name() + ", and add it again");
                }
            }
            for (String name : names) {
                decisions.record("", "keys/add", name, Evidence.Ruling.PASSED, "");
                Optional<String> key = keys.add(name, Instant.now());
                if (key.isEmpty()) continue;
                if (name.equals(OwnerKey.NAME)) OwnerKey.keep(home.state(), key.get(), keys);
                if (given.has(Common.JSON)) {
                    terminal.print(new JsonLine()
                            .put("name", name)
                            .put("key", key.get())
                            .toString());
                } else {
                    terminal.print(name + "  " + key.get());
                }
            }
        }
        if (!given.has(Common.JSON)) {
            terminal.say("Keep it now: it is not shown again. Clients send it as Authorization: Bearer KEY");
        }
        return ExitCode.DONE.number();
    }

    private static int list(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        try (var state = StateDatabase.in(home.state())) {
            List<SqliteKeys.Named> all = home.hasState() ? new SqliteKeys(state).all() : List.of();
            for (SqliteKeys.Named each : all) {
                terminal.print(
                        given.has(Common.JSON)
                                ? new JsonLine()
                                        .put("name", each.name())
                                        .put("since", each.since().toString())
                                        .toString()
                                : each.name() + "  since " + each.since());
            }
            if (all.isEmpty()) terminal.say("Nobody has a key: pavise keys add NAME");
        }
        return ExitCode.DONE.number();
    }

    private static int revoke(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        List<String> names = names(given, "pavise keys revoke");
        try (var state = StateDatabase.in(home.state());
                var decisions = Decisions.in(home.state())) {
            var keys = new SqliteKeys(state);
            List<String> known = keys.all().stream().map(SqliteKeys.Named::name).toList();
            for (String name : names) {
                if (known.contains(name) || isLeftOver(name, home)) continue;
                throw Fault.wrongUse(
                        "pavise keys revoke",
                        "\"" + Shown.word(name) + "\" has no key",
                        Nearest.to(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("pavise keys list shows who has"));
            }
            for (String name : names) {
                decisions.record("", "keys/revoke", name, Evidence.Ruling.DENIED, "");
                keys.revoke(name);
                if (name.equals(OwnerKey.NAME)) OwnerKey.forget(home.state());
                if (given.has(Common.JSON))
                    terminal.print(new JsonLine()
                            .put("name", name)
                            .put("revoked", true)
                            .toString());
            }
        }
        return ExitCode.DONE.number();
    }

    /// The owner's file, without a key in the store that it fits.
    private static boolean isLeftOver(String name, Home home) {
        return name.equals(OwnerKey.NAME) && Files.exists(OwnerKey.file(home.state()), LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> names(Given given, String verb) throws Fault {
        if (given.operands().isEmpty())
            throw Fault.wrongUse(verb, "NAME is missing", "for example: " + verb + " cursor");
        for (String name : given.operands()) {
            if (!name.matches(NAME)) {
                throw Fault.wrongUse(
                        verb,
                        "\"" + Shown.word(name) + "\" is no name for a principal",
                        "use at most 64 letters, digits and . _ @ -");
            }
        }
        return given.operands().stream().distinct().toList();
    }
}
