package dev.pavise.app.verb;

import dev.pavise.app.cli.Common;
import dev.pavise.app.cli.ExitCode;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Given;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.cli.Verb;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.app.serve.Presence;
import dev.pavise.app.up.Sample;
import dev.pavise.app.view.Columns;
import dev.pavise.app.view.EntryView;
import dev.pavise.app.view.Times;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.Preset;
import dev.pavise.ledger.Archive;
import dev.pavise.ledger.Entry;
import dev.pavise.ledger.SqliteArchive;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `pavise status`: what holds now, and what waits for a person.
final class StatusVerb {
    static final Verb VERB = new Verb(
            "status",
            Verb.Step.WATCH,
            "shows what holds now, and what waits for a decision",
            "",
            List.of(),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise status", ""), new Verb.Example("pavise status --json", "for scripts")),
            StatusVerb::run);

    private StatusVerb() {}

    /// How many definitions of a server are in each state.
    private record Server(String name, Map<Pin.State, Integer> counts) {
        /// How many wait for a decision. Nobody has to decide about the tour's sample server.
        int waiting() {
            if (name.equals(Sample.NAME)) return 0;
            return counts.getOrDefault(Pin.State.QUARANTINED, 0) + counts.getOrDefault(Pin.State.CHANGED, 0);
        }
    }

    /// How far the ledger is.
    private record Kept(long entries, Optional<Instant> last) {}

    /// What is read for it.
    private record Now(
            Home home,
            Config config,
            List<Presence> serving,
            List<Server> servers,
            List<Allowance> allowances,
            Optional<Kept> kept) {}

    private static int run(Given given, Terminal terminal) throws Fault {
        Home home = Home.of(given, terminal.environment());
        Config config = home.config();
        var servers = new ArrayList<Server>();
        List<Allowance> allowances = AllowVerb.all(home);
        if (home.hasState()) {
            try (var state = StateDatabase.in(home.state())) {
                var pins = new SqlitePins(state);
                for (String name : pins.servers()) servers.add(new Server(name, counted(pins.load(name))));
            }
        }
        var now = new Now(home, config, Presence.all(home.state()), servers, allowances, kept(home));
        if (given.has(Common.JSON)) terminal.print(json(now).toString());
        else tell(now, terminal);
        return ExitCode.DONE.number();
    }

    private static Map<Pin.State, Integer> counted(List<Pin> pins) {
        var counts = new LinkedHashMap<Pin.State, Integer>();
        for (Pin.State state : Pin.State.values()) {
            int count = (int) pins.stream().filter(pin -> pin.state() == state).count();
            if (count > 0) counts.put(state, count);
        }
        return counts;
    }

    private static Optional<Kept> kept(Home home) {
        if (!Files.exists(home.state().resolve("ledger/ledger.db"))) return Optional.empty();
        try (Archive archive = SqliteArchive.open(home.state())) {
            long size = archive.size();
            Optional<Instant> last = size == 0
                    ? Optional.empty()
                    : archive.entry(size - 1)
                            .map(Entry::body)
                            .filter(Entry.Body.Present.class::isInstance)
                            .map(body -> ((Entry.Body.Present) body).evidence())
                            .map(Evidence::at);
            return Optional.of(new Kept(size, last));
        }
    }

    private static void tell(Now now, Terminal terminal) {
        Home home = now.home();
        var rows = new Columns();
        rows.row(
                "preset",
                now.config().preset().orElse(Preset.BALANCED).word()
                        + (now.config().preset().isEmpty() ? " (built in)" : ""));
        rows.row("config", home.file() + (Files.exists(home.file()) ? "" : " (does not exist)"));
        rows.row("state", home.state().toString());
        rows.row(
                "ledger",
                now.kept()
                        .map(each -> each.entries() + " entries"
                                + each.last()
                                        .map(at -> ", the last " + Times.of(at, ZoneId.systemDefault()))
                                        .orElse(""))
                        .orElse("nothing kept yet"));
        for (Presence each : now.serving()) {
            rows.row("serving", serving(each));
            if (each.isAlive()) for (Presence.Server server : each.servers()) rows.row("", fares(server));
        }
        for (String line : rows.lines(terminal.width())) terminal.print(line);
        tellServers(now.servers(), terminal);
        if (!now.allowances().isEmpty()) terminal.print(terminal.bold("allowed on purpose"));
        var allowed = new Columns();
        for (Allowance each : now.allowances()) {
            String[] cells = AllowVerb.cells(each, Instant.now());
            allowed.row("  " + cells[0], cells[1], cells[2]);
        }
        for (String line : allowed.lines(terminal.width())) terminal.print(line);
        for (Server server : now.servers())
            if (server.waiting() > 0)
                terminal.say(server.waiting() + " waiting for a decision: "
                        + ShellLine.of("pavise", "pins", "diff", server.name()));
    }

    private static String serving(Presence each) {
        String how = each.isAlive()
                ? each.servers().isEmpty() ? ": no server" : ""
                : " ended without a word (process " + each.pid() + ")";
        return Shown.line(each.url() + how);
    }

    private static String fares(Presence.Server server) {
        ZoneId zone = ZoneId.systemDefault();
        LocalDate today = LocalDate.now(zone);
        String sessions = server.sessions() == 1 ? "1 session" : server.sessions() + " sessions";
        String next = server.nextTry()
                .filter(at -> at.isAfter(Instant.now()))
                .map(at -> "; next try at " + Times.brief(at, zone, today))
                .orElse("");
        return Shown.line(server.name() + ": " + server.state() + " since " + Times.brief(server.since(), zone, today)
                + ", " + sessions + (server.why().isEmpty() ? "" : ": " + server.why()) + next);
    }

    private static void tellServers(List<Server> servers, Terminal terminal) {
        var table = new Columns();
        for (Server server : servers)
            table.row(
                    "  " + Shown.word(server.name()),
                    counts(server) + (server.name().equals(Sample.NAME) ? " (the tour's)" : ""));
        if (!servers.isEmpty()) terminal.print(terminal.bold("servers"));
        for (String line : table.lines(terminal.width())) terminal.print(line);
    }

    private static String counts(Server server) {
        var parts = new ArrayList<String>();
        server.counts().forEach((state, count) -> parts.add(count + " " + EntryView.word(state)));
        return String.join(", ", parts);
    }

    private static JsonLine json(Now now) {
        var list = new ArrayList<JsonLine>();
        for (Server server : now.servers()) {
            var one = new JsonLine().put("name", server.name());
            for (Pin.State state : Pin.State.values())
                one.put(EntryView.word(state), server.counts().getOrDefault(state, 0));
            list.add(one.put("waiting", server.waiting()));
        }
        return new JsonLine()
                .put("preset", now.config().preset().orElse(Preset.BALANCED).word())
                .put("config", now.home().file().toString())
                .put("state", now.home().state().toString())
                .put("entries", now.kept().map(Kept::entries).orElse(0L))
                .put("last", now.kept().flatMap(Kept::last).map(Instant::toString))
                .put("waiting", now.servers().stream().mapToInt(Server::waiting).sum())
                .put(
                        "serving",
                        now.serving().stream()
                                .map(each -> new JsonLine()
                                        .put("url", each.url())
                                        .put("pid", each.pid())
                                        .put("started", each.started().toString())
                                        .put("alive", each.isAlive())
                                        .put(
                                                "servers",
                                                each.servers().stream()
                                                        .map(Presence.Server::json)
                                                        .toList()))
                                .toList())
                .put("servers", list)
                .put(
                        "allowed",
                        now.allowances().stream()
                                .map(each -> AllowVerb.json(each, Instant.now()))
                                .toList());
    }
}
