package dev.pavise.app.view;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.ledger.Entry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An entry of the ledger, as lines for people and as one line of JSON.
public final class EntryView {
    private static final int METHOD_CHARS = 22;
    private static final int SUBJECT_CHARS = 20;

    private EntryView() {}

    /// One line, and one for each reason:
    ///
    /// ```
    /// 12:04:33  ↓ tools/call result       quote     edited   1.2 KB  e7f2k-4
    ///           hidden-text  14 invisible letters taken out
    /// ```
    public static List<String> lines(Entry entry, Terminal terminal, ZoneId zone) {
        return switch (entry.body()) {
            case Entry.Body.Present present -> lines(present.evidence(), terminal, zone);
            case Entry.Body.Foreign _ -> List.of("entry " + entry.index() + " was kept by a newer Pavise");
            case Entry.Body.Expired _ -> List.of("entry " + entry.index() + " has expired; its hash is kept");
            case Entry.Body.Missing _ -> List.of("entry " + entry.index() + " is missing: pavise ledger verify");
        };
    }

    public static List<String> lines(Evidence evidence, Terminal terminal, ZoneId zone) {
        int width = terminal.width();
        String time = Times.brief(evidence.at(), zone, LocalDate.now(zone));
        String subject = Shown.cut(Shown.line(evidence.subject()), SUBJECT_CHARS);
        String size = evidence.receivedBytes() == 0 ? "" : Times.bytes(evidence.receivedBytes());
        String line = time + "  " + arrow(evidence) + " "
                + padded(Shown.cut(what(evidence), METHOD_CHARS), METHOD_CHARS)
                + "  " + padded(subject, SUBJECT_CHARS) + "  " + ruling(evidence, terminal) + "  " + padded(size, 8)
                + "  " + Shown.line(evidence.id());
        var lines = new ArrayList<String>();
        lines.add(line);
        String indent = " ".repeat(time.length() + 4);
        for (Reason reason : evidence.reasons())
            lines.add(Shown.cut(indent + Shown.line(reason.rule()) + "  " + Shown.line(reason.seen()), width));
        if (!evidence.note().isEmpty()) lines.add(Shown.cut(indent + Shown.line(evidence.note()), width));
        return lines;
    }

    /// Everything there is to know, a line each.
    public static List<String> whole(Entry entry, Terminal terminal, ZoneId zone) {
        if (!(entry.body() instanceof Entry.Body.Present(Evidence evidence, String _)))
            return lines(entry, terminal, zone);
        var rows = new Columns();
        rows.row("id", Shown.line(evidence.id()));
        rows.row("at", Times.of(evidence.at(), zone));
        rows.row("ruling", word(evidence.ruling()) + (evidence.enforced() ? "" : " (observed: it went on as it was)"));
        row(rows, "server", evidence.server());
        row(rows, "principal", evidence.principal());
        rows.row("way", word(evidence.way()));
        row(rows, "what", what(evidence));
        row(rows, "about", evidence.subject());
        row(rows, "request id", evidence.rpcId());
        for (Reason reason : evidence.reasons()) {
            rows.row(
                    "because",
                    Shown.line(reason.rule()) + (reason.place().isEmpty() ? "" : " at " + Shown.line(reason.place())));
            rows.row("", Shown.line(reason.seen()));
        }
        digest(rows, "received", evidence.received(), evidence.receivedBytes());
        digest(rows, "sent", evidence.sent(), evidence.sentBytes());
        row(rows, "note", evidence.note());
        rows.row("ledger", "entry " + entry.index() + ", leaf " + entry.leaf());
        return rows.lines(Integer.MAX_VALUE);
    }

    public static String json(Entry entry) {
        String head = "{\"index\":" + entry.index() + ",\"leaf\":" + JsonLine.of(entry.leaf());
        return switch (entry.body()) {
            case Entry.Body.Present present -> head + ",\"evidence\":" + visible(present.json()) + "}";
            case Entry.Body.Foreign foreign -> head + ",\"evidence\":" + visible(foreign.json()) + ",\"foreign\":true}";
            case Entry.Body.Expired _ -> head + ",\"expired\":true}";
            case Entry.Body.Missing _ -> head + ",\"missing\":true}";
        };
    }

    /// `TO_SERVER` as `to-server`.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// JSON in which only strings hold such characters, so that each may be escaped where it stands.
    static String visible(String json) {
        var out = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (Shown.isVisible(point)) out.appendCodePoint(point);
            else
                for (char unit : Character.toChars(point))
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        });
        return out.toString();
    }

    private static void row(Columns rows, String name, String value) {
        if (!value.isEmpty()) rows.row(name, Shown.line(value));
    }

    private static void digest(Columns rows, String name, String digest, long bytes) {
        if (!digest.isEmpty()) rows.row(name, Times.bytes(bytes) + ", SHA-256 " + digest);
    }

    private static String arrow(Evidence evidence) {
        return switch (evidence.way()) {
            case TO_SERVER -> "↑";
            case TO_CLIENT -> "↓";
            case INSIDE -> "·";
        };
    }

    private static String what(Evidence evidence) {
        return switch (evidence.kind()) {
            case REQUEST, NOTIFICATION, FACT -> Shown.line(evidence.method());
            case RESULT -> (Shown.line(evidence.method()) + " result").strip();
            case FAILURE -> (Shown.line(evidence.method()) + " error").strip();
            case UNREADABLE -> "unreadable";
        };
    }

    private static String ruling(Evidence evidence, Terminal terminal) {
        String padded = padded(word(evidence.ruling()), 6);
        return switch (evidence.ruling()) {
            case PASSED -> padded;
            case EDITED, HELD -> terminal.bold(padded);
            case DENIED -> terminal.red(padded);
        };
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
