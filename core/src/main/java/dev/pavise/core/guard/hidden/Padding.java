package dev.pavise.core.guard.hidden;

/// The fast look for long blank space in a message's bytes.
public final class Padding {
    private static final int STRIDE = 32;

    private Padding() {}

    /// Whether somewhere in the range stands blank space as long as [Scan] takes for padding, in whatever spelling.
    public static boolean mayBe(byte[] in, int from, int to) {
        for (int i = from + STRIDE; i + STRIDE <= to; i += STRIDE) {
            if (isBlank(in[i]) && isBlank(in[i - STRIDE / 2]) && allBlank(in, i - STRIDE / 2, i)) return true;
        }
        return false;
    }

    private static boolean allBlank(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBlank(in[i])) return false;
        }
        return true;
    }

    /// Spaces, parts of escapes for blanks, and bytes of no-break, quad and ideographic spaces.
    private static boolean isBlank(byte b) {
        return switch (b) {
            case ' ', '\\', 'n', 't', 'r', 'u', '0', '2', '3', 'a', 'A' -> true;
            case (byte) 0xC2, (byte) 0xA0, (byte) 0xE2, (byte) 0xE3, (byte) 0x80 -> true;
            default -> false;
        };
    }
}
