package dev.pavise.ledger.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of a Merkle tree (RFC 9162, section 2.1.1): leaves and nodes differ in their first byte, so that no
/// node can be passed off as an entry.
public final class Hashes {
    public static final int BYTES = 32;

    private Hashes() {}

    public static byte[] leaf(byte[] entry) {
        var sha = sha256();
        sha.update((byte) 0);
        return sha.digest(entry);
    }

    public static byte[] node(byte[] left, byte[] right) {
        var sha = sha256();
        sha.update((byte) 1);
        sha.update(left);
        return sha.digest(right);
    }

    /// The root of the tree without entries: the hash of nothing.
    public static byte[] empty() {
        return sha256().digest();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
