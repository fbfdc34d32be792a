package dev.pavise.core.guard;

import dev.pavise.core.json.Canonical;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Pin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/// One thing that a server shows: a tool, a prompt, a resource, a template, a page, or the server itself.
///
/// @param item its kind and name
/// @param value all that was said of it
/// @param pinned its canonical form, to be held to
public record Definition(Pin.Item item, Value value, Pin.Definition pinned) {
    /// What changes from day to day and steers nobody.
    private static final Set<String> VOLATILE = Set.of("size", "lastModified");

    public static Definition of(Pin.Kind kind, String name, Value value) {
        Set<String> without = switch (kind) {
            case RESOURCE, TEMPLATE -> VOLATILE;
            case SERVER, TOOL, PROMPT, UI -> Set.of();
        };
        String text = Canonical.of(value, without);
        return new Definition(new Pin.Item(kind, name), value, new Pin.Definition(sha256(text), text));
    }

    /// A tool's schema, or nothing where the tool has none of that name.
    public java.util.Optional<Value> schema(String member) {
        Value found = value.member(member);
        return found == null || found.kind() == Json.Kind.NULL
                ? java.util.Optional.empty()
                : java.util.Optional.of(found);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
