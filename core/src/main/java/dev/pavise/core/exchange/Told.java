package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.PinGuard;
import dev.pavise.core.guard.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What of a ruling's reasons a peer is told. An answer that Pavise writes is judged by no guard, and a model reads it:
/// it holds Pavise's own words and numbers, and nothing that the other peer has said.
///
/// Which words are our own is decided by the rule. A rule that is not named here is told in fixed words.
final class Told {
    /// Rules that quote nobody.
    private static final Set<String> OWN_WORDS =
            Set.of("limits", "budget", "ledger", "held", "reader", "seal", "headers", "look");
    /// Rules that quote, of a request, that request alone.
    private static final Set<String> OF_REQUESTS = Set.of("method", "handshake", "correlation", "capability");
    /// Rules beside which a tool's schema may be one that the client has never been shown.
    private static final Set<String> UNSEEN_SCHEMA = Set.of("pins", "schema");

    /// What the ledger says is of this machine, not of a peer.
    private static final String LEDGER = "Denied by Pavise (ledger): ";

    private static final String BROKEN = "the guard failed";
    private static final String ARGUMENTS = "argument-schema";
    /// What the guard for pins says of a thing, without its name.
    private static final List<String> OF_PINS = List.of(
            "is quarantined",
            "changed since it was approved",
            "was gone and came back as something else",
            "has not been approved");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern PLAIN = Pattern.compile("[ !-;=?-_a-z{|}~…]{0,240}");
    private static final int CHARS_MAX = 240;
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
    /// Causes that the edge tells in words of ours.
    private static final Pattern OWN_CAUSE =
            Pattern.compile("exit code -?[0-9]{1,10}|HTTP [0-9]{3}|no answer within [0-9]{1,10} s|it closed its output"
                    + "|it failed [0-9]{1,9} times in a row, next try in [0-9]{1,5} s"
                    + "|the list has no end|the list's cursor is no text"
                    + "|the server answered with an error(, code -?[0-9]{1,9})?");
    /// Members that the specification names, on the ways that guards tell.
    private static final Set<String> MEMBERS = Set.of(
            "params",
            "result",
            "error",
            "method",
            "id",
            "jsonrpc",
            "name",
            "uri",
            "arguments",
            "content",
            "contents",
            "messages",
            "text",
            "data",
            "blob",
            "resource",
            "structuredContent",
            "_meta",
            "message",
            "instructions",
            "tools",
            "prompts",
            "resources",
            "resourceTemplates",
            "inputRequests",
            "requestId",
            "progressToken",
            "protocolVersion",
            "resultType",
            "nextCursor",
            "isError",
            "type");

    private Told() {}

    /// The fault, with its place as far as that is ours to tell.
    static String of(Reason reason, Evidence evidence) {
        String place = reason.rule().equals(ARGUMENTS) ? argument(reason, evidence) : place(reason.place());
        return (place.isEmpty() ? "" : place + ": ") + fault(reason, evidence);
    }

    private static String fault(Reason reason, Evidence evidence) {
        boolean isRequest = evidence.kind() == Evidence.Kind.REQUEST;
        if (reason.seen().startsWith(BROKEN)) return BROKEN;
        if (OWN_WORDS.contains(reason.rule())) return plain(unnamed(reason.seen(), evidence.subject()));
        if (OF_REQUESTS.contains(reason.rule()) && isRequest) return plain(reason.seen());
        return switch (reason.rule()) {
            case "pins" -> pinned(reason.seen(), evidence);
            case ARGUMENTS ->
                isSeenSchema(evidence) && PLAIN.matcher(reason.seen()).matches()
                        ? reason.seen()
                        : "the arguments do not fit the tool's inputSchema";
            case "hidden-text" -> "it holds text that a person does not see and a model reads";
            case "schema" -> "the tool has a schema that can't be used";
            case "result-schema" -> "the answer is not what the tool or MCP promises";
            case "capability" -> "the server asks for what the client did not declare";
            case "handshake" -> "the server answered with a revision that Pavise does not speak";
            default -> "what came is not let through";
        };
    }

    /// A budget is told with the name of its tool, which counts as ours where it is an ordinary one.
    private static String unnamed(String seen, String subject) {
        boolean told = subject.isEmpty() || NAME.matcher(subject).matches();
        return told ? seen : seen.replace(Words.quote(subject), "…");
    }

    /// Short and in plain letters, though it be our own.
    private static String plain(String words) {
        return words.substring(0, Math.min(words.length(), CHARS_MAX)).replaceAll("[^ -~…]", "?");
    }

    private static String pinned(String seen, Evidence evidence) {
        String thing = NAME.matcher(evidence.subject()).matches() ? evidence.subject() : "what is asked for";
        if (seen.startsWith(PinGuard.NOT_LISTED)) return "the server does not list " + thing;
        for (String each : OF_PINS) if (seen.contains(each)) return thing + " " + each;
        return thing + " is not approved";
    }

    /// Arguments are the client's own words, and misfits quote a schema that the client was shown.
    private static String argument(Reason reason, Evidence evidence) {
        return isSeenSchema(evidence) && PLAIN.matcher(reason.place()).matches() ? reason.place() : "/params/arguments";
    }

    private static boolean isSeenSchema(Evidence evidence) {
        return evidence.reasons().stream().noneMatch(each -> UNSEEN_SCHEMA.contains(each.rule()));
    }

    /// As far as it goes along members of the specification.
    private static String place(String pointer) {
        var told = new StringBuilder();
        for (String step : pointer.split("/", -1)) {
            if (step.isEmpty() && told.isEmpty()) continue;
            if (!MEMBERS.contains(step) && !INDEX.matcher(step).matches())
                return told.append("/…").toString();
            told.append('/').append(step);
        }
        return told.toString();
    }

    /// Words of ours, without a cause that may be somebody else's.
    static String ofEnding(String words) {
        if (words.startsWith(LEDGER)) return words;
        int colon = words.indexOf(": ");
        if (colon < 0) return words;
        String cause = words.substring(colon + 2);
        int more = cause.indexOf(';');
        String first = more < 0 ? cause : cause.substring(0, more);
        return OWN_CAUSE.matcher(first).matches() ? words.substring(0, colon + 2) + first : words.substring(0, colon);
    }
}
