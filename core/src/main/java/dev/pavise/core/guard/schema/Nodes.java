package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.math.BigDecimal;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of a message as the validator wants them. Built from the one reading that there is, never parsed again.
final class Nodes {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final int LONG_DIGITS = 18;

    private Nodes() {}

    static JsonNode of(Value value) {
        return of(value, Set.of());
    }

    /// @param without names of the outermost object's members that are left out
    static JsonNode of(Value value, Set<String> without) {
        return switch (value.kind()) {
            case OBJECT -> object(value, without);
            case ARRAY -> array(value);
            case STRING -> FACTORY.stringNode(value.text());
            case NUMBER -> number(value.raw());
            case TRUE -> FACTORY.booleanNode(true);
            case FALSE -> FACTORY.booleanNode(false);
            case NULL -> FACTORY.nullNode();
        };
    }

    static ObjectNode empty() {
        return FACTORY.objectNode();
    }

    private static ObjectNode object(Value value, Set<String> without) {
        ObjectNode node = FACTORY.objectNode();
        Json json = value.json();
        for (int name = value.entry() + 1; name < json.end(value.entry()); name = json.end(name + 1)) {
            String text = new Value(json, name).text();
            if (!without.contains(text)) node.set(text, of(new Value(json, name + 1)));
        }
        return node;
    }

    private static ArrayNode array(Value value) {
        ArrayNode node = FACTORY.arrayNode();
        Json json = value.json();
        for (int each = value.entry() + 1; each < json.end(value.entry()); each = json.end(each)) {
            node.add(of(new Value(json, each)));
        }
        return node;
    }

    /// A whole number is an integer, however it is written: JSON Schema 2020-12, core, section 4.2.3.
    private static JsonNode number(String raw) {
        boolean plain = raw.indexOf('.') < 0 && raw.indexOf('e') < 0 && raw.indexOf('E') < 0;
        if (plain && raw.length() <= LONG_DIGITS) return FACTORY.numberNode(Long.parseLong(raw));
        var exact = new BigDecimal(raw);
        if (exact.signum() == 0) return FACTORY.numberNode(0);
        BigDecimal shortest = exact.stripTrailingZeros();
        return shortest.scale() <= 0 ? FACTORY.numberNode(shortest.toBigInteger()) : FACTORY.numberNode(shortest);
    }
}
