package dev.pavise.core.policy;

import java.time.Instant;

/// One rule let through on purpose, as narrowly as possible: for one server, one tool (or `*`), one of its arguments
/// (or
/// all of it), until a day.
///
/// @param rule the rule that denied, such as `hidden-text`
/// @param server the upstream's name
/// @param subject the tool, prompt or URI, or `*` for all of the server's
/// @param argument where in a call; only detectors' findings have such a place
/// @param until from then on it no longer holds
/// @param owner who answers for it
/// @param reason why, in the owner's words
/// @param given when it was given
public record Allowance(
        String rule,
        String server,
        String subject,
        Argument argument,
        Instant until,
        String owner,
        String reason,
        Instant given) {
    /// Wherever in a message of that tool's it is.
    public Allowance(
            String rule, String server, String subject, Instant until, String owner, String reason, Instant given) {
        this(rule, server, subject, Argument.ALL, until, owner, reason, given);
    }

    /// @param place of what the rule found (JSON Pointer); empty where it judged a message as a whole
    public boolean covers(String aRule, String aServer, String aSubject, String place, Instant now) {
        return now.isBefore(until)
                && rule.equals(aRule)
                && server.equals(aServer)
                && (subject.equals("*") || subject.equals(aSubject))
                && argument.holds(place);
    }
}
