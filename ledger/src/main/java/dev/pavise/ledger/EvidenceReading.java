package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON that [EvidenceJson] writes. Members that only a newer Pavise knows are passed over here; they stay
/// in the entry's bytes, which is what people are shown.
final class EvidenceReading {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> members = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();

    private EvidenceReading() {}

    /// Empty when this version cannot make evidence of it, as with a ruling that only a newer one knows.
    static Optional<Evidence> read(byte[] json) {
        var reading = new EvidenceReading();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("reasons") && value == JsonToken.START_ARRAY) {
                    reading.reasons(parser);
                } else if (value.isScalarValue()) {
                    reading.members.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(reading.evidence());
        } catch (JacksonException | DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void reasons(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var parts = new HashMap<String, String>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) parts.put(name, parser.getString());
                else parser.skipChildren();
            }
            reasons.add(new Reason(
                    parts.getOrDefault("rule", ""), parts.getOrDefault("place", ""), parts.getOrDefault("seen", "")));
        }
    }

    private Evidence evidence() {
        return new Evidence(
                text("id"),
                Instant.parse(text("at")),
                text("principal"),
                text("server"),
                constant(Evidence.Way.values(), "way"),
                constant(Evidence.Kind.values(), "kind"),
                text("method"),
                text("subject"),
                text("rpcId"),
                constant(Evidence.Ruling.values(), "ruling"),
                text("enforced").equals("true"),
                reasons,
                text("received"),
                number("receivedBytes"),
                text("sent"),
                number("sentBytes"),
                text("note"));
    }

    private String text(String name) {
        return members.getOrDefault(name, "");
    }

    private long number(String name) {
        return Long.parseLong(members.getOrDefault(name, "0"));
    }

    private <E extends Enum<E>> E constant(E[] constants, String name) {
        for (E constant : constants) {
            if (EvidenceJson.word(constant).equals(text(name))) return constant;
        }
        throw new IllegalArgumentException("unknown " + name + ": " + text(name));
    }
}
