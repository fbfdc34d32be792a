package dev.pavise.app.view;

import dev.pavise.app.config.Config;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.evidence.ShellLine;
import dev.pavise.core.evidence.Visible;
import dev.pavise.core.guard.PinGuard;
import dev.pavise.core.message.Method;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person can type after a ruling. Said to persons only: the one who reads an answer to a client is often a
/// model, and would be told how to switch off the guard that stopped it.
final class NextSteps {
    private static final int ALLOWED_DAYS = 30;
    private static final String PINS = "pins";
    private static final String ARGUMENTS = "/params/arguments";
    /// Rules of the protocol, and rules about which something else decides.
    private static final Set<String> NOT_TO_ALLOW =
            Set.of("method", "capability", "handshake", "correlation", "budget", "ledger", "held", "reader", PINS);

    private NextSteps() {}

    /// Whole commands, a line each.
    ///
    /// @param pinsShown whether the commands for the pins in question are said elsewhere
    static List<String> after(Evidence evidence, boolean pinsShown) {
        var steps = new LinkedHashSet<String>();
        boolean denied = evidence.ruling() == Evidence.Ruling.DENIED;
        for (Reason reason : evidence.reasons()) {
            if (reason.rule().equals(PINS)) {
                if (!pinsShown) steps.add(pins(reason, evidence));
            } else if (denied && isOfServer(evidence) && isAllowable(reason.rule(), evidence.subject())) {
                steps.add(allow(reason, evidence));
            }
        }
        return List.copyOf(steps);
    }

    /// `*` stands for all of a server's, and a name that can't be read can't be meant.
    private static boolean isAllowable(String rule, String subject) {
        boolean isNamed = !subject.isEmpty() && !subject.equals("*");
        return isNamed && Visible.line(subject).equals(subject) && !NOT_TO_ALLOW.contains(rule);
    }

    /// What concerns no server is judged at `/mcp`, by a name that no server can have.
    private static boolean isOfServer(Evidence evidence) {
        return Config.isName(evidence.server());
    }

    /// Of what is not there nothing can be compared: a list says what is.
    private static String pins(Reason reason, Evidence evidence) {
        if (!isOfServer(evidence)) return ShellLine.of("pavise", PINS, "list");
        return reason.seen().startsWith(PinGuard.NOT_LISTED)
                ? ShellLine.of("pavise", PINS, "list", evidence.server())
                : diff(evidence);
    }

    private static String diff(Evidence evidence) {
        String kind = switch (Method.of(evidence.method()).orElse(null)) {
            case TOOLS_CALL -> "tool/";
            case PROMPTS_GET -> "prompt/";
            case RESOURCES_READ, RESOURCES_SUBSCRIBE -> "resource/";
            case null, default -> "";
        };
        return kind.isEmpty() || evidence.subject().isEmpty()
                ? ShellLine.of("pavise", PINS, "diff", evidence.server())
                : ShellLine.of("pavise", PINS, "diff", evidence.server(), kind + evidence.subject());
    }

    private static String allow(Reason reason, Evidence evidence) {
        Instant until = evidence.at().plus(ALLOWED_DAYS, ChronoUnit.DAYS);
        String day = until.atZone(ZoneOffset.UTC).toLocalDate().toString();
        var words = new ArrayList<>(
                List.of("pavise", "allow", reason.rule(), "--server", evidence.server(), "--tool", evidence.subject()));
        argument(reason).ifPresent(path -> words.addAll(List.of("--argument", path)));
        words.addAll(List.of("--until", day));
        return ShellLine.of(words.toArray(String[]::new));
    }

    /// Where in the arguments a detector found it, as far as a person can read and type that.
    private static Optional<String> argument(Reason reason) {
        boolean isDetectors = reason.rule().indexOf('/') > 0 && reason.place().startsWith(ARGUMENTS + "/");
        boolean isWhole = Visible.line(reason.place()).equals(reason.place())
                && !reason.place().endsWith("…");
        return isDetectors && isWhole ? Optional.of(reason.place().substring(ARGUMENTS.length())) : Optional.empty();
    }
}
