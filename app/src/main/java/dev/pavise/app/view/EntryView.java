package dev.pavise.app.view;

import dev.pavise.app.cli.JsonLine;
import dev.pavise.app.cli.Shown;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.ledger.Entry;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// An entry of the ledger, as lines for people and as one line of JSON.
public final class EntryView {
    private EntryView() {}

    /// What there is to say of an entry by its place alone.
    static String place(Entry entry) {
        return "entry " + entry.index()
                + switch (entry.body()) {
                    case Entry.Body.Present present ->
                        " is " + Shown.line(present.evidence().id());
                    case Entry.Body.Foreign _ -> " was kept by a newer Pavise";
                    case Entry.Body.Expired _ -> " has expired; its hash is kept";
                    case Entry.Body.Missing _ -> " is missing: pavise ledger verify";
                };
    }

    /// Everything there is to know, a line each.
    public static List<String> whole(Entry entry, ZoneId zone) {
        if (!(entry.body() instanceof Entry.Body.Present(Evidence evidence, String _))) return List.of(place(entry));
        var rows = new Columns();
        rows.row("id", Shown.line(evidence.id()));
        rows.row("at", Times.of(evidence.at(), zone));
        rows.row("ruling", word(evidence.ruling()) + (evidence.enforced() ? "" : " (observed: it went on as it was)"));
        row(rows, "server", evidence.server());
        row(rows, "principal", evidence.principal());
        rows.row("way", word(evidence.way()));
        row(rows, "what", RulingView.what(evidence));
        row(rows, "about", evidence.subject());
        row(rows, "request id", evidence.rpcId());
        for (Reason reason : evidence.reasons()) {
            rows.row(
                    "because",
                    Shown.line(reason.rule()) + (reason.place().isEmpty() ? "" : " at " + Shown.line(reason.place())));
            rows.row("", Shown.line(reason.seen()));
        }
        for (String step : NextSteps.after(evidence, false)) rows.row("next", step);
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
}
