package dev.pavise.core.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Values of a body as headers carry them (2026-07-28, transports, value encoding): as they are, or in base64 between
/// `=?base64?` and `?=`, where they have more than visible ASCII.
final class Mirrored {
    private static final String OPEN = "=?base64?";
    private static final String CLOSE = "?=";

    private Mirrored() {}

    /// What a header's value means; empty where it is broken.
    static Optional<String> decode(String written) {
        boolean wrapped = written.length() >= OPEN.length() + CLOSE.length()
                && written.startsWith(OPEN)
                && written.endsWith(CLOSE);
        if (!wrapped) return Optional.of(written);
        String inner = written.substring(OPEN.length(), written.length() - CLOSE.length());
        if (inner.length() % 4 != 0) return Optional.empty();
        try {
            byte[] bytes = Base64.getDecoder().decode(inner);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
