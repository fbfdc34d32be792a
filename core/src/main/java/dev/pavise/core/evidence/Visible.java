package dev.pavise.core.evidence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Text of others made visible: each character that a person would not see as its code point and name, so that what
/// is read is what is there and no terminal obeys it.
public final class Visible {
    private Visible() {}

    /// The whole text on one line.
    public static String line(String text) {
        return shown(text, false);
    }

    /// The whole text; line feeds and tabs stay.
    public static String lines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean isFeedKept) {
        var out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (is(point) || isFeedKept && (point == '\n' || point == '\t')) out.appendCodePoint(point);
            else out.append(name(point));
        }
        return out.toString();
    }

    /// `<U+200B ZERO WIDTH SPACE>`; letters of the tag block say which letter they hide.
    private static String name(int point) {
        String name = nameOf(point);
        String code = String.format(Locale.ROOT, "U+%04X", point);
        return name == null ? "<" + code + ">" : "<" + code + " " + name + ">";
    }

    private static @Nullable String nameOf(int point) {
        return Character.isDefined(point) ? Character.getName(point) : null;
    }

    /// Whether a person can see that there is a character.
    public static boolean is(int point) {
        if (point >= ' ' && point < 0x7F) return true;
        if (point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF) return false;
        if (point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x034F) return false;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // A space that is not the space: it can hide words at the end of a line.
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
