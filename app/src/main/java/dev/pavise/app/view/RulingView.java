package dev.pavise.app.view;

import dev.pavise.app.cli.Shown;
import dev.pavise.app.cli.Terminal;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.pin.Pin;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a ruling reads:
///
/// ```
/// 12:04:33  ↓ tools/call quote result      edited    1.2 KB   3.1 ms  e7f2k-4
///             hidden-text: 14 zero-width spaces
/// ```
public final class RulingView {
    /// What a person must do may stand at the end of a reason; guards write it behind this.

    private static final String INDENT = " ".repeat(12);
    private static final int WHAT_CHARS = 27;
    private static final int WHAT_CHARS_MAX = 56;
    /// What a line needs besides that, with an id of twelve characters.
    private static final int REST_CHARS = 53;
    private static final int REASONS_MAX = 8;
    private static final int CHANGE_LINES_MAX = 6;

    /// On what it is written.
    ///
    /// @param terminal for its colours
    /// @param width columns; [Integer#MAX_VALUE] where lines may be as long as they like
    public record Paper(Terminal terminal, ZoneId zone, LocalDate today, int width) {
        public static Paper of(Terminal terminal) {
            var zone = ZoneId.systemDefault();
            return new Paper(terminal, zone, LocalDate.now(zone), terminal.width());
        }

        /// The same on another day.
        Paper on(LocalDate day) {
            return day.equals(today) ? this : new Paper(terminal, zone, day, width);
        }
    }

    /// A reason that keeps an item of a list from the client, and the pin of that item.
    public record Kept(Reason reason, Pin pin) {}

    private RulingView() {}

    /// The line of the ruling itself, then its reasons.
    ///
    /// @param took how long the answer was waited for, where this is one
    /// @param kept what is known of the items that it lacks now, where it is a list
    public static List<String> lines(Evidence evidence, Optional<Duration> took, List<Kept> kept, Paper paper) {
        var lines = new ArrayList<String>();
        lines.add(head(evidence, took, paper));
        int more = evidence.reasons().size() - REASONS_MAX;
        for (Reason reason : evidence.reasons()
                .subList(0, Math.min(REASONS_MAX, evidence.reasons().size()))) {
            Optional<Pin> pin = kept.stream()
                    .filter(each -> each.reason().equals(reason))
                    .map(Kept::pin)
                    .findFirst();
            because(lines, evidence.server(), reason, pin, paper);
        }
        if (more > 0) lines.add(INDENT + "and " + more + " more: " + ShellLine.of("pavise", "show", evidence.id()));
        NextSteps.after(evidence, !kept.isEmpty()).forEach(each -> lines.add(INDENT + each));
        if (!evidence.note().isEmpty()) wrapped(lines, Shown.line(evidence.note()), paper.width());
        return lines;
    }

    /// `3.1 ms`, `46 ms`, `1.2 s`.
    public static String took(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 10) return String.format(Locale.ROOT, "%.1f ms", millis);
        if (millis < 999.5) return String.format(Locale.ROOT, "%.0f ms", millis);
        return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /// `tools/call quote result`.
    static String what(Evidence evidence) {
        String named = (Shown.line(evidence.method()) + " " + Shown.line(evidence.subject())).strip();
        return switch (evidence.kind()) {
            case REQUEST, NOTIFICATION, FACT -> named;
            case RESULT -> (named + " result").strip();
            case FAILURE -> (named + " error").strip();
            case UNREADABLE -> "unreadable";
        };
    }

    /// Where it is too long, the name in its middle is cut, so that the end still says what it is.
    private static String what(Evidence evidence, int charsMax) {
        String what = what(evidence);
        if (what.length() <= charsMax) return what;
        String end = switch (evidence.kind()) {
            case RESULT -> " result";
            case FAILURE -> " error";
            case REQUEST, NOTIFICATION, FACT, UNREADABLE -> "";
        };
        return Shown.cut(what.substring(0, what.length() - end.length()), charsMax - end.length()) + end;
    }

    private static String head(Evidence evidence, Optional<Duration> took, Paper paper) {
        boolean isEndless = paper.width() == Integer.MAX_VALUE;
        int chars = Math.clamp(paper.width() - REST_CHARS, WHAT_CHARS, isEndless ? WHAT_CHARS : WHAT_CHARS_MAX);
        String what = isEndless ? what(evidence) : what(evidence, chars);
        String size = evidence.receivedBytes() == 0 ? "" : Times.bytes(evidence.receivedBytes());
        return Times.brief(evidence.at(), paper.zone(), paper.today())
                + "  " + arrow(evidence) + " " + left(what, chars)
                + "  " + ruling(evidence, paper.terminal())
                + "  " + right(size, 8)
                + "  " + right(took.map(RulingView::took).orElse(""), 7)
                + "  " + Shown.line(evidence.id());
    }

    private static void because(List<String> lines, String server, Reason reason, Optional<Pin> pin, Paper paper) {
        String seen = Shown.line(reason.seen());
        String item = pin.map(each -> Shown.line(each.item().toString()) + " denied, ")
                .orElse("");
        wrapped(lines, item + Shown.line(reason.rule()) + ": " + seen, paper.width());
        pin.ifPresent(each -> change(lines, each, paper));
        pin.ifPresent(each -> lines.add(INDENT + command("diff", server, each)));
        pin.filter(each -> each.state() == Pin.State.CHANGED)
                .ifPresent(each -> lines.add(INDENT + command("approve", server, each)));
    }

    private static String command(String verb, String server, Pin pin) {
        return ShellLine.of("pavise", "pins", verb, server, pin.item().toString());
    }

    /// What an approved definition says now, in a few lines.
    private static void change(List<String> lines, Pin pin, Paper paper) {
        if (pin.state() != Pin.State.CHANGED) return;
        List<String> change = PinDiff.lines(pin, paper.terminal());
        for (String line : change.subList(0, Math.min(CHANGE_LINES_MAX, change.size())))
            wrapped(lines, line.strip(), paper.width());
    }

    /// Words in lines of at most this width, indented as reasons are.
    public static void wrapped(List<String> lines, String text, int width) {
        var line = new StringBuilder(INDENT);
        for (String word : text.split(" ", -1)) {
            if (line.length() > INDENT.length() && line.length() + word.length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(INDENT.length());
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }

    private static String arrow(Evidence evidence) {
        return switch (evidence.way()) {
            case TO_SERVER -> "↑";
            case TO_CLIENT -> "↓";
            case INSIDE -> "·";
        };
    }

    private static String ruling(Evidence evidence, Terminal terminal) {
        String padded = left(EntryView.word(evidence.ruling()), 6);
        return switch (evidence.ruling()) {
            case PASSED -> padded;
            case EDITED, HELD -> terminal.bold(padded);
            case DENIED -> terminal.red(padded);
        };
    }

    private static String left(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
    }
}
