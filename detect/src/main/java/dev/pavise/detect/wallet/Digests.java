package dev.pavise.detect.wallet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two digests that wallets check themselves with: SHA-256 (FIPS 180-4) and Keccak-256 as Ethereum has it, which is
/// SHA3-256 (FIPS 202) with the padding of Keccak's submission.
final class Digests {
    private static final int RATE_BYTES = 136;
    private static final int ROUNDS = 24;
    private static final int[] ROTATIONS = rotations();
    private static final long[] CONSTANTS = constants();

    private Digests() {}

    static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Of at most 135 bytes, which is one block.
    static byte[] keccak256(byte[] text) {
        if (text.length >= RATE_BYTES) throw new IllegalArgumentException(text.length + " bytes are no single block");
        long[] lanes = new long[25];
        for (int i = 0; i < text.length; i++) lanes[i / 8] ^= (text[i] & 0xffL) << 8 * (i % 8);
        lanes[text.length / 8] ^= 1L << 8 * (text.length % 8);
        lanes[RATE_BYTES / 8 - 1] ^= 1L << 63;
        for (int round = 0; round < ROUNDS; round++) permute(lanes, CONSTANTS[round]);
        byte[] digest = new byte[32];
        for (int i = 0; i < digest.length; i++) digest[i] = (byte) (lanes[i / 8] >>> 8 * (i % 8));
        return digest;
    }

    /// One round: theta, rho and pi, chi, iota (FIPS 202, section 3.2). Lane (x, y) stands at x + 5y.
    private static void permute(long[] lanes, long constant) {
        long[] column = new long[5];
        for (int i = 0; i < 25; i++) column[i % 5] ^= lanes[i];
        long[] turned = new long[25];
        for (int x = 0; x < 5; x++) {
            long mixed = column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
            for (int y = 0; y < 5; y++) {
                int from = x + 5 * y;
                turned[y + 5 * ((2 * x + 3 * y) % 5)] = Long.rotateLeft(lanes[from] ^ mixed, ROTATIONS[from]);
            }
        }
        for (int i = 0; i < 25; i++) {
            int row = i - i % 5;
            lanes[i] = turned[i] ^ (~turned[row + (i + 1) % 5] & turned[row + (i + 2) % 5]);
        }
        lanes[0] ^= constant;
    }

    private static int[] rotations() {
        int[] rotations = new int[25];
        int x = 1;
        int y = 0;
        for (int t = 0; t < ROUNDS; t++) {
            rotations[x + 5 * y] = (t + 1) * (t + 2) / 2 % 64;
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
        }
        return rotations;
    }

    /// From the shift register of FIPS 202, algorithm 5.
    private static long[] constants() {
        long[] constants = new long[ROUNDS];
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j <= 6; j++) {
                if ((register & 1) != 0) constants[round] |= 1L << (1 << j) - 1;
                register = register << 1 ^ (register >> 7 & 1) * 0x171;
            }
        }
        return constants;
    }
}
