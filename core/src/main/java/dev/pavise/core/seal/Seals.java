package dev.pavise.core.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals values with AES-256-GCM (NIST SP 800-38D) under the first key, and opens them under any.
///
/// ```
/// base64url( version 1 | key 4 | until 8 | nonce 12 | ciphertext and tag )
/// ```
///
/// `until` is in seconds since 1970, 0 for ever; it, the key's name and the [Binding] are authenticated. The nonce is
/// made of all that is sealed (HMAC-SHA-256 under a key of its own), as a synthetic IV is (RFC 5297, section 3): one
/// value sealed twice reads the same, so that a task keeps its name, and no nonce serves two values.
public final class Seals {
    private static final byte VERSION = 1;
    private static final int NAME_BYTES = 4;
    private static final int HEAD_BYTES = 1 + NAME_BYTES + Long.BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int SEALED_CHARS_MAX = 1 << 20;

    private record Key(byte[] name, SecretKeySpec cipher, SecretKeySpec nonce) {}

    private final List<Key> keys;

    /// @param secrets 32 random bytes each; the first one seals, the others still open
    public Seals(List<byte[]> secrets) {
        if (secrets.isEmpty()) throw new IllegalArgumentException("no key to seal with");
        keys = secrets.stream().map(Seals::key).toList();
    }

    /// @param until when it expires; empty for never
    public String seal(Binding binding, String inner, Optional<Instant> until) {
        Key key = keys.getFirst();
        byte[] text = inner.getBytes(StandardCharsets.UTF_8);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES)
                .put(VERSION)
                .put(key.name())
                .putLong(until.map(Instant::getEpochSecond).orElse(0L))
                .array();
        byte[] bound = join(head, binding.bytes());
        byte[] nonce = Arrays.copyOf(mac(key.nonce(), bound, text), NONCE_BYTES);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, key, nonce, bound, text);
        if (closed == null) throw new IllegalStateException("sealing cannot fail");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(join(join(head, nonce), closed));
    }

    /// What was sealed; empty where it was not sealed here, for this, or is too old.
    public Optional<String> open(Binding binding, String sealed, Instant now) {
        byte[] bytes = decoded(sealed);
        if (bytes.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES || bytes[0] != VERSION) return Optional.empty();
        byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
        long until = ByteBuffer.wrap(head).getLong(1 + NAME_BYTES);
        if (until != 0 && until <= now.getEpochSecond()) return Optional.empty();
        byte[] nonce = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
        byte[] closed = Arrays.copyOfRange(bytes, HEAD_BYTES + NONCE_BYTES, bytes.length);
        byte[] bound = join(head, binding.bytes());
        for (Key key : keys) {
            if (!Arrays.equals(key.name(), 0, NAME_BYTES, head, 1, 1 + NAME_BYTES)) continue;
            byte[] text = crypt(Cipher.DECRYPT_MODE, key, nonce, bound, closed);
            if (text != null) return Optional.of(new String(text, StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    /// Only the one spelling that sealing writes: another one of the same bytes would be a second name for one value.
    private static byte[] decoded(String sealed) {
        if (sealed.length() > SEALED_CHARS_MAX) return new byte[0];
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return again.equals(sealed) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Key key(byte[] secret) {
        if (secret.length != SECRET_BYTES) throw new IllegalArgumentException("a key has 32 bytes");
        var root = new SecretKeySpec(secret, "HmacSHA256");
        byte[] name = mac(root, "pavise seal name".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        byte[] cipher = mac(root, "pavise seal cipher".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        byte[] nonce = mac(root, "pavise seal nonce".getBytes(StandardCharsets.US_ASCII), new byte[0]);
        return new Key(
                Arrays.copyOf(name, NAME_BYTES),
                new SecretKeySpec(cipher, "AES"),
                new SecretKeySpec(nonce, "HmacSHA256"));
    }

    static byte[] mac(SecretKeySpec key, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /// Null where the tag does not fit.
    private static byte @Nullable [] crypt(int mode, Key key, byte[] nonce, byte[] bound, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.cipher(), new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
