package dev.pavise.core.union;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Splicer;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Values of one message that others take the place of.
final class Patch {
    private final byte[] message;
    private final Map<Span, byte[]> places = new TreeMap<>();

    Patch(Json json) {
        message = json.bytes();
    }

    /// @param written JSON
    Patch put(Value place, String written) {
        places.put(place.span(), written.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// The same array where nothing is put.
    byte[] bytes() {
        if (places.isEmpty()) return message;
        var out = new Splicer(message);
        places.forEach(out::replace);
        return out.finish();
    }
}
