package dev.pavise.launch;

/// Text with every invisible character shown as its code point and name, so that what is printed is what is there
/// and no terminal obeys it. Line ends and tabs stay.
final class Visible {
    private Visible() {}

    static String of(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isShown(point)) out.appendCodePoint(point);
            else {
                var name = Character.isDefined(point) ? Character.getName(point) : null;
                out.append("<U+").append("%04X".formatted(point));
                if (name != null) out.append(' ').append(name);
                out.append('>');
            }
        });
        return out.toString();
    }

    private static boolean isShown(int point) {
        if (point == '\n' || point == '\t') return true;
        if (point >= ' ' && point < 0x7f) return true;
        if (point >= 0xFE00 && point <= 0xFE0F) return false; // variation selectors
        if (point >= 0xE0100 && point <= 0xE01EF) return false;
        if (point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x034F) return false;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
