package dev.pavise.core.union;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The place in a list of several servers: the place in each server's own, for those whose list goes on. Whose cursor
/// is whose is each server's session to tell, by its seal ([dev.pavise.core.seal]); this only carries them.
///
/// ```
/// base64url( {"files":"…","bank":"…"} )
/// ```
final class Cursors {
    private Cursors() {}

    static String of(Map<String, String> cursors) {
        var json = new StringBuilder("{");
        cursors.forEach((label, cursor) -> {
            if (json.length() > 1) json.append(',');
            json.append(Escapes.quote(label)).append(':').append(Escapes.quote(cursor));
        });
        byte[] bytes = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Empty where it is none.
    static Optional<Map<String, String>> in(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!(Json.read(bytes) instanceof Json json) || !json.root().isObject()) return Optional.empty();
        var found = new LinkedHashMap<String, String>();
        for (Value.Member each : json.root().members()) {
            if (!each.value().isString()) return Optional.empty();
            found.put(each.name().text(), each.value().text());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
