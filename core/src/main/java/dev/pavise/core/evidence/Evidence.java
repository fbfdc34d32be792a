package dev.pavise.core.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One fact that the ledger keeps: a message and its ruling, or something that happened to a server, a pin or a
/// setting.
///
/// @param id what is printed and can be pasted into `pavise show ID`: the session's id, a hyphen, and a number
///     that counts this session's evidence from 1
/// @param at when the gateway read the message
/// @param principal who called
/// @param server the upstream's name, as its pins know it
/// @param way from whom to whom, or [Way#INSIDE] for what no message caused
/// @param kind what was judged
/// @param method the JSON-RPC method; for a response, that of its request; for other facts, a verb such as
///     `server/exited` or `pins/approve`
/// @param subject the tool, prompt or URI in question, else empty
/// @param rpcId the JSON-RPC id as written, else empty
/// @param ruling what became of it
/// @param enforced false where the preset only observes: the message went on as it was
/// @param reasons why, in [Reason]'s order
/// @param received SHA-256 of the bytes that came, hexadecimal, else empty
/// @param receivedBytes how many came
/// @param sent SHA-256 of the bytes that went on, hexadecimal, else empty
/// @param sentBytes how many went on
/// @param note free words for facts without a message, else empty
public record Evidence(
        String id,
        Instant at,
        String principal,
        String server,
        Way way,
        Kind kind,
        String method,
        String subject,
        String rpcId,
        Ruling ruling,
        boolean enforced,
        List<Reason> reasons,
        String received,
        long receivedBytes,
        String sent,
        long sentBytes,
        String note) {
    public enum Way {
        TO_SERVER,
        TO_CLIENT,
        INSIDE
    }

    public enum Kind {
        REQUEST,
        NOTIFICATION,
        RESULT,
        FAILURE,
        UNREADABLE,
        FACT
    }

    /// In the four words that people see everywhere.
    public enum Ruling {
        PASSED,
        EDITED,
        HELD,
        DENIED
    }

    public Evidence {
        reasons = List.copyOf(reasons);
    }

    /// The session's part of the id.
    public String session() {
        int hyphen = id.lastIndexOf('-');
        return hyphen < 0 ? id : id.substring(0, hyphen);
    }

    /// What came and what went, kept beside the evidence only where the configuration says so.
    public record Payload(byte @Nullable [] received, byte @Nullable [] sent) {
        public static final Payload NONE = new Payload(null, null);
    }
}
