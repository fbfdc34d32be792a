package dev.pavise.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key that signs notes. Its text has two lines: `PRIVATE+KEY+NAME+KEYID+base64(0x01 || seed)` and the public half
/// as [NoteKey] writes it, because a seed does not tell its public key without curve arithmetic.
public final class NoteSigner {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final NoteKey key;
    private final byte[] seed;
    private final PrivateKey secret;

    private NoteSigner(NoteKey key, byte[] seed, PrivateKey secret) {
        this.key = key;
        this.seed = seed;
        this.secret = secret;
    }

    public static NoteSigner create(String name) {
        NoteKey.checkName(name);
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] spki = pair.getPublic().getEncoded();
            var key = new NoteKey(name, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new NoteSigner(key, seed, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519", e);
        }
    }

    /// Reads what [#reveal] writes.
    ///
    /// @throws IllegalArgumentException when `text` is not such a key, or its halves do not belong together
    public static NoteSigner parse(String text) {
        NoteKey key = check(text);
        byte[] seed = seed(text, key);
        try {
            var secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            var signer = new NoteSigner(key, seed, secret);
            byte[] probe = {1};
            if (!key.verifies(probe, signer.signature(probe))) {
                throw new IllegalArgumentException("the public half does not verify what the private half signs");
            }
            return signer;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a signing key", e);
        }
    }

    /// What [#parse] finds without any cryptography of signatures, which takes long to load; the public half.
    ///
    /// @throws IllegalArgumentException when `text` is not such a key
    public static NoteKey check(String text) {
        int newline = text.indexOf('\n');
        if (!text.startsWith(PREFIX) || newline < 0) throw new IllegalArgumentException("not a signing key");
        var key = NoteKey.parse(text.substring(newline + 1).strip());
        String start = PREFIX + key.name() + "+" + HexFormat.of().formatHex(key.id()) + "+";
        if (!text.startsWith(start)) throw new IllegalArgumentException("the two halves name different keys");
        byte[] typed = Base64.getDecoder().decode(text.substring(start.length(), newline));
        if (typed.length != 33 || typed[0] != NoteKey.ED25519) throw new IllegalArgumentException("not a signing key");
        return key;
    }

    private static byte[] seed(String text, NoteKey key) {
        String start = PREFIX + key.name() + "+" + HexFormat.of().formatHex(key.id()) + "+";
        byte[] typed = Base64.getDecoder().decode(text.substring(start.length(), text.indexOf('\n')));
        return Arrays.copyOfRange(typed, 1, 33);
    }

    public NoteKey key() {
        return key;
    }

    public Note sign(String text) {
        return Note.of(text, key, signature(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The text that [#parse] reads. It is a secret; `toString` does not tell it.
    public String reveal() {
        byte[] typed = new byte[33];
        typed[0] = NoteKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, 32);
        return PREFIX + key.name() + "+" + HexFormat.of().formatHex(key.id()) + "+"
                + Base64.getEncoder().encodeToString(typed) + "\n" + key + "\n";
    }

    @Override
    public String toString() {
        return "NoteSigner[" + key + "]";
    }

    private byte[] signature(byte[] text) {
        try {
            var signing = Signature.getInstance("Ed25519");
            signing.initSign(secret);
            signing.update(text);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot sign with Ed25519", e);
        }
    }
}
