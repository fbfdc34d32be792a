package dev.pavise.detect.wallet;

import java.util.Arrays;
import java.util.Optional;

/// Bitcoin's alphabet of 58 letters and digits, in which `0`, `O`, `I` and `l` are missing, and Base58Check on top of
/// it: the last four bytes are the first four of the double SHA-256 of the others.
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final byte[] VALUES = values();
    private static final int CHARS_MAX = 128;
    private static final int CHECK_BYTES = 4;

    private Base58() {}

    /// The bytes; empty where a character is not of the alphabet, or there are more than 128.
    static Optional<byte[]> decode(String text) {
        if (text.isEmpty() || text.length() > CHARS_MAX) return Optional.empty();
        byte[] bytes = new byte[text.length()];
        int start = bytes.length;
        int zeros = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int carry = c < VALUES.length ? VALUES[c] : -1;
            if (carry < 0) return Optional.empty();
            if (carry == 0 && zeros == i) zeros++;
            int at = bytes.length - 1;
            for (; at >= start || carry != 0; at--) {
                carry += 58 * (bytes[at] & 0xff);
                bytes[at] = (byte) carry;
                carry >>>= 8;
            }
            start = at + 1;
        }
        return Optional.of(Arrays.copyOfRange(bytes, start - zeros, bytes.length));
    }

    /// The bytes before the checksum, version included; empty where it does not fit.
    static Optional<byte[]> checked(String text) {
        return decode(text).filter(bytes -> bytes.length > CHECK_BYTES).flatMap(bytes -> {
            byte[] payload = Arrays.copyOf(bytes, bytes.length - CHECK_BYTES);
            byte[] check = Digests.sha256(Digests.sha256(payload));
            boolean fits = Arrays.equals(check, 0, CHECK_BYTES, bytes, payload.length, bytes.length);
            return fits ? Optional.of(payload) : Optional.empty();
        });
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) values[ALPHABET.charAt(i)] = (byte) i;
        return values;
    }
}
