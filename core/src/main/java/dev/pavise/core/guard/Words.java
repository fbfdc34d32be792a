package dev.pavise.core.guard;

/// How guards quote what peers said: short, and with nothing invisible in it.
public final class Words {
    private static final int QUOTED_MAX = 120;

    private Words() {}

    /// At most 120 characters, each control, format or unassigned one as its code point.
    public static String quote(String text) {
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length() && out.length() < QUOTED_MAX) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isVisible(point)) {
                out.appendCodePoint(point);
            } else {
                out.append("<U+")
                        .append(String.format(java.util.Locale.ROOT, "%04X", point))
                        .append('>');
            }
        }
        return at < text.length() ? out.append('…').toString() : out.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !(point >= 0xFE00 && point <= 0xFE0F) && !(point >= 0xE0100 && point <= 0xE01EF);
        };
    }
}
