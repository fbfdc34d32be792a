package dev.pavise.core.exchange;

import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client says it can be asked for.
final class Declared {
    private static final String IN_META = "io.modelcontextprotocol/clientCapabilities";

    private Declared() {}

    /// In the legacy era, once for the session.
    static Set<String> inHandshake(Message.Request initialize) {
        Value params = initialize.params();
        return params == null ? Set.of() : of(params.member("capabilities"));
    }

    /// In the modern era, with each request.
    static Set<String> inMeta(Message.Request request) {
        Value params = request.params();
        return params == null ? Set.of() : of(params.at("_meta", IN_META));
    }

    private static Set<String> of(@Nullable Value capabilities) {
        var found = new HashSet<String>();
        if (capabilities == null) return found;
        for (Value.Member member : capabilities.members()) {
            String name = member.name().text();
            if (!name.equals("elicitation")) {
                found.add(name);
                continue;
            }
            // `{}` means forms only (2025-11-25, elicitation).
            boolean byUrl = member.value().member("url") != null;
            if (byUrl) found.add("elicitation/url");
            if (!byUrl || member.value().member("form") != null) found.add("elicitation");
        }
        return found;
    }
}
