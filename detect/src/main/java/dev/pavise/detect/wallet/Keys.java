package dev.pavise.detect.wallet;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.near.Mentions;
import dev.pavise.detect.near.Topic;
import dev.pavise.detect.near.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Keys that spend, and extended public keys, which only tell what was received.
final class Keys {
    private static final int WIF_BYTES = 33;
    private static final int EXTENDED_BYTES = 78;
    private static final int HEX_CHARS = 64;
    /// Checks of a pair cost a millisecond: after so many in one text, what looks like a pair is taken for one.
    private static final int PAIRS_MAX = 16;

    private static final int KEYSTORE_CHARS = 600;
    private static final int KEYSTORE_DIGITS_MIN = 32;

    private static final Topic NAMED = Topic.of(
            "private key",
            "private keys",
            "privatekey",
            "privkey",
            "priv key",
            "secret key",
            "signing key",
            "wallet key",
            "deployer key",
            "account key",
            "clave privada",
            "clé privée",
            "chave privada",
            "chiave privata",
            "privater schlüssel",
            "privaten schlüssel",
            "приватный ключ",
            "закрытый ключ",
            "私钥",
            "私鑰",
            "秘密鍵",
            "개인키",
            "개인 키",
            "المفتاح الخاص");

    private static final Topic OTHERWISE = Topic.of(
            "hash",
            "tx",
            "txid",
            "transaction",
            "sha256",
            "sha 256",
            "digest",
            "block",
            "commit",
            "checksum",
            "public key",
            "pubkey",
            "root",
            "topic",
            "signature",
            "fingerprint");

    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(NAMED, OTHERWISE));

    private final String text;
    private final List<Finding> found = new ArrayList<>();
    private int pairs;
    private @Nullable Mentions mentions;

    private Keys(String text) {
        this.text = text;
    }

    static List<Finding> in(String text, List<Runs.Run> runs) {
        var keys = new Keys(text);
        for (Runs.Run run : runs) keys.run(run);
        keys.arrays();
        keys.keystores();
        return keys.found;
    }

    private void run(Runs.Run run) {
        String chars = run.chars();
        int hex = chars.startsWith("0x") || chars.startsWith("0X") ? 2 : 0;
        switch (chars.length() - hex) {
            case HEX_CHARS -> hexadecimal(run, chars.substring(hex));
            case 51, 52 -> wif(run);
            case 87, 88 -> pair(run);
            case 111, 112 -> extended(run);
            default -> {}
        }
    }

    private void hexadecimal(Runs.Run run, String digits) {
        if (!Address.isHex(digits.toLowerCase(Locale.ROOT))
                || digits.chars().distinct().count() < 6) return;
        Span span = new Span(run.from(), run.to());
        if (mentions == null) mentions = VOCABULARY.in(text);
        List<Topic> before = mentions.before(run.from());
        List<Topic> near = mentions.near(span);
        int named = before.lastIndexOf(NAMED);
        boolean key =
                named >= 0 ? named > before.lastIndexOf(OTHERWISE) : near.contains(NAMED) && !near.contains(OTHERWISE);
        if (key) secret(span, 0.9, "a private key of 32 bytes in hexadecimal digits");
    }

    /// Wallet import format: version, 32 bytes, and 1 where the public key is compressed.
    private void wif(Runs.Run run) {
        if ("5KL9c".indexOf(run.chars().charAt(0)) < 0) return;
        boolean fits = Base58.checked(run.chars())
                .filter(bytes -> bytes[0] == (byte) 0x80 || bytes[0] == (byte) 0xef)
                .filter(bytes -> bytes.length == WIF_BYTES || bytes.length == WIF_BYTES + 1 && bytes[WIF_BYTES] == 1)
                .isPresent();
        if (fits) secret(new Span(run.from(), run.to()), 0.98, "a private key of Bitcoin, checksum right");
    }

    private void pair(Runs.Run run) {
        Base58.decode(run.chars())
                .filter(bytes -> bytes.length == Ed25519.PAIR_BYTES)
                .ifPresent(bytes -> pair(bytes, new Span(run.from(), run.to()), "in Base58"));
    }

    private void pair(byte[] bytes, Span span, String how) {
        boolean trusted = pairs++ >= PAIRS_MAX;
        if (!trusted && !Ed25519.isPair(bytes)) return;
        String words = "a private key of Solana " + how + (trusted ? "" : ", its halves fit");
        secret(span, trusted ? 0.6 : 0.98, words);
    }

    private void extended(Runs.Run run) {
        String head = run.chars().substring(1, 4);
        boolean spends = head.equals("prv");
        if (!spends && !head.equals("pub") || "xyztuv".indexOf(run.chars().charAt(0)) < 0) return;
        if (Base58.checked(run.chars())
                .filter(bytes -> bytes.length == EXTENDED_BYTES)
                .isEmpty()) return;
        Span span = new Span(run.from(), run.to());
        if (spends) {
            secret(span, 0.98, "an extended private key, checksum right: it spends from every address of a wallet");
        } else {
            found.add(new Finding(
                    "wallet/extended-public-key",
                    Severity.LOW,
                    0.4,
                    span,
                    "an extended public key: it tells every address"));
        }
    }

    /// `[12, 34, …]` of 64 bytes, as Solana's tools write a key.
    private void arrays() {
        for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
            byte[] bytes = new byte[Ed25519.PAIR_BYTES];
            int end = numbers(at + 1, bytes);
            if (end > 0) pair(bytes, new Span(at, end), "as a list of bytes");
        }
    }

    /// Where the list ends, behind its bracket; 0 where it is not one of just so many bytes.
    private int numbers(int at, byte[] bytes) {
        int i = at;
        for (int k = 0; k < bytes.length; k++) {
            i = behindBlanks(i);
            int digits = 0;
            int value = 0;
            for (; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9' && digits < 4; i++, digits++) {
                value = 10 * value + text.charAt(i) - '0';
            }
            if (digits == 0 || value > 255) return 0;
            bytes[k] = (byte) value;
            i = behindBlanks(i);
            char expected = k + 1 < bytes.length ? ',' : ']';
            if (i >= text.length() || text.charAt(i++) != expected) return 0;
        }
        return i;
    }

    private int behindBlanks(int at) {
        int i = at;
        while (i < text.length() && i < at + 8 && Character.isWhitespace(text.charAt(i))) i++;
        return i;
    }

    /// The ciphertext of a keystore stands beside how it is decrypted, in whatever order.
    private void keystores() {
        String name = "ciphertext";
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int from = at + name.length();
            while (from < text.length() && from < at + name.length() + 8 && !isHexDigit(from)) from++;
            int to = from;
            while (to < text.length() && to - from < 1024 && isHexDigit(to)) to++;
            if (to - from < KEYSTORE_DIGITS_MIN) continue;
            String around =
                    text.substring(Math.max(0, at - KEYSTORE_CHARS), Math.min(text.length(), to + KEYSTORE_CHARS));
            boolean keystore =
                    around.contains("kdfparams") && around.contains("cipherparams") && around.contains("mac");
            if (keystore) {
                found.add(new Finding(
                        "wallet/keystore",
                        Severity.HIGH,
                        0.9,
                        new Span(from, to),
                        "the encrypted key of a wallet's keystore: a password away from spending"));
            }
        }
    }

    private boolean isHexDigit(int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'f';
    }

    private void secret(Span span, double confidence, String words) {
        found.add(new Finding("wallet/private-key", Severity.HIGH, confidence, span, words));
    }
}
