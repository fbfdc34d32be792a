package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Judges values by schemas, and keeps what it made of each schema, by its digest: a saving, and nothing else.
public final class Validators {
    private static final int KEPT_MAX = 128;
    private static final long BYTES_MAX = 512 << 10;

    /// What became of a schema: a validator, or the fault that forbids one.
    private sealed interface Made {
        record Ready(Validator validator) implements Made {}

        record Refused(String why) implements Made {}
    }

    private final Map<String, Made> kept = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /// How the value stands to the schema.
    ///
    /// @param key names the schema: two different ones never have one key
    /// @param value null for an empty object
    /// @param bytesMax of the schema
    public Outcome check(String key, Value schema, @Nullable Value value, int bytesMax) {
        String full = key + "/" + bytesMax;
        Made made = kept.get(full);
        if (made == null) {
            made = make(schema, bytesMax);
            keep(full, made, schema.bytes());
        }
        return switch (made) {
            case Made.Ready ready -> ready.validator.check(value);
            case Made.Refused refused -> new Outcome.Unusable(refused.why);
        };
    }

    private static Made make(Value schema, int bytesMax) {
        Optional<Fault> fault = SchemaReading.of(schema, bytesMax);
        if (fault.isPresent())
            return new Made.Refused("its schema can't be used: " + fault.get().why());
        try {
            return new Made.Ready(Validator.of(schema));
        } catch (RuntimeException | StackOverflowError broken) {
            return new Made.Refused(
                    "the validator can't use its schema: " + broken.getClass().getSimpleName());
        }
    }

    private void keep(String key, Made made, int size) {
        if (kept.size() >= KEPT_MAX || bytes.addAndGet(size) > BYTES_MAX) {
            kept.clear();
            bytes.set(size);
        }
        kept.put(key, made);
    }
}
