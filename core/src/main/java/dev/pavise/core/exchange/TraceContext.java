package dev.pavise.core.exchange;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Splicer;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a request stands in a trace (W3C Trace Context), as the server is told in `params._meta`
/// (OpenTelemetry's conventions for MCP). Only where the edge says so; else a message keeps what its
/// client wrote, or nothing.
final class TraceContext {
    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    private TraceContext() {}

    /// The request with the edge's place in the trace instead of its client's.
    ///
    /// @param said what HTTP says of the request, and the edge of the trace
    static byte[] in(byte[] request, Map<String, String> said) {
        String parent = said.get(PARENT);
        if (parent == null) return request;
        byte[] placed = with(request, Escapes.quote(parent));
        String state = said.get(STATE);
        return state == null
                ? placed
                : Rulings.withValue(placed, bytes(Escapes.quote(state)), "params", "_meta", STATE);
    }

    private static byte[] with(byte[] request, String parent) {
        if (!(Json.read(request) instanceof Json json)) throw new IllegalStateException("an edit broke the message");
        String member = Escapes.quote(PARENT) + ":" + parent;
        Value root = json.root();
        Value params = root.member("params");
        if (params == null) return inserted(request, root, "\"params\":{\"_meta\":{" + member + "}}");
        if (params.kind() == Json.Kind.NULL) return replaced(request, params, "{\"_meta\":{" + member + "}}");
        Value meta = params.member("_meta");
        if (meta == null) return inserted(request, params, "\"_meta\":{" + member + "}");
        if (!meta.isObject()) return request;
        Value before = meta.member(PARENT);
        return before == null ? inserted(request, meta, member) : replaced(request, before, parent);
    }

    private static byte[] replaced(byte[] request, Value value, String with) {
        return new Splicer(request).replace(value.span(), bytes(with)).finish();
    }

    /// As the object's first member.
    private static byte[] inserted(byte[] request, Value object, String member) {
        int inside = object.span().from() + 1;
        String text = object.members().isEmpty() ? member : member + ",";
        return new Splicer(request)
                .replace(new Span(inside, inside), bytes(text))
                .finish();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
