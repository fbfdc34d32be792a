package dev.pavise.core.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/// Makes the marks between which a server's text goes to a model: 32 hexadecimal digits that nobody who
/// writes such a text can know.
///
/// ```
/// mark = the first 16 bytes of HMAC-SHA-256( secret , length of name 4 | name | message )      RFC 2104
/// ```
///
/// A message is part of what its mark is made of, so that none can hold its own, whatever its sender has
/// seen of other marks. The name tells apart two messages of the same bytes.
public final class Fences {
    private static final int SECRET_BYTES = 32;
    private static final int MARK_BYTES = 16;

    private final SecretKeySpec key;

    /// @param secret 32 random bytes
    public Fences(byte[] secret) {
        if (secret.length != SECRET_BYTES) throw new IllegalArgumentException("a secret has 32 bytes");
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// @param name of the message; no other has it
    public String mark(String name, byte[] message) {
        byte[] mac = Seals.mac(key, name.getBytes(StandardCharsets.UTF_8), message);
        return HexFormat.of().formatHex(Arrays.copyOf(mac, MARK_BYTES));
    }
}
