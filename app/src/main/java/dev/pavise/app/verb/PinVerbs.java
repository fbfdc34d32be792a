package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Operand;
import dev.pavise.app.cli.Option;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Home;
import dev.pavise.app.run.Facts;
import dev.pavise.app.view.Columns;
import dev.pavise.app.view.EntryView;
import dev.pavise.app.view.PinDiff;
import dev.pavise.app.view.Times;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.PinStore;
import dev.pavise.core.pin.Pins;
import dev.pavise.ledger.state.SqlitePins;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `pavise pins`: what servers show, held to what was approved.
final class PinVerbs {
    static final String FAMILY = "what servers show, held to what was approved";

    private static final Option ONLY = Option.choice(
            "--only",
            Arrays.stream(Pin.State.values()).map(EntryView::word).toList(),
            "shows those in this state alone");
    private static final Option DIGEST = Option.value(
            "--digest", "SHA256", "approves only what pins diff has shown: its digest, or 16 digits of it");
    private static final Option ALL = Option.flag("--all", "everything of the server that is not approved");
    private static final Option REASON = Option.value("--reason", "TEXT", "why, for the ledger");

    private static final Operand SERVER = Operand.one("SERVER", Operand.Names.SERVER);
    private static final Operand ITEMS = Operand.many("ITEM", Operand.Names.PIN);
    private static final String NAMES =
            "An item is its kind and name, as in tool/quote, prompt/greet or server/instructions; the name alone does"
                    + " where it is the only one.";

    static final Verb LIST = new Verb(
            "pins list",
            Verb.Step.PROTECT,
            "lists what servers show, and what became of it",
            "approved goes to the client; quarantined waits for a decision; changed is something else than what was"
                    + " approved; gone is no longer listed.",
            List.of(Operand.optional("SERVER", Operand.Names.SERVER)),
            List.of(ONLY, Common.JSON),
            List.of(
                    new Verb.Example("pavise pins list", "of every server"),
                    new Verb.Example("pavise pins list market --only changed", "what changed since it was approved")),
            PinVerbs::list);

    static final Verb DIFF = new Verb(
            "pins diff",
            Verb.Step.PROTECT,
            "shows what changed since it was approved, with every invisible character by its name",
            NAMES + " Without an item, shows everything that is not approved. The exit code is 1 if there is any.",
            List.of(SERVER, ITEMS),
            List.of(Common.JSON),
            List.of(
                    new Verb.Example("pavise pins diff market tool/quote", "one tool"),
                    new Verb.Example("pavise pins diff market", "all that is not approved")),
            PinVerbs::diff);

    static final Verb APPROVE = new Verb(
            "pins approve",
            Verb.Step.PROTECT,
            "approves definitions as they were seen last",
            NAMES + " What is approved is shown, and held to from the next message on.",
            List.of(SERVER, ITEMS),
            List.of(DIGEST, ALL, REASON, Common.JSON),
            List.of(
                    new Verb.Example("pavise pins approve market tool/quote", "shows it and approves it"),
                    new Verb.Example("pavise pins approve market --all", "all that waits, as under strict"),
                    new Verb.Example(
                            "pavise pins approve market tool/quote --digest 9f86d081884c7d65",
                            "fails if it has changed since pins diff showed it")),
            PinVerbs::approve);

    static final Verb REJECT = new Verb(
            "pins reject",
            Verb.Step.PROTECT,
            "keeps definitions from clients until somebody approves them",
            NAMES,
            List.of(SERVER, ITEMS),
            List.of(REASON, Common.JSON),
            List.of(new Verb.Example("pavise pins reject market tool/quote --reason \"asks for keys\"", "")),
            PinVerbs::reject);

    private PinVerbs() {}

    private static int list(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        if (!home.hasState() && given.operand(0).isEmpty()) {
            terminal.say("no server has been seen yet: pavise run -- COMMAND");
            return ExitCode.DONE.number();
        }
        try (var state = PinNames.opened(home, given)) {
            var pins = new SqlitePins(state);
            List<String> servers = given.operand(0).isPresent()
                    ? List.of(PinNames.server(pins, given.operand(0).get()))
                    : pins.servers();
            var rows = new Columns();
            boolean isJson = given.has(Common.JSON);
            for (String server : servers) {
                for (Pin pin : pins.load(server)) {
                    String word = EntryView.word(pin.state());
                    if (!given.value(ONLY).orElse(word).equals(word)) continue;
                    if (isJson) terminal.print(json(server, pin).toString());
                    else
                        rows.row(
                                Shown.word(server),
                                Shown.word(pin.item().toString()),
                                word,
                                Times.of(pin.since(), ZoneId.systemDefault()),
                                why(pin));
                }
            }
            for (String line : rows.lines(terminal.width())) terminal.print(line);
            if (!isJson && rows.isEmpty()) terminal.say("none");
            return ExitCode.DONE.number();
        }
    }

    private static int diff(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        try (var state = PinNames.opened(home, given)) {
            var pins = new SqlitePins(state);
            String server = PinNames.server(pins, given.operands().getFirst());
            List<Pin> all = pins.load(server);
            List<Pin> chosen = PinNames.chosen(server, all, given);
            if (chosen.isEmpty()) for (Pin pin : all) if (isOpen(pin)) chosen.add(pin);
            boolean open = false;
            for (Pin pin : chosen) {
                open |= isOpen(pin);
                if (given.has(Common.JSON))
                    terminal.print(difference(server, pin).toString());
                else show(server, pin, terminal);
            }
            if (chosen.isEmpty()) terminal.say("everything that " + Shown.word(server) + " shows is approved");
            return open ? ExitCode.FOUND.number() : ExitCode.DONE.number();
        }
    }

    private static int approve(Given given, Terminal terminal) throws Fault {
        return decide(given, terminal, true);
    }

    private static int reject(Given given, Terminal terminal) throws Fault {
        return decide(given, terminal, false);
    }

    private static int decide(Given given, Terminal terminal, boolean isApproval) throws Fault {
        Home home = Home.of(given, terminal.environment());
        try (var state = PinNames.opened(home, given);
                var decisions = Decisions.in(home.state())) {
            var pins = new SqlitePins(state);
            String server = PinNames.server(pins, given.operands().getFirst());
            List<Pin> all = pins.load(server);
            List<Pin> chosen = PinNames.chosen(server, all, given);
            if (chosen.isEmpty() && given.has(ALL)) for (Pin pin : all) if (isOpen(pin)) chosen.add(pin);
            if (chosen.isEmpty()) {
                if (given.has(ALL)) terminal.say("everything that " + Shown.word(server) + " shows is approved");
                else
                    throw Fault.wrongUse(
                            "pavise " + given.verb().path(),
                            "ITEM is missing",
                            ShellLine.of("pavise", "pins", "list", server) + " lists them");
                return ExitCode.DONE.number();
            }
            if (given.has(DIGEST)) hold(server, chosen, given.value(DIGEST).orElse(""));
            for (Pin pin : chosen) {
                if (isApproval && !given.has(Common.JSON)) show(server, pin, terminal);
                String reason = given.value(REASON).map(text -> "; " + text).orElse("");
                String id = decisions.record(
                        server,
                        isApproval ? "pins/approve" : "pins/reject",
                        pin.item().toString(),
                        isApproval ? Evidence.Ruling.PASSED : Evidence.Ruling.DENIED,
                        "SHA-256 " + pin.seen().digest() + reason);
                Pin decided = decided(pins, server, pin, isApproval);
                if (given.has(Common.JSON))
                    terminal.print(json(server, decided).put("evidence", id).toString());
                else terminal.say(told(server, pin, isApproval, id));
            }
            return ExitCode.DONE.number();
        }
    }

    /// Decides about what was shown, also where the server has sent something else meanwhile.
    private static Pin decided(PinStore pins, String server, Pin shown, boolean isApproval) throws Fault {
        String by = Facts.principal();
        Instant at = Instant.now();
        return pins.decide(
                        server,
                        shown.item(),
                        now -> isApproval ? Pins.approved(now, shown.seen(), by, at) : Pins.rejected(now, by, at))
                .orElseThrow(() -> new Fault(
                        ExitCode.INCOMPLETE,
                        Shown.word(server) + " " + Shown.word(shown.item().toString()),
                        "it is no longer in the store",
                        ShellLine.of("pavise", "pins", "list", server) + " lists what is"));
    }

    private static String told(String server, Pin pin, boolean isApproval, String id) {
        return (isApproval ? "approved " : "rejected ") + Shown.word(server) + " "
                + Shown.word(pin.item().toString()) + " as "
                + pin.seen().digest().substring(0, 16) + " · " + id;
    }

    /// Refuses where what was seen last is not what the digest names.
    private static void hold(String server, List<Pin> chosen, String digest) throws Fault {
        if (chosen.size() != 1) {
            throw Fault.wrongUse(
                    "--digest", "names one definition, and " + chosen.size() + " are chosen", "name one item");
        }
        if (!digest.matches("[0-9a-f]{16,64}")) {
            throw Fault.wrongUse(
                    "--digest", "\"" + Shown.word(digest) + "\" is no digest", "copy it from pavise pins diff");
        }
        Pin pin = chosen.getFirst();
        if (!pin.seen().digest().startsWith(digest)) {
            throw new Fault(
                    ExitCode.FOUND,
                    Shown.word(server) + " " + Shown.word(pin.item().toString()),
                    "it has changed since: what was seen last is "
                            + pin.seen().digest().substring(0, 16),
                    command("diff", server, pin));
        }
    }

    private static void show(String server, Pin pin, Terminal terminal) {
        String head = Shown.word(server) + " " + Shown.word(pin.item().toString());
        terminal.print(terminal.bold(head) + "  " + EntryView.word(pin.state())
                + (pin.by().isEmpty() ? "" : " (" + Shown.word(pin.by()) + ")"));
        for (Reason reason : pin.reasons())
            terminal.print("  " + Shown.word(reason.rule()) + "  " + Shown.line(reason.seen()));
        for (String line : PinDiff.lines(pin, terminal)) terminal.print(line);
        if (isOpen(pin)) {
            terminal.print("  to approve it: " + command("approve", server, pin) + " --digest "
                    + pin.seen().digest().substring(0, 16));
        } else {
            terminal.print("  SHA-256 " + pin.seen().digest());
        }
    }

    private static String command(String verb, String server, Pin pin) {
        return ShellLine.of("pavise", "pins", verb, server, pin.item().toString());
    }

    private static boolean isOpen(Pin pin) {
        return pin.state() == Pin.State.QUARANTINED || pin.state() == Pin.State.CHANGED;
    }

    private static String why(Pin pin) {
        if (!pin.reasons().isEmpty()) return Shown.word(pin.reasons().getFirst().seen());
        return pin.by().isEmpty() ? "" : "by " + Shown.word(pin.by());
    }

    private static JsonLine json(String server, Pin pin) {
        var reasons = new ArrayList<JsonLine>();
        for (Reason reason : pin.reasons())
            reasons.add(new JsonLine()
                    .put("rule", reason.rule())
                    .put("place", reason.place())
                    .put("seen", reason.seen()));
        return new JsonLine()
                .put("server", server)
                .put("item", pin.item().toString())
                .put("state", EntryView.word(pin.state()))
                .put("since", pin.since().toString())
                .put("by", pin.by())
                .put("seen", pin.seen().digest())
                .put("approved", pin.approved().map(Pin.Definition::digest))
                .put("reasons", reasons);
    }

    private static JsonLine difference(String server, Pin pin) {
        var fields = new ArrayList<Map<String, String>>();
        for (PinDiff.Field field : PinDiff.fields(pin))
            fields.add(Map.of("place", field.place(), "was", field.was(), "is", field.is()));
        return json(server, pin).put("fields", fields);
    }
}
