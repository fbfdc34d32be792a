package dev.pavise.detect.file;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A start tag. Source: WHATWG HTML, sections 13.2.5.8 and 13.2.5.32 to 13.2.5.40.
///
/// @param name in small letters
/// @param attributes by name in small letters, references read; the first of a name counts
/// @param end the unit behind it; past the text where it never ends
record Tag(String name, Map<String, String> attributes, int end) {
    private static final int ATTRIBUTES_MAX = 128;
    private static final int NAME_MAX = 64;

    /// The tag that begins with `<` and a letter.
    static Tag read(String text, int start) {
        int i = start + 1;
        while (i < text.length() && !isBlank(text.charAt(i)) && "/>".indexOf(text.charAt(i)) < 0) i++;
        String name = cut(text, start + 1, i);
        var attributes = new HashMap<String, String>();
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '>') return new Tag(name, attributes, i + 1);
            if (isBlank(c) || c == '/') {
                i++;
                continue;
            }
            int from = i++;
            while (i < text.length() && !isBlank(text.charAt(i)) && "/>=".indexOf(text.charAt(i)) < 0) i++;
            String attribute = cut(text, from, i);
            int equals = behindBlanks(text, i);
            String value = "";
            if (equals < text.length() && text.charAt(equals) == '=') {
                int first = behindBlanks(text, equals + 1);
                boolean isQuoted = first < text.length() && "\"'".indexOf(text.charAt(first)) >= 0;
                int last = isQuoted ? text.indexOf(text.charAt(first), first + 1) : bare(text, first);
                if (last < 0) return new Tag(name, attributes, text.length() + 1);
                value = References.read(text, isQuoted ? first + 1 : first, last);
                i = isQuoted ? last + 1 : last;
            }
            if (attributes.size() < ATTRIBUTES_MAX) attributes.putIfAbsent(attribute, value);
        }
        return new Tag(name, attributes, text.length() + 1);
    }

    String value(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    private static int bare(String text, int from) {
        int i = from;
        while (i < text.length() && !isBlank(text.charAt(i)) && text.charAt(i) != '>') i++;
        return i;
    }

    private static int behindBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) i++;
        return i;
    }

    private static String cut(String text, int from, int to) {
        return text.substring(from, Math.min(to, from + NAME_MAX)).toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
