package dev.pavise.core.message;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A request's id: a text or an integer, and the two are never the same. JSON-RPC 2.0, section 4, without null and
/// fractions, as MCP demands.
///
/// @param json as written in JSON, in its one shortest spelling: `7` or `"7"`
public record Id(String json) {
    private static final int BYTES_MAX = 512;
    private static final String LONGEST = "9223372036854775807";

    public static Id of(String text) {
        return new Id(Escapes.quote(text));
    }

    public static Id of(long number) {
        return new Id(Long.toString(number));
    }

    /// Empty where the value can't be an id: null, a fraction, an integer of more than 64 bits, a text of more than
    /// 512 bytes, anything else.
    public static Optional<Id> of(Value value) {
        if (value.kind() == Json.Kind.STRING) {
            return value.bytes() - 2 > BYTES_MAX ? Optional.empty() : Optional.of(of(value.text()));
        }
        if (value.kind() == Json.Kind.NUMBER && isInteger(value.raw())) return Optional.of(new Id(value.raw()));
        return Optional.empty();
    }

    public boolean isText() {
        return json.startsWith("\"");
    }

    /// Whether every peer keeps it: JavaScript rounds integers beyond 2^53 - 1.
    public boolean isSafeInteger() {
        return !isText() && json.length() <= 17 && Math.abs(Long.parseLong(json)) <= (1L << 53) - 1;
    }

    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isInteger(String raw) {
        int from = raw.charAt(0) == '-' ? 1 : 0;
        for (int i = from; i < raw.length(); i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') return false;
        }
        int digits = raw.length() - from;
        boolean minusZero = from == 1 && raw.equals("-0");
        return !minusZero
                && (digits < LONGEST.length()
                        || (digits == LONGEST.length() && raw.substring(from).compareTo(LONGEST) <= 0));
    }

    @Override
    public String toString() {
        return json;
    }
}
