package dev.pavise.detect.wallet;

import dev.pavise.core.json.Span;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// A place where money is received, as it stands in a text.
///
/// @param name as written, but for the case of those whose case says nothing
/// @param proven its checksum fits; those without one are known by their form alone
public record Address(Kind kind, String name, boolean proven, Span span) {
    /// What a chain's addresses look like.
    public enum Kind {
        EVM("EVM", 2),
        BITCOIN("Bitcoin", 1),
        SEGWIT("Bitcoin", 4),
        TRON("Tron", 1),
        SOLANA("Solana", 0);

        private final String word;
        private final int same;

        Kind(String word, int same) {
            this.word = word;
            this.same = same;
        }

        public String word() {
            return word;
        }

        /// How many characters all of its kind begin with.
        int same() {
            return same;
        }
    }

    private static final int EVM_CHARS = 42;
    private static final int SOLANA_BYTES = 32;
    private static final int HASH_BYTES = 21;
    private static final byte TRON_VERSION = 0x41;

    /// What a run of letters and digits is, if it is one.
    ///
    /// @param at where the run begins in its text
    public static Optional<Address> of(String run, int at) {
        int length = run.length();
        if (length < 26 || length > 90) return Optional.empty();
        Span span = new Span(at, at + length);
        if (length == EVM_CHARS && run.startsWith("0x")) return evm(run, span);
        if (run.regionMatches(true, 0, "bc1", 0, 3) || run.regionMatches(true, 0, "tb1", 0, 3)) {
            String name = run.toLowerCase(Locale.ROOT);
            return Bech32.fits(run) ? Optional.of(new Address(Kind.SEGWIT, name, true, span)) : Optional.empty();
        }
        Optional<byte[]> hash = length <= 35 && "13mn2T".indexOf(run.charAt(0)) >= 0
                ? Base58.checked(run).filter(bytes -> bytes.length == HASH_BYTES)
                : Optional.empty();
        if (hash.isPresent()) {
            Kind kind = hash.get()[0] == TRON_VERSION ? Kind.TRON : Kind.BITCOIN;
            return isVersion(hash.get()[0]) ? Optional.of(new Address(kind, run, true, span)) : Optional.empty();
        }
        return looksRandom(run)
                        && Base58.decode(run)
                                .filter(b -> b.length == SOLANA_BYTES)
                                .isPresent()
                ? Optional.of(new Address(Kind.SOLANA, run, false, span))
                : Optional.empty();
    }

    /// EIP-55: a letter is a capital where the hash of the small ones has a digit of 8 or more. Written in one case, or
    /// with a checksum that does not fit, it is an address all the same: not everybody checks.
    private static Optional<Address> evm(String run, Span span) {
        String small = run.substring(2).toLowerCase(Locale.ROOT);
        if (!isHex(small)) return Optional.empty();
        String digits = run.substring(2);
        boolean oneCase = digits.equals(small) || digits.equals(small.toUpperCase(Locale.ROOT));
        boolean proven = !oneCase && digits.equals(withChecksum(small));
        return Optional.of(new Address(Kind.EVM, "0x" + small, proven, span));
    }

    static String withChecksum(String small) {
        String hash = HexFormat.of().formatHex(Digests.keccak256(small.getBytes(StandardCharsets.US_ASCII)));
        var out = new StringBuilder(small);
        for (int i = 0; i < small.length(); i++) {
            if (hash.charAt(i) >= '8') out.setCharAt(i, Character.toUpperCase(small.charAt(i)));
        }
        return out.toString();
    }

    static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') return false;
        }
        return true;
    }

    /// Of Bitcoin's main and test nets, and of Tron.
    private static boolean isVersion(byte version) {
        return version == 0x00
                || version == 0x05
                || version == 0x6f
                || version == (byte) 0xc4
                || version == TRON_VERSION;
    }

    /// Thirty-two random bytes in Base58 have capitals, small letters and digits; a name rarely has.
    private static boolean looksRandom(String run) {
        if (run.length() < 32 || run.length() > 44) return false;
        int kinds = 0;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            kinds |= c <= '9' ? 1 : c <= 'Z' ? 2 : 4;
        }
        return kinds == 7;
    }
}
