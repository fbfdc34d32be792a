package dev.pavise.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object, written on one line. Characters that nobody sees are escaped, so that printing it is safe.
public final class JsonLine {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /// Empty optionals and nulls are left out.
    public JsonLine put(String name, @Nullable Object value) {
        Object bare = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (bare != null) members.put(name, bare);
        return this;
    }

    @Override
    public String toString() {
        var out = new StringBuilder();
        object(members, out);
        return out.toString();
    }

    /// Any value of JSON: maps, lists, strings, numbers, truth values, and other objects of this type.
    public static String of(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case JsonLine line -> object(line.members, out);
            case Map<?, ?> map -> object(map, out);
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    if (i > 0) out.append(',');
                    write(list.get(i), out);
                }
                out.append(']');
            }
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth.booleanValue());
            default -> string(value.toString(), out);
        }
    }

    private static void object(Map<?, ?> members, StringBuilder out) {
        char before = '{';
        for (Map.Entry<?, ?> member : members.entrySet()) {
            string(String.valueOf(member.getKey()), out.append(before));
            write(member.getValue(), out.append(':'));
            before = ',';
        }
        if (before == '{') out.append('{');
        out.append('}');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == '"' || point == '\\') out.append('\\').append((char) point);
            else if (point == '\n') out.append("\\n");
            else if (Shown.isVisible(point)) out.appendCodePoint(point);
            else for (char unit : Character.toChars(point)) out.append("\\u").append(hex(unit));
        }
        out.append('"');
    }

    private static String hex(char unit) {
        return String.format(java.util.Locale.ROOT, "%04x", (int) unit);
    }
}
