package dev.pavise.bench.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What can be said in one language, read from its file.
final class Grammar {
    private static final int DEPTH_MAX = 8;
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private final Map<String, List<String>> choices = new HashMap<>();
    private final Map<String, List<String>> steering = new TreeMap<>();
    private final Map<String, List<String>> honest = new TreeMap<>();

    /// @param text lines `name = choice | choice`, `+ kind: sentence`, `- kind: sentence`, `# remark`
    /// @throws IllegalArgumentException where a line is none of these
    Grammar(String text) {
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            int colon = line.indexOf(": ");
            int equals = line.indexOf(" = ");
            if (line.startsWith("+ ") && colon > 0) add(steering, line, colon);
            else if (line.startsWith("- ") && colon > 0) add(honest, line, colon);
            else if (equals > 0) {
                choices.put(
                        line.substring(0, equals),
                        List.of(line.substring(equals + 3).split(" \\| ", -1)));
            } else {
                throw new IllegalArgumentException("a grammar's line is not \"" + line + "\"");
            }
        }
    }

    private static void add(Map<String, List<String>> kinds, String line, int colon) {
        kinds.computeIfAbsent(line.substring(2, colon), _ -> new ArrayList<>()).add(line.substring(colon + 2));
    }

    List<String> steering() {
        return List.copyOf(steering.keySet());
    }

    List<String> honest() {
        return List.copyOf(honest.keySet());
    }

    /// A sentence that steers.
    String steering(String kind, Map<String, String> names, Random random) {
        return said(steering.getOrDefault(kind, List.of()), names, random);
    }

    /// A sentence that does not.
    String honest(String kind, Map<String, String> names, Random random) {
        return said(honest.getOrDefault(kind, List.of()), names, random);
    }

    private String said(List<String> all, Map<String, String> names, Random random) {
        String said = said(one(all, random), names, random, 0).strip();
        return said.isEmpty() ? said : said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    }

    private String said(String template, Map<String, String> names, Random random, int depth) {
        var out = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '(' && depth < DEPTH_MAX) {
                int end = end(template, i);
                List<String> parts = parts(template.substring(i + 1, end));
                out.append(said(one(parts, random), names, random, depth + 1));
                i = end;
            } else if (c == '{') {
                int end = template.indexOf('}', i);
                String name = end < 0 ? "" : template.substring(i + 1, end);
                if (!NAME.matcher(name).matches()) {
                    out.append(c);
                    continue;
                }
                String given = names.get(name);
                out.append(given != null ? given : said(one(choice(name), random), names, random, depth + 1));
                i = end;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private List<String> choice(String name) {
        List<String> choice = choices.get(name);
        if (choice == null) throw new IllegalArgumentException("a grammar has no choices for {" + name + "}");
        return choice;
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '(') depth++;
            if (text.charAt(i) == ')' && --depth == 0) return i;
        }
        throw new IllegalArgumentException("a bracket is not closed in \"" + text + "\"");
    }

    /// Split at the bars that stand in no inner bracket.
    private static List<String> parts(String inside) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '(') depth++;
            if (c == ')') depth--;
            if (c == '|' && depth == 0) {
                parts.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(inside.substring(from));
        return parts;
    }
}
