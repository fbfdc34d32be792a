package dev.pavise.detect.wallet;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// Whether 64 bytes are a key pair of Ed25519 as Solana keeps it: the seed, and the public key that belongs to it (RFC
/// 8032, section 5.1.5).
final class Ed25519 {
    private static final int KEY_BYTES = 32;
    static final int PAIR_BYTES = 2 * KEY_BYTES;

    private Ed25519() {}

    /// What the first half signs, the second half verifies. Costs about a millisecond.
    static boolean isPair(byte[] pair) {
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            var signature = Signature.getInstance("Ed25519");
            byte[] seed = Arrays.copyOf(pair, KEY_BYTES);
            signature.initSign(factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            byte[] signed = signature.sign();
            signature.initVerify(factory.generatePublic(publicKey(Arrays.copyOfRange(pair, KEY_BYTES, PAIR_BYTES))));
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // the second half is no point of the curve
        }
    }

    /// Little-endian; the highest bit tells which of two points it is.
    private static EdECPublicKeySpec publicKey(byte[] bytes) {
        byte[] big = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) big[i] = bytes[KEY_BYTES - 1 - i];
        boolean odd = big[0] < 0;
        big[0] &= 0x7f;
        return new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big)));
    }
}
