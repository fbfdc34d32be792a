package dev.pavise.core.message;

import dev.pavise.core.json.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values of a body as headers carry them: as they are, or in base64 between `=?base64?` and `?=`, where they have
/// more than visible ASCII.
///
/// Source: revision 2026-07-28, Streamable HTTP, value encoding.
public final class Mirrored {
    private static final String OPEN = "=?base64?";
    private static final String CLOSE = "?=";
    private static final int NUMBER_LENGTH_MAX = 128;
    private static final int ZEROS_MAX = 64;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

    private Mirrored() {}

    /// What a header says of a value of the body; empty where there is none to send: null, objects, arrays.
    public static Optional<String> of(Value value) {
        return switch (value.kind()) {
            case STRING -> Optional.of(encode(value.text()));
            case NUMBER -> Optional.of(decimal(value.raw()));
            case TRUE, FALSE -> Optional.of(value.raw());
            case NULL, OBJECT, ARRAY -> Optional.empty();
        };
    }

    /// A text as a header carries it.
    public static String encode(String text) {
        if (isPlain(text)) return text;
        return OPEN + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + CLOSE;
    }

    /// What a header's value means; empty where it is broken.
    public static Optional<String> decode(String written) {
        if (!isWrapped(written)) return Optional.of(written);
        String inner = written.substring(OPEN.length(), written.length() - CLOSE.length());
        if (inner.length() % 4 != 0) return Optional.empty();
        try {
            byte[] bytes = Base64.getDecoder().decode(inner);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// Whether a header says what the value does. Numbers are the same where they are numerically.
    public static boolean isSame(String written, Value value) {
        Optional<String> meant = decode(written);
        if (meant.isEmpty()) return false;
        return switch (value.kind()) {
            case STRING -> meant.get().equals(value.text());
            case NUMBER -> isSameNumber(meant.get(), value.raw());
            case TRUE, FALSE -> meant.get().equals(value.raw());
            case NULL, OBJECT, ARRAY -> false;
        };
    }

    private static boolean isWrapped(String text) {
        return text.length() >= OPEN.length() + CLOSE.length() && text.startsWith(OPEN) && text.endsWith(CLOSE);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
        }
        return !text.startsWith(" ") && !text.endsWith(" ") && !isWrapped(text);
    }

    /// `42.0` and `4.2e1` as `42`; what is no integer, or a very long one, as it is written.
    private static String decimal(String raw) {
        if (raw.indexOf('.') < 0 && raw.indexOf('e') < 0 && raw.indexOf('E') < 0) return raw;
        if (!NUMBER.matcher(raw).matches()) return raw;
        BigDecimal number = new BigDecimal(raw).stripTrailingZeros();
        return number.scale() <= 0 && number.scale() >= -ZEROS_MAX ? number.toPlainString() : raw;
    }

    private static boolean isSameNumber(String one, String other) {
        if (one.equals(other)) return true;
        if (one.length() > NUMBER_LENGTH_MAX || other.length() > NUMBER_LENGTH_MAX) return false;
        if (!NUMBER.matcher(one).matches() || !NUMBER.matcher(other).matches()) return false;
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }
}
