package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Capabilities;
import dev.pavise.core.guard.PinGuard;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a peer is told instead of what it wanted: the fault, the place and the next step, in words of Pavise's own
/// ([Told]). What was seen, and how it is let through, stands in the evidence, for a person.
///
/// A tool call that policy refuses is answered as a failed tool, so that the model can read why and the session goes
/// on. Everything else is a JSON-RPC error. Codes of Pavise's own are positive and follow HTTP's numbers, because the
/// specification keeps -32768 to -32000 for itself: 403 denied, 408 out of time, 429 too often, 502 the server is gone,
/// 503 the ledger can't keep evidence.
///
/// @param code of the error; 0 where it is a failed tool
public record Refusal(byte[] bytes, int code) {
    /// Stands for a code that is none.
    static final int UNKNOWN = 1;

    static final int DENIED = 403;
    static final int TIMED_OUT = 408;
    public static final int SERVER_GONE = 502;
    static final int LEDGER_LOST = 503;

    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_VERSION = -32022;
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;
    private static final Map<String, Integer> CODES = Map.of(
            "method",
            -32601,
            "capability",
            -32601,
            "handshake",
            INVALID_REQUEST,
            "correlation",
            INVALID_REQUEST,
            "budget",
            429,
            "seal",
            INVALID_PARAMS);
    /// Rules under which a call is wrong for the protocol, not for the policy.
    private static final Set<String> PROTOCOL = Set.of("method", "capability", "handshake", "correlation", "seal");
    /// The answer to a request that was denied.
    static Refusal of(Message.Request request, boolean modern, Evidence evidence) {
        Reason reason = first(evidence.reasons());
        String words = words(reason, evidence);
        if (reason.rule().equals("headers")) {
            return error(request.id().json(), HEADER_MISMATCH, words, evidence.id(), reason.rule());
        }
        if (modern && reason.rule().equals("handshake") && isUnsupported(request)) return unsupported(request, words);
        if (modern && reason.rule().equals("capability") && isAfterTask(request)) {
            return missingCapability(request, words);
        }
        boolean asTool = Method.TOOLS_CALL.is(request.method()) && !PROTOCOL.contains(reason.rule());
        if (asTool) return failedTool(request.id(), modern, words);
        int code = CODES.getOrDefault(reason.rule(), DENIED);
        if (modern && reason.rule().equals("handshake")) code = INVALID_PARAMS;
        return error(request.id().json(), code, words, evidence.id(), reason.rule());
    }

    /// What the sender of a notification or an answer is told where its transport answers each message (2025-03-26,
    /// transports): an error without an id.
    static Refusal ofTold(Evidence evidence) {
        Reason reason = first(evidence.reasons());
        int code = reason.rule().equals("headers") ? HEADER_MISMATCH : CODES.getOrDefault(reason.rule(), DENIED);
        return error("", code, words(reason, evidence), evidence.id(), reason.rule());
    }

    /// The answer to bytes that are no message.
    static Refusal ofUnreadable(String id, Evidence evidence) {
        Reason reason = first(evidence.reasons());
        return error(id, PARSE_ERROR, words(reason, evidence), evidence.id(), reason.rule());
    }

    /// The answer to a request that something else than a guard ended.
    public static Refusal because(Message.Request request, boolean modern, int code, String words) {
        return because(request, modern, code, words, "");
    }

    /// @param words of Pavise's own, then perhaps `: ` and a cause that may be a peer's, which is left out
    /// @param evidence the id of what a person can read about it; empty where there is none
    static Refusal because(Message.Request request, boolean modern, int code, String words, String evidence) {
        String told = Told.ofEnding(words) + (evidence.isEmpty() ? "" : ". More: pavise show " + evidence);
        return Method.TOOLS_CALL.is(request.method())
                ? failedTool(request.id(), modern, told)
                : error(request.id().json(), code, told, "", "");
    }

    /// The one that a client has to hear; where headers and body differ, nothing else in the body can be relied on.
    /// That
    /// a server does not list something comes last: where anything else is wrong, its list may not have been read.
    private static Reason first(List<Reason> reasons) {
        return reasons.stream()
                .filter(each -> each.rule().equals("headers"))
                .findFirst()
                .or(() -> reasons.stream()
                        .filter(each -> !each.seen().startsWith(PinGuard.NOT_LISTED))
                        .findFirst())
                .or(() -> reasons.stream().findFirst())
                .orElse(new Reason("", "", "denied"));
    }

    private static boolean isUnsupported(Message.Request request) {
        String version = request.params() == null ? null : version(request);
        return version != null
                && Revision.of(version).filter(Revision::isModern).isEmpty();
    }

    private static @Nullable String version(Message.Request request) {
        Value meta = request.params() == null ? null : request.params().member("_meta");
        return meta == null ? null : meta.string("io.modelcontextprotocol/protocolVersion");
    }

    private static boolean isAfterTask(Message.Request request) {
        return request.method().startsWith("tasks/");
    }

    /// 2026-07-28, MissingRequiredClientCapabilityError. Of requests, only those after tasks need one.
    private static Refusal missingCapability(Message.Request request, String words) {
        String json = "{\"jsonrpc\":\"2.0\",\"id\":" + request.id().json() + ",\"error\":{\"code\":"
                + MISSING_CAPABILITY + ",\"message\":" + Escapes.quote(words)
                + ",\"data\":{\"requiredCapabilities\":{\"extensions\":{\"" + Capabilities.TASKS_EXTENSION
                + "\":{}}}}}}";
        return new Refusal(json.getBytes(StandardCharsets.UTF_8), MISSING_CAPABILITY);
    }

    /// 2026-07-28, UnsupportedProtocolVersionError.
    private static Refusal unsupported(Message.Request request, String words) {
        String json = "{\"jsonrpc\":\"2.0\",\"id\":" + request.id().json() + ",\"error\":{\"code\":"
                + UNSUPPORTED_VERSION + ",\"message\":" + Escapes.quote(words) + ",\"data\":{\"supported\":[\""
                + Revision.V2026_07_28.date() + "\"],\"requested\":"
                + Escapes.quote(String.valueOf(version(request))) + "}}}";
        return new Refusal(json.getBytes(StandardCharsets.UTF_8), UNSUPPORTED_VERSION);
    }

    private static String words(Reason reason, Evidence evidence) {
        return "Denied by Pavise (" + reason.rule() + "): " + Told.of(reason, evidence)
                + ". A person can see why, and what can be done: pavise show " + evidence.id();
    }

    private static Refusal failedTool(Id id, boolean modern, String words) {
        String json = "{\"jsonrpc\":\"2.0\",\"id\":" + id.json() + ",\"result\":{"
                + (modern ? "\"resultType\":\"complete\"," : "")
                + "\"content\":[{\"type\":\"text\",\"text\":" + Escapes.quote(words) + "}],\"isError\":true}}";
        return new Refusal(json.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static Refusal error(String id, int code, String words, String evidence, String rule) {
        String data = evidence.isEmpty()
                ? ""
                : ",\"data\":{\"pavise\":{\"rule\":" + Escapes.quote(rule) + ",\"evidence\":" + Escapes.quote(evidence)
                        + "}}";
        String own = id.isEmpty() ? "" : ",\"id\":" + id;
        String json = "{\"jsonrpc\":\"2.0\"" + own + ",\"error\":{\"code\":" + code + ",\"message\":"
                + Escapes.quote(words) + data + "}}";
        return new Refusal(json.getBytes(StandardCharsets.UTF_8), code);
    }
}
