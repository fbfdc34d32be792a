package dev.pavise.core.json;

import java.nio.charset.StandardCharsets;

/// String content between JSON's spelling and what it says. The content has been read strictly before.
public final class Escapes {
    private Escapes() {}

    static String decode(byte[] in, int from, int to) {
        var out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int run = i;
            while (run < to && in[run] != '\\') run++;
            if (run > i) {
                out.append(new String(in, i, run - i, StandardCharsets.UTF_8));
                i = run;
                continue;
            }
            out.append(unit(in, i));
            i += in[i + 1] == 'u' ? 6 : 2;
        }
        return out.toString();
    }

    /// What the escape whose backslash stands here says: one UTF-16 unit.
    static char unit(byte[] in, int backslash) {
        return switch (in[backslash + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(new String(in, backslash + 2, 4, StandardCharsets.US_ASCII), 16);
            default -> (char) in[backslash + 1];
        };
    }

    /// The text as a JSON string, quotes included, in its shortest spelling (RFC 8785, section 3.2.2.2).
    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    public static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
