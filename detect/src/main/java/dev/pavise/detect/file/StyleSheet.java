package dev.pavise.detect.file;

import dev.pavise.core.guard.hidden.Style;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a page's style sheets say of elements, classes and ids, as far as it keeps text from sight.
///
/// Selectors of one part count (`p`, `.note`, `p.note`, `#x`); of others, and of what holds for some
/// media only, nothing is known, and their text passes for shown.
final class StyleSheet {
    private static final int RULES_MAX = 10_000;
    private static final int CSS_MAX = 4000;

    /// @param hasGround whether there is a background that white letters stand out from
    record Look(Style style, boolean hasGround) {
        static final Look PLAIN = new Look(Style.SHOWN, false);

        static Look of(String css) {
            return new Look(Style.of(css), hasGround(css));
        }

        Look and(Look other) {
            return new Look(style.and(other.style), hasGround || other.hasGround);
        }

        private static boolean hasGround(String css) {
            String lower = css.substring(0, Math.min(css.length(), CSS_MAX)).toLowerCase(Locale.ROOT);
            int at = lower.indexOf("background");
            while (at >= 0) {
                int colon = lower.indexOf(':', at);
                if (colon < 0) return false;
                int end = lower.indexOf(';', colon);
                String value = lower.substring(colon + 1, end < 0 ? lower.length() : end);
                boolean isNone = value.isBlank() || value.contains("none") || value.contains("transparent");
                if (!isNone && Style.of("color:white;background:" + value) == Style.SHOWN) return true;
                at = lower.indexOf("background", colon);
            }
            return false;
        }
    }

    private final Map<String, Look> looks = new HashMap<>();
    private int rules;

    void add(String css) {
        String plain = withoutComments(css);
        int at = 0;
        while (at < plain.length() && rules < RULES_MAX) {
            int open = plain.indexOf('{', at);
            if (open < 0) return;
            String ahead = plain.substring(at, open);
            String selectors = ahead.substring(ahead.lastIndexOf(';') + 1).strip();
            int close = end(plain, open);
            if (!selectors.startsWith("@")) {
                rules++;
                Look look = Look.of(plain.substring(open + 1, Math.max(open + 1, close)));
                if (!look.equals(Look.PLAIN)) put(selectors, look);
            }
            at = close + 1;
        }
    }

    private void put(String selectors, Look look) {
        for (String each : selectors.split(",", -1)) {
            String selector = each.strip();
            if (selector.chars().noneMatch(c -> c <= ' ' || ":>+~[*".indexOf(c) >= 0))
                looks.merge(selector, look, Look::and);
        }
    }

    Look of(String element, String id, String classes) {
        if (looks.isEmpty()) return Look.PLAIN;
        Look look = looks.getOrDefault(element, Look.PLAIN);
        if (!id.isEmpty()) look = look.and(looks.getOrDefault('#' + id, Look.PLAIN));
        for (String each : classes.split("\\s+", 32)) {
            look = look.and(looks.getOrDefault('.' + each, Look.PLAIN))
                    .and(looks.getOrDefault(element + '.' + each, Look.PLAIN));
        }
        return look;
    }

    /// What a style sheet says in comments, and writes on the page by itself: rules are no text.
    static String words(String css) {
        var words = new StringBuilder();
        int at = 0;
        while (at < css.length()) {
            boolean isComment = css.startsWith("/*", at);
            boolean isContent = !isComment && css.startsWith("content:", at);
            if (!isComment && !isContent) {
                at++;
                continue;
            }
            int from = at + (isComment ? 2 : "content:".length());
            int end = css.indexOf(isComment ? "*/" : ";", from);
            int to = end < 0 ? css.length() : end;
            words.append(css, from, to).append('\n');
            at = to;
        }
        return words.toString();
    }

    private static int end(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            if (css.charAt(i) == '{') depth++;
            if (css.charAt(i) == '}' && --depth == 0) return i;
        }
        return css.length();
    }

    private static String withoutComments(String css) {
        var plain = new StringBuilder(css.length());
        int at = 0;
        while (true) {
            int open = css.indexOf("/*", at);
            if (open < 0) return plain.append(css, at, css.length()).toString();
            plain.append(css, at, open);
            int close = css.indexOf("*/", open + 2);
            if (close < 0) return plain.toString();
            at = close + 2;
        }
    }
}
