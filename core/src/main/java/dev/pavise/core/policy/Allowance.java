package dev.pavise.core.policy;

import java.time.Instant;

/// One rule let through on purpose, as narrowly as possible: for one server, one tool (or `*`), until a day.
///
/// @param rule the rule that denied, such as `hidden-text`
/// @param server the upstream's name
/// @param subject the tool, prompt or URI, or `*` for all of the server's
/// @param until from then on it no longer holds
/// @param owner who answers for it
/// @param reason why, in the owner's words
/// @param given when it was given
public record Allowance(
        String rule, String server, String subject, Instant until, String owner, String reason, Instant given) {
    public boolean covers(String aRule, String aServer, String aSubject, Instant now) {
        return now.isBefore(until)
                && rule.equals(aRule)
                && server.equals(aServer)
                && (subject.equals("*") || subject.equals(aSubject));
    }
}
