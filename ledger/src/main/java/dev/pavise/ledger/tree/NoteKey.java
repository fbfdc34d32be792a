package dev.pavise.ledger.tree;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a note's key, as people hand it round: `NAME+KEYID+base64(0x01 || public key)`.
public record NoteKey(String name, byte[] publicKey) {
    static final byte ED25519 = 1;

    public NoteKey {
        checkName(name);
        if (publicKey.length != 32) throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws IllegalArgumentException when `text` is not such a key
    public static NoteKey parse(String text) {
        // Base64 may hold plus signs itself; the name and the key id may not.
        int first = text.indexOf('+');
        int second = first < 0 ? -1 : text.indexOf('+', first + 1);
        if (second < 0) throw new IllegalArgumentException("not NAME+KEYID+KEY: " + text);
        byte[] key = Base64.getDecoder().decode(text.substring(second + 1));
        if (key.length != 33 || key[0] != ED25519) throw new IllegalArgumentException("not an Ed25519 key: " + text);
        var parsed = new NoteKey(text.substring(0, first), Arrays.copyOfRange(key, 1, 33));
        if (!HexFormat.of().formatHex(parsed.id()).equals(text.substring(first + 1, second))) {
            throw new IllegalArgumentException("the key id does not belong to the key: " + text);
        }
        return parsed;
    }

    /// The first 4 bytes of the hash over name and key.
    public byte[] id() {
        var sha = Hashes.sha256();
        sha.update(name.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
        sha.update(ED25519);
        return Arrays.copyOf(sha.digest(publicKey), 4);
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(decoded());
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length, or a point that is not on the curve: not a signature of this key.
            return false;
        }
    }

    @Override
    public String toString() {
        byte[] typed = new byte[33];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, 32);
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key && key.name.equals(name) && Arrays.equals(key.publicKey, publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    static void checkName(String name) {
        boolean bad = name.isEmpty() || name.indexOf('+') >= 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            bad |= c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
        }
        if (bad) throw new IllegalArgumentException("a key's name has neither spaces nor plus signs: " + name);
    }

    /// RFC 8032, 5.1.2: y in little-endian order, and the parity of x in the last bit.
    private PublicKey decoded() throws GeneralSecurityException {
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) y[i] = publicKey[31 - i];
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7F;
        var point = new EdECPoint(xOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
}
