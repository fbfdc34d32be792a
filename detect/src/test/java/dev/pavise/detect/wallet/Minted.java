package dev.pavise.detect.wallet;

import dev.pavise.detect.wallet.WordLists.Language;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Wallet material made for tests, by encoders that share no code with what finds it.
final class Minted {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private Minted() {}

    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static List<String> mnemonic(Language language, byte[] entropy) {
        int checkBits = entropy.length / 4;
        BigInteger bits = new BigInteger(1, entropy)
                .shiftLeft(checkBits)
                .or(BigInteger.valueOf((sha256(entropy)[0] & 0xff) >> 8 - checkBits));
        int words = (entropy.length * 8 + checkBits) / 11;
        List<String> all = WordLists.words(language);
        List<String> mnemonic = new ArrayList<>();
        for (int i = words - 1; i >= 0; i--) {
            mnemonic.add(all.get(bits.shiftRight(11 * i).intValue() & 2047));
        }
        return mnemonic;
    }

    static String base58(byte[] bytes) {
        var out = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
            out.append(BASE58.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) out.append('1');
        return out.reverse().toString();
    }

    static String base58check(byte[] payload) {
        return base58(join(payload, Arrays.copyOf(sha256(sha256(payload)), 4)));
    }

    static String wif(byte[] key, boolean compressed) {
        byte[] payload = join(new byte[] {(byte) 0x80}, key);
        return base58check(compressed ? join(payload, new byte[] {1}) : payload);
    }

    static String bitcoin(int version, long seed) {
        return base58check(join(new byte[] {(byte) version}, bytes(20, seed)));
    }

    /// A serialised key of BIP-32: version, depth and so on, and the key.
    static String extended(int version, long seed) {
        byte[] payload = bytes(78, seed);
        for (int i = 0; i < 4; i++) payload[i] = (byte) (version >> 8 * (3 - i));
        return base58check(payload);
    }

    static String segwit(int version, byte[] program) {
        List<Integer> data = new ArrayList<>(List.of(version));
        BigInteger bits = new BigInteger(1, program).shiftLeft((5 - program.length * 8 % 5) % 5);
        for (int i = (program.length * 8 + 4) / 5 - 1; i >= 0; i--)
            data.add(bits.shiftRight(5 * i).intValue() & 31);
        List<Integer> sums = new ArrayList<>(List.of(3, 3, 0, 2, 3));
        sums.addAll(data);
        sums.addAll(List.of(0, 0, 0, 0, 0, 0));
        long sum = polymod(sums) ^ (version == 0 ? 1 : 0x2bc830a3L);
        for (int i = 5; i >= 0; i--) data.add((int) (sum >> 5 * i & 31));
        var out = new StringBuilder("bc1");
        data.forEach(value -> out.append(BECH32.charAt(value)));
        return out.toString();
    }

    private static long polymod(List<Integer> values) {
        long[] generator = {0x3b6a57b2L, 0x26508e6dL, 0x1ea119faL, 0x3d4233ddL, 0x2a1462b3L};
        long sum = 1;
        for (int value : values) {
            long top = sum >> 25;
            sum = (sum & 0x1ffffffL) << 5 ^ value;
            for (int i = 0; i < 5; i++) sum ^= (top >> i & 1) == 1 ? generator[i] : 0;
        }
        return sum;
    }

    /// The seed, and its public key.
    static byte[] solana(long seed) {
        byte[] secret = bytes(32, seed);
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(secret, 0, bytes, 0, bytes.length);
                }
            });
            var point = ((EdECPublicKey) generator.generateKeyPair().getPublic()).getPoint();
            byte[] pair = Arrays.copyOf(secret, 64);
            BigInteger y = point.getY();
            for (int i = 0; i < 32; i++) pair[32 + i] = y.shiftRight(8 * i).byteValue();
            if (point.isXOdd()) pair[63] |= (byte) 0x80;
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
    }
}
