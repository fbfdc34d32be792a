package dev.pavise.core.guard.hidden;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether attributes keep an element from sight. Source: CSS 2.2 and the modules for colour, display and masking.
public enum Style {
    SHOWN,
    /// White on what may be white.
    FAINT,
    HIDDEN;

    private static final int STYLE_MAX = 1000;
    private static final int FAR = 400;
    private static final double TINY = 1;

    /// The less visible of both.
    public Style and(Style other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// What one attribute of an element says.
    public static Style ofAttribute(String element, String name, String value) {
        // What begins with a brace is a template's expression and not CSS.
        if (value.startsWith("{")) return SHOWN;
        return switch (name) {
            case "hidden" -> value.equalsIgnoreCase("until-found") ? SHOWN : HIDDEN;
            case "style" -> of(Encoded.decoded(value));
            case "color" -> element.equals("font") && isWhite(value.toLowerCase(Locale.ROOT)) ? FAINT : SHOWN;
            case "size" -> element.equals("font") && value.equals("0") ? HIDDEN : SHOWN;
            default -> SHOWN;
        };
    }

    /// What declarations of CSS say together.
    public static Style of(String css) {
        Map<String, String> declared = declarations(css);
        if (isHidden(declared)) return HIDDEN;
        String colour = declared.getOrDefault("color", "");
        String ground = declared.getOrDefault("background-color", declared.getOrDefault("background", ""));
        if (!colour.isEmpty() && sameColour(colour, ground)) return HIDDEN;
        return isWhite(colour) && (ground.isEmpty() || isWhite(ground)) ? FAINT : SHOWN;
    }

    private static boolean isHidden(Map<String, String> all) {
        return all.getOrDefault("display", "").equals("none")
                || isEither(all.getOrDefault("visibility", ""), "hidden", "collapse")
                || all.getOrDefault("content-visibility", "").equals("hidden")
                || all.getOrDefault("mso-hide", "").equals("all")
                || isAtMost(all.get("opacity"), 0.05)
                || isTiny(all.getOrDefault("font-size", ""))
                || isTransparent(all.getOrDefault("color", ""))
                || isFarAway(all)
                || isClipped(all)
                || all.getOrDefault("transform", "").startsWith("scale(0)")
                || all.getOrDefault("filter", "").startsWith("opacity(0");
    }

    private static boolean isFarAway(Map<String, String> all) {
        for (String each :
                new String[] {"left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent"}) {
            if (isAtMost(all.get(each), -FAR)) return true;
        }
        return false;
    }

    private static boolean isClipped(Map<String, String> all) {
        boolean small = (isAtMost(all.get("height"), TINY) && !isRelative(all.get("height")))
                || (isAtMost(all.get("width"), TINY) && !isRelative(all.get("width")))
                || isAtMost(all.get("max-height"), 0);
        String clip = all.getOrDefault("clip", "") + all.getOrDefault("clip-path", "");
        return (small && all.getOrDefault("overflow", "").startsWith("hidden"))
                || startsWithAny(clip, "rect(0,", "rect(0px,", "rect(1px,", "inset(50%", "inset(100%", "circle(0");
    }

    private static Map<String, String> declarations(String css) {
        var found = new HashMap<String, String>();
        String plain = (css.length() > STYLE_MAX ? css.substring(0, STYLE_MAX) : css).toLowerCase(Locale.ROOT);
        for (String each : withoutComments(unescaped(plain)).split(";", -1)) {
            int colon = each.indexOf(':');
            if (colon < 0) continue;
            String value = each.substring(colon + 1).replace("!important", "");
            found.put(strip(each.substring(0, colon)), strip(value));
        }
        return found;
    }

    private static String strip(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') out.append(text.charAt(i));
        }
        return out.toString();
    }

    private static String withoutComments(String css) {
        var out = new StringBuilder();
        int i = 0;
        while (true) {
            int open = css.indexOf("/*", i);
            if (open < 0) return out.append(css, i, css.length()).toString();
            out.append(css, i, open);
            int close = css.indexOf("*/", open + 2);
            if (close < 0) return out.toString();
            i = close + 2;
        }
    }

    /// CSS spells a letter as a backslash and its number, with a blank behind it.
    private static String unescaped(String css) {
        if (css.indexOf('\\') < 0) return css;
        var out = new StringBuilder();
        int i = 0;
        while (i < css.length()) {
            char c = css.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            int value = 0;
            int digits = 0;
            while (i < css.length() && digits < 6 && Character.digit(css.charAt(i), 16) >= 0) {
                value = value * 16 + Character.digit(css.charAt(i++), 16);
                digits++;
            }
            if (digits > 0) {
                if (value <= Character.MAX_CODE_POINT) out.appendCodePoint(value);
                if (i < css.length() && css.charAt(i) == ' ') i++;
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isAtMost(@Nullable String value, double most) {
        if (value == null) return false;
        int end = 0;
        while (end < value.length() && end < 16 && "+-.0123456789".indexOf(value.charAt(end)) >= 0) end++;
        if (end == 0) return false;
        try {
            return Double.parseDouble(value.substring(0, end)) <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isTiny(String size) {
        if (size.endsWith("em")) return isAtMost(size, 0.2);
        return isAtMost(size, size.endsWith("%") ? 15 : TINY);
    }

    private static boolean isRelative(@Nullable String size) {
        return size != null
                && (size.endsWith("em") || size.endsWith("%") || size.endsWith("vw") || size.endsWith("vh"));
    }

    private static boolean isTransparent(String colour) {
        if (colour.equals("transparent")) return true;
        if (colour.startsWith("#")) {
            return (colour.length() == 5 && colour.endsWith("0")) || (colour.length() == 9 && colour.endsWith("00"));
        }
        int slash = colour.lastIndexOf('/');
        boolean alpha = slash >= 0 || startsWithAny(colour, "rgba(", "hsla(");
        return alpha && isAtMost(colour.substring(Math.max(slash, colour.lastIndexOf(',')) + 1), 0.02);
    }

    private static boolean sameColour(String colour, String ground) {
        return colour.equals(ground) || (isWhite(colour) && isWhite(ground)) || (isBlack(colour) && isBlack(ground));
    }

    private static boolean isEither(String value, String one, String other) {
        return value.equals(one) || value.equals(other);
    }

    private static boolean startsWithAny(String value, String... beginnings) {
        for (String each : beginnings) {
            if (value.startsWith(each)) return true;
        }
        return false;
    }

    /// White, or so near to it that nobody tells them apart.
    private static boolean isWhite(String colour) {
        if (colour.equals("white") || colour.equals("snow") || colour.startsWith("rgb(255,255,255")) return true;
        if (!colour.startsWith("#") || (colour.length() != 4 && colour.length() != 7)) return false;
        int each = colour.length() / 3;
        for (int i = 1; i < colour.length(); i += each) {
            if (colour.charAt(i) != 'f') return false;
        }
        return true;
    }

    private static boolean isBlack(String colour) {
        return switch (colour) {
            case "black", "#000", "#000000", "rgb(0,0,0)" -> true;
            default -> false;
        };
    }
}
