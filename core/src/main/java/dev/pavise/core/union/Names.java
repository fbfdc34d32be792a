package dev.pavise.core.union;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What servers, their tools and their prompts are called where a client meets several servers as one.
///
/// ```
/// name  = label "__" item          files__read
/// label = server | cut(server)     20 characters at most
/// item  = tool   | cut(tool)
/// cut   = characters "--" digest   the first 40 bits of SHA-256 in base32hex (RFC 4648), in small letters
/// ```
///
/// A name depends on its server's and its own alone, so neither other servers nor a restart change it. A label has no
/// `__` and does not end with `_`, so the first `__` ends it, and no two servers share a name. What hosts would not
/// take (`^[a-zA-Z0-9_-]{1,64}$`), is too long, or could be taken for something cut, is cut.
public final class Names {
    /// Hosts take 64 characters, some of them with `mcp__` and their own name for Pavise in front.
    public static final int CHARS_MAX = 64 - "mcp__pavise__".length();

    private static final int LABEL_CHARS_MAX = 20;
    private static final String BETWEEN = "__";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int DIGEST_CHARS = 8;
    private static final int BITS_A_CHAR = 5;
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern CUT = Pattern.compile(".*--[0-9a-v]{" + DIGEST_CHARS + "}");

    private Names() {}

    /// What a server is called.
    public static String label(String server) {
        boolean isPlain = server.length() <= LABEL_CHARS_MAX
                && !server.contains(BETWEEN)
                && !server.endsWith("_")
                && isPlain(server);
        return isPlain ? server : cut(server, LABEL_CHARS_MAX).replaceAll("_+", "_");
    }

    /// What a tool or a prompt of the server under this label is called.
    public static String of(String label, String item) {
        int most = CHARS_MAX - label.length() - BETWEEN.length();
        return label + BETWEEN + (item.length() <= most && isPlain(item) ? item : cut(item, most));
    }

    /// The label in a name; empty where there is none.
    static Optional<String> labelIn(String name) {
        int end = name.indexOf(BETWEEN);
        return end <= 0 ? Optional.empty() : Optional.of(name.substring(0, end));
    }

    /// Whether only a list tells what stands behind the name.
    static boolean isCut(String name) {
        return CUT.matcher(name).matches();
    }

    /// What stands behind the name under this label; empty where it is cut, or would have another name.
    static Optional<String> itemIn(String name, String label) {
        if (!name.startsWith(label + BETWEEN)) return Optional.empty();
        String item = name.substring(label.length() + BETWEEN.length());
        return !isCut(name) && of(label, item).equals(name) ? Optional.of(item) : Optional.empty();
    }

    private static boolean isPlain(String text) {
        return TAKEN.matcher(text).matches() && !isCut(text);
    }

    private static String cut(String text, int most) {
        String fitting = text.codePoints()
                .limit(most - BETWEEN.length() - DIGEST_CHARS)
                .mapToObj(each -> each < 0x80 ? Character.toString(each) : "-")
                .reduce("", String::concat)
                .replaceAll("[^A-Za-z0-9_-]", "-");
        return fitting + "--" + digest(text);
    }

    private static String digest(String text) {
        byte[] bytes = sha256(text);
        var digest = new StringBuilder(DIGEST_CHARS);
        long bits = 0;
        for (int i = 0; i < DIGEST_CHARS * BITS_A_CHAR / Byte.SIZE; i++) bits = bits << Byte.SIZE | (bytes[i] & 0xFF);
        for (int i = DIGEST_CHARS - 1; i >= 0; i--)
            digest.append(DIGITS.charAt((int) (bits >>> (i * BITS_A_CHAR)) & 31));
        return digest.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
