package dev.pavise.core.guard.hidden;

/// Hostile text as it may be shown: short, and with every invisible character as its name.
public final class Shown {
    private static final int LENGTH_MAX = 120;

    private Shown() {}

    /// At most 120 characters of the text, in quotes.
    static String quoted(CharSequence text) {
        return "\"" + of(text, LENGTH_MAX) + "\"";
    }

    /// At most so many characters, with an ellipsis where there were more. Equal neighbours become one name and a
    /// count.
    public static String of(CharSequence text, int lengthMax) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int c = Character.codePointAt(text, i);
            int end = i + Character.charCount(c);
            int count = 1;
            boolean plain = isPlain(c);
            while (!plain && end < text.length() && Character.codePointAt(text, end) == c) {
                end += Character.charCount(c);
                count++;
            }
            String next = plain ? Character.toString(c) : named(c, count);
            if (out.length() + next.length() > lengthMax) return out.append('…').toString();
            out.append(next);
            i = end;
        }
        return out.toString();
    }

    private static boolean isPlain(int c) {
        return !Character.isISOControl(c)
                && Sort.of(c) == null
                && !Sort.isPrivate(c)
                && Character.getType(c) != Character.UNASSIGNED
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
    }

    private static String named(int c, int count) {
        return switch (c) {
            case '\n', '\r', '\t' -> " ";
            default -> "<" + name(c) + (count > 1 ? " ×" + count : "") + ">";
        };
    }

    /// A character's name in Unicode, or its number where it has none.
    static String name(int c) {
        if (Sort.isPrivate(c) || Sort.of(c) == Sort.NONCHARACTER) return String.format("U+%04X", c);
        if (c == 0x1B) return "ESC";
        String name = Character.getName(c);
        return name == null ? String.format("U+%04X", c) : name;
    }
}
