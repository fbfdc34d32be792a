package dev.pavise.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a JSON text says, apart from how it is written: maps, lists, texts, numbers as [Number], truth and null.
sealed interface Tree {
    record Members(Map<String, Tree> all) implements Tree {}

    record Elements(List<Tree> all) implements Tree {}

    record Said(String text) implements Tree {}

    /// Numbers, true, false and null: what has one spelling here.
    record Plain(String written) implements Tree {}

    List<String> PLAIN = List.of(
            "0",
            "-1",
            "7",
            "2.5",
            "1e3",
            "-0",
            "9007199254740993",
            "12345678901234567890",
            "0.1E-2",
            "true",
            "false",
            "null");
    List<String> LETTERS = List.of(
            "a",
            "b",
            "Z",
            "0",
            " ",
            "/",
            "~",
            "\"",
            "\\",
            "\b",
            "\f",
            "\n",
            "\r",
            "\t",
            "\u0001",
            "\u001f",
            "\u007f",
            "\u0080",
            "\u00e9",
            "\u017f",
            "\u212a",
            "\u2028",
            "\ud7ff",
            "\ue000",
            "\ufeff",
            "\uffff",
            "\ud83d\ude00",
            "\ud800\udc00",
            "\udbff\udfff",
            "{",
            "]",
            ",",
            ":",
            "longer than eight bytes");

    static Tree random(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(5);
        return switch (kind) {
            case 0 -> new Plain(PLAIN.get(random.nextInt(PLAIN.size())));
            case 1 -> new Said(text(random));
            case 2 -> elements(random, depth);
            default -> members(random, depth);
        };
    }

    static Elements elements(Random random, int depth) {
        var all = new ArrayList<Tree>();
        for (int i = random.nextInt(5); i > 0; i--) all.add(random(random, depth - 1));
        return new Elements(all);
    }

    /// Mostly a few members, at times more than the reader compares pair by pair.
    static Members members(Random random, int depth) {
        var all = new LinkedHashMap<String, Tree>();
        int count = random.nextInt(8) == 0 ? 13 + random.nextInt(20) : random.nextInt(5);
        for (int i = 0; i < count; i++)
            all.put(count > 12 ? text(random) + i : text(random), random(random, depth - 1));
        return new Members(all);
    }

    /// Well-formed: no half pairs, and no NUL, which names can't have.
    static String text(Random random) {
        var out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) out.append(LETTERS.get(random.nextInt(LETTERS.size())));
        return out.toString();
    }

    /// The tree in one of its many spellings.
    default String written(Random random) {
        var out = new StringBuilder();
        write(random, out);
        return out.toString();
    }

    private void write(Random random, StringBuilder out) {
        space(random, out);
        switch (this) {
            case Plain(String written) -> out.append(written);
            case Said(String text) -> quote(text, random, out);
            case Elements(List<Tree> all) -> {
                out.append('[');
                for (int i = 0; i < all.size(); i++) {
                    if (i > 0) out.append(',');
                    all.get(i).write(random, out);
                }
                if (all.isEmpty()) space(random, out);
                out.append(']');
            }
            case Members(Map<String, Tree> all) -> {
                out.append('{');
                var names = new ArrayList<>(all.keySet());
                Collections.shuffle(names, random);
                for (int i = 0; i < names.size(); i++) {
                    if (i > 0) out.append(',');
                    space(random, out);
                    quote(names.get(i), random, out);
                    space(random, out);
                    out.append(':');
                    all.get(names.get(i)).write(random, out);
                }
                if (names.isEmpty()) space(random, out);
                out.append('}');
            }
        }
        space(random, out);
    }

    private static void space(Random random, StringBuilder out) {
        if (random.nextInt(3) > 0) return;
        for (int i = random.nextInt(3); i > 0; i--) out.append(" \t\n\r".charAt(random.nextInt(4)));
    }

    private static void quote(String text, Random random, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\/\b\f\n\r\t".indexOf(c);
            boolean pair = Character.isHighSurrogate(c);
            boolean must = c < 0x20 || c == '"' || c == '\\';
            if (!must && random.nextInt(4) > 0) {
                out.append(c);
                if (pair) out.append(text.charAt(++i));
            } else if (escape >= 0 && random.nextBoolean()) {
                out.append('\\').append("\"\\/bfnrt".charAt(escape));
            } else {
                escape(c, random, out);
                if (pair) escape(text.charAt(++i), random, out);
            }
        }
        out.append('"');
    }

    private static void escape(char c, Random random, StringBuilder out) {
        out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
    }
}
