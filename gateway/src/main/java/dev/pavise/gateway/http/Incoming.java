package dev.pavise.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One HTTP request, whole.
///
/// @param path without its query
record Incoming(String method, String path, String query, HttpHeaders headers, byte[] body) implements Arrival {
    private static final Set<String> SINGLE =
            Set.of("host", "origin", "authorization", "content-type", "content-encoding", "last-event-id");

    private static final Pattern NO_WEIGHT = Pattern.compile("q=0(\\.0*)?");

    static Incoming of(String method, String target, HttpHeaders headers, byte[] body) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new Incoming(method, target, "", headers, body)
                : new Incoming(method, target.substring(0, mark), target.substring(mark + 1), headers, body);
    }

    /// Whether the client wants its connection closed behind the reply.
    boolean isLast() {
        return headers.containsValue("connection", "close", true);
    }

    /// A header's value, or null where it is absent.
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /// Whether a header that decides something stands there twice, so that two readers may take different ones.
    boolean isAmbiguous() {
        var seen = new ArrayList<String>(8);
        for (Map.Entry<String, String> each : headers) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            if (!name.startsWith("mcp-") && !SINGLE.contains(name)) continue;
            if (seen.contains(name)) return true;
            seen.add(name);
        }
        return false;
    }

    /// What the headers say of the message, by names in lower case.
    Map<String, String> mirrored() {
        var found = new HashMap<String, String>();
        for (Map.Entry<String, String> each : headers) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("mcp-")) found.put(name, each.getValue().strip());
        }
        return found;
    }

    boolean isJson() {
        String type = header("content-type");
        if (type == null) return false;
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) return false;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (!parameter.equals("charset=utf-8")) return false;
        }
        return true;
    }

    /// Whether the client takes this type, as MCP demands it of clients.
    boolean accepts(String type) {
        String family = type.substring(0, type.indexOf('/')) + "/*";
        for (String value : headers.getAll("accept")) {
            for (String part : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                int end = part.indexOf(';');
                String named = (end < 0 ? part : part.substring(0, end)).strip();
                boolean isMeant = named.equals(type) || named.equals(family) || named.equals("*/*");
                if (isMeant && (end < 0 || !isUnwanted(part.substring(end + 1)))) return true;
            }
        }
        return false;
    }

    /// Whether a weight of nothing is among the parameters of a type (RFC 9110, section 12.4.2).
    private static boolean isUnwanted(String parameters) {
        for (String each : parameters.split(";", -1))
            if (NO_WEIGHT.matcher(each.strip()).matches()) return true;
        return false;
    }

    /// The key behind `Authorization: Bearer`, or null.
    @Nullable
    String bearer() {
        String written = header("authorization");
        if (written == null || written.length() < 8) return null;
        return written.substring(0, 7).equalsIgnoreCase("bearer ")
                ? written.substring(7).strip()
                : null;
    }
}
