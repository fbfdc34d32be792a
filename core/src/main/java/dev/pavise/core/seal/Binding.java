package dev.pavise.core.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a sealed value belongs to. It opens for nothing else.
///
/// @param kind of value: `state`, `task`, `cursor`
/// @param method empty where the value goes from one method to another
/// @param request a digest of the request that it belongs to; empty where it belongs to many
public record Binding(String kind, String principal, String server, String method, String request) {
    /// Each part behind its length, so that no two bindings have the same bytes.
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        for (String part : new String[] {kind, principal, server, method, request}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
