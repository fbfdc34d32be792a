package dev.pavise.gateway.remote;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A server by its URL, and what every request to it carries. Values of headers are secrets and do not print.
///
/// @param headers by name, for example `Authorization`; none that the transport sets by itself
public record Remote(URI url, Map<String, String> headers) {
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "accept",
            "accept-encoding",
            "last-event-id",
            "mcp-session-id",
            "mcp-protocol-version",
            "mcp-method",
            "mcp-name");

    /// @throws IllegalArgumentException what is wrong, in words
    public Remote {
        Target.of(url);
        var kept = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!Heads.isToken(name)) throw new IllegalArgumentException("no header name: " + name);
            if (OURS.contains(lower) || lower.startsWith("mcp-param-")) {
                throw new IllegalArgumentException("header " + name + " is set by the transport");
            }
            if (!Heads.isValue(value)) {
                throw new IllegalArgumentException(
                        "the value of header " + name + " has characters that no header has");
            }
            if (kept.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException("header " + name + " stands twice");
            }
            kept.put(name, value);
        });
        headers = java.util.Collections.unmodifiableMap(kept);
    }

    Target target() {
        return Target.of(url);
    }

    @Override
    public String toString() {
        return "Remote[" + target() + ", headers " + headers.keySet() + "]";
    }
}
