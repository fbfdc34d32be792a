package dev.pavise.core.message;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A request for a list that Pavise makes by itself, on behalf of a client's that waits for it.
public final class OwnRequest {
    private static final String OF_CLIENT = "io.modelcontextprotocol/";

    private OwnRequest() {}

    /// @param cursor where the list goes on; null at its beginning
    /// @param like the request that waits: in the modern era, what it says of its client is said again, but not
    ///     what belongs to that one request
    public static Message.Request list(
            Id id, Method method, @Nullable String cursor, Message.Request like, boolean isModern) {
        String meta = isModern ? meta(like) : "";
        String members = (cursor == null ? "" : "\"cursor\":" + Escapes.quote(cursor))
                + (cursor == null || meta.isEmpty() ? "" : ",")
                + (meta.isEmpty() ? "" : "\"_meta\":" + meta);
        String params = members.isEmpty() ? "" : ",\"params\":{" + members + "}";
        String text =
                "{\"jsonrpc\":\"2.0\",\"id\":" + id.json() + ",\"method\":\"" + method.wire() + "\"" + params + "}";
        if (!(Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json json))
            throw new IllegalStateException("Pavise wrote what it can't read");
        return new Message.Request(json, id, method.wire(), json.root().member("params"));
    }

    private static String meta(Message.Request like) {
        Value params = like.params();
        Value meta = params == null ? null : params.member("_meta");
        if (meta == null) return "";
        var members = new ArrayList<String>();
        for (Value.Member member : meta.members()) {
            if (!member.name().text().startsWith(OF_CLIENT)) continue;
            members.add(member.name().raw() + ":" + member.value().raw());
        }
        return "{" + String.join(",", members) + "}";
    }
}
