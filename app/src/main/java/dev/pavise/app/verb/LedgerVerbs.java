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
import dev.pavise.app.view.EntryView;
import dev.pavise.app.view.Feed;
import dev.pavise.app.view.RulingView;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.Archive;
import dev.pavise.ledger.Entry;
import dev.pavise.ledger.Query;
import dev.pavise.ledger.SqliteArchive;
import dev.pavise.ledger.Tail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `pavise ledger`: what was judged, and that nobody changed it since.
final class LedgerVerbs {
    static final String FAMILY = "what was judged, and that nobody changed it since";

    private static final long LOOK_MILLIS = 200;
    private static final int PORTION = 500;

    private static final Option NUMBER = Option.value("--number", "N", "how many of the newest to begin with; 20")
            .withLetter('n');
    private static final Option FOLLOW = Option.flag("--follow", "goes on with what any process keeps, until Ctrl-C")
            .withLetter('f');
    private static final Option SERVER = Option.value("--server", "NAME", "of this server");
    private static final Option SESSION = Option.value("--session", "ID", "of this session");
    private static final Option RULING = Option.choice(
            "--ruling",
            Arrays.stream(Evidence.Ruling.values()).map(EntryView::word).toList(),
            "with this ruling");
    private static final Option RULE = Option.value("--rule", "RULE", "where this rule gave a reason");
    private static final Option METHOD = Option.value("--method", "METHOD", "of this method");
    private static final Option ABOUT = Option.value("--about", "NAME", "about this tool, prompt or URI");
    private static final Option SINCE =
            Option.value("--since", "TIME", "from then on: 2026-11-24, 2026-11-24T12:00:00Z, 90m, 36h or 7d ago");
    private static final Option UNTIL = Option.value("--until", "TIME", "before then");
    private static final Option LIMIT = Option.value("--limit", "N", "at most so many, the newest; 100");
    private static final Option PAYLOAD = Option.flag("--payload", "the message as it came, where it was kept");

    static final Verb TAIL = new Verb(
            "ledger tail",
            Verb.Step.WATCH,
            "shows the newest entries, oldest first",
            "",
            List.of(),
            List.of(NUMBER, FOLLOW, Common.JSON),
            List.of(
                    new Verb.Example("pavise ledger tail -f", "every ruling on this machine, as it happens"),
                    new Verb.Example("pavise ledger tail -n 100 --json", "one object a line")),
            LedgerVerbs::tail);

    static final Verb QUERY = new Verb(
            "ledger query",
            Verb.Step.WATCH,
            "finds entries",
            "All conditions must hold.",
            List.of(),
            List.of(SERVER, SESSION, RULING, RULE, METHOD, ABOUT, SINCE, UNTIL, LIMIT, Common.JSON),
            List.of(
                    new Verb.Example("pavise ledger query --ruling denied --since 7d", "what was denied this week"),
                    new Verb.Example("pavise ledger query --server market --about quote --json", "")),
            LedgerVerbs::query);

    static final Verb SHOW = show("ledger show");
    static final Verb SHOW_ALONE = show("show");

    static final Verb EXPORT = new Verb(
            "ledger export",
            Verb.Step.WATCH,
            "writes the tree as of the last checkpoint as files (c2sp.org/tlog-tiles)",
            "",
            List.of(Operand.one("FOLDER", Operand.Names.FILE)),
            List.of(Common.JSON),
            List.of(new Verb.Example("pavise ledger export /backup/ledger", "")),
            LedgerVerbs::export);

    static final Verb VERIFY = VerifyVerb.VERB;

    private LedgerVerbs() {}

    private static Verb show(String path) {
        return new Verb(
                path,
                Verb.Step.WATCH,
                "shows everything about one ruling, or all rulings of a session",
                "Every id that Pavise prints can be given here.",
                List.of(Operand.one("ID", Operand.Names.OTHER)),
                List.of(PAYLOAD, Common.JSON),
                List.of(
                        new Verb.Example("pavise " + path + " e7f2k-4", ""),
                        new Verb.Example("pavise " + path + " e7f2k-4 --payload", "the message itself")),
                LedgerVerbs::show);
    }

    private static int tail(Given given, Terminal terminal) throws Fault, InterruptedException {
        int number = given.number(NUMBER, 20, 0, 1_000_000);
        try (Archive archive =
                SqliteArchive.open(Home.of(given, terminal.environment()).state())) {
            var tail = Tail.of(archive, number);
            var feed = new Feed(RulingView.Paper.of(terminal), Optional.empty());
            while (true) {
                List<Entry> entries = tail.next(PORTION);
                for (Entry entry : entries) print(entry, feed, given, terminal);
                terminal.flush();
                if (entries.isEmpty()) {
                    if (!given.has(FOLLOW)) return ExitCode.DONE.number();
                    Thread.sleep(LOOK_MILLIS);
                }
            }
        }
    }

    private static int query(Given given, Terminal terminal) throws Fault {
        Instant now = Instant.now();
        var query = Query.NEWEST.limit(given.number(LIMIT, 100, 1, Query.LIMIT_MAX));
        if (given.has(SERVER)) query = query.ofServer(given.value(SERVER).orElse(""));
        if (given.has(SESSION)) query = query.ofSession(given.value(SESSION).orElse(""));
        if (given.has(RULING)) query = query.ruled(given.value(RULING).orElse(""));
        if (given.has(RULE)) query = query.because(given.value(RULE).orElse(""));
        if (given.has(METHOD)) query = query.ofMethod(given.value(METHOD).orElse(""));
        if (given.has(ABOUT)) query = query.about(given.value(ABOUT).orElse(""));
        if (given.has(SINCE)) query = query.from(time(SINCE, given.value(SINCE).orElse(""), now));
        if (given.has(UNTIL)) query = query.until(time(UNTIL, given.value(UNTIL).orElse(""), now));
        try (Archive archive =
                SqliteArchive.open(Home.of(given, terminal.environment()).state())) {
            List<Entry> entries = archive.query(query);
            var feed = new Feed(RulingView.Paper.of(terminal), Optional.empty());
            for (Entry entry : entries.reversed()) print(entry, feed, given, terminal);
            if (entries.isEmpty()) terminal.say("no entries");
            if (entries.size() == query.limit())
                terminal.say(
                        "these are the newest " + query.limit() + "; more with --limit, or older ones with --until");
        }
        return ExitCode.DONE.number();
    }

    private static int show(Given given, Terminal terminal) throws Fault {
        String id = given.operands().getFirst();
        try (Archive archive =
                SqliteArchive.open(Home.of(given, terminal.environment()).state())) {
            List<Entry> entries = archive.show(id);
            if (entries.isEmpty() && !given.has(PAYLOAD)) {
                List<Entry> session = archive.query(Query.NEWEST.ofSession(id).limit(Query.LIMIT_MAX));
                var feed = new Feed(RulingView.Paper.of(terminal), Optional.empty());
                for (Entry entry : session.reversed()) print(entry, feed, given, terminal);
                if (!session.isEmpty()) return ExitCode.DONE.number();
            }
            if (entries.isEmpty()) {
                throw Fault.wrongUse(
                        "ledger",
                        "no entry has the id \"" + Shown.word(id) + "\"",
                        "pavise ledger tail lists the newest");
            }
            for (Entry entry : entries) {
                if (given.has(PAYLOAD)) payload(archive, entry, terminal);
                else if (given.has(Common.JSON)) terminal.print(EntryView.json(entry));
                else EntryView.whole(entry, ZoneId.systemDefault()).forEach(terminal::print);
            }
        }
        return ExitCode.DONE.number();
    }

    /// The bytes as they came, with what nobody sees made visible.
    private static void payload(Archive archive, Entry entry, Terminal terminal) throws Fault {
        Optional<byte[]> payload = entry.body() instanceof Entry.Body.Present(Evidence evidence, String _)
                ? archive.payload(evidence.received())
                : Optional.empty();
        if (payload.isEmpty()) {
            throw Fault.wrongUse(
                    "ledger",
                    "the message was not kept, or has expired",
                    "set ledger.payloads in pavise.yaml to keep them");
        }
        terminal.print(Shown.lines(new String(payload.get(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static int export(Given given, Terminal terminal) throws Fault {
        Path folder = Path.of(given.operands().getFirst()).toAbsolutePath();
        try (Archive archive =
                SqliteArchive.open(Home.of(given, terminal.environment()).state())) {
            var exported = archive.export(folder);
            if (given.has(Common.JSON)) {
                terminal.print(new JsonLine()
                        .put("folder", folder.toString())
                        .put("size", exported.size())
                        .put("bundlesLeftOut", exported.bundlesLeftOut())
                        .toString());
            } else {
                String leftOut = exported.bundlesLeftOut() == 0
                        ? ""
                        : "; " + exported.bundlesLeftOut() + " bundles left out, because entries in them have expired";
                terminal.say("wrote " + exported.size() + " entries to " + folder + leftOut);
            }
        } catch (IOException e) {
            throw Fault.lacking(
                    folder.toString(),
                    "cannot be written (" + e.getMessage() + ")",
                    "name a folder that you may write to");
        }
        return ExitCode.DONE.number();
    }

    private static void print(Entry entry, Feed feed, Given given, Terminal terminal) {
        if (given.has(Common.JSON)) terminal.print(EntryView.json(entry));
        else feed.lines(entry).forEach(terminal::print);
    }

    /// A day here, a time with its zone, or so long ago.
    static Instant time(Option option, String text, Instant now) throws Fault {
        try {
            if (text.matches("[1-9][0-9]{0,5}[smhd]")) {
                long count = Long.parseLong(text.substring(0, text.length() - 1));
                Duration ago = switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(count);
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
                return now.minus(ago);
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Fault.wrongUse(
                    option.name(),
                    "\"" + Shown.word(text) + "\" is no time",
                    "write 2026-11-24, 2026-11-24T12:00:00Z or 36h");
        }
    }
}
