package dev.pavise.detect.file;

import dev.pavise.core.detect.Severity;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is particular to SVG: attributes in place of styles, parts that are never drawn, a size to be
/// outside of, and scripts where nobody expects them.
final class Drawing {
    private static final Set<String> SHAPES = Set.of("rect", "circle", "ellipse", "path", "polygon", "image", "use");
    /// So far below the edge letters still show: they stand above their line.
    private static final double LINE = 20;

    private final Reading out;
    private boolean hasGround;
    private boolean isActive;
    private double width = Double.NaN;
    private double height = Double.NaN;

    Drawing(Reading out) {
        this.out = out;
    }

    /// Whether something was drawn that white letters stand out from.
    boolean hasGround() {
        return hasGround;
    }

    void sees(Tag tag) {
        if (tag.name().equals("svg") && Double.isNaN(width)) size(tag);
        isActive |= tag.name().equals("script");
        for (var each : tag.attributes().entrySet()) {
            String value = each.getValue().strip().toLowerCase(Locale.ROOT);
            isActive |= each.getKey().startsWith("on") || value.startsWith("javascript:");
        }
        if (SHAPES.contains(tag.name())) {
            String fill = tag.value("fill").toLowerCase(Locale.ROOT).strip();
            hasGround |= !fill.equals("none") && !fill.equals("white") && !fill.matches("#f{3}|#f{6}");
        }
    }

    private void size(Tag svg) {
        String[] box = svg.value("viewbox").strip().split("[\\s,]+", -1);
        width = number(box.length == 4 ? box[2] : svg.value("width"));
        height = number(box.length == 4 ? box[3] : svg.value("height"));
    }

    /// Why an element's text is not seen, beyond what styles say.
    @Nullable
    String hidden(Tag tag) {
        boolean isOutside = number(tag.value("x")) > width || number(tag.value("y")) > height + LINE;
        return switch (tag.name()) {
            case "metadata" -> "the drawing's metadata";
            case "title", "desc" -> "a description of the drawing";
            case "defs", "symbol", "clippath", "mask", "pattern", "marker" -> "a part that is only defined";
            case "text", "tspan" -> isOutside ? "text outside of the drawing" : null;
            default -> null;
        };
    }

    /// An element's presentation as CSS of HTML says the same.
    static String css(Tag tag) {
        var css = new StringBuilder();
        for (String each : tag.value("style").split(";", -1))
            css.append(renamed(each.strip())).append(';');
        for (String name : new String[] {"fill", "opacity", "fill-opacity", "font-size", "display", "visibility"}) {
            String value = tag.value(name);
            if (!value.isEmpty()) css.append(renamed(name + ':' + value)).append(';');
        }
        // A far away place is one in HTML, too.
        if (!tag.value("x").isEmpty())
            css.append("left:").append(tag.value("x")).append(';');
        if (!tag.value("y").isEmpty()) css.append("top:").append(tag.value("y")).append(';');
        return css.toString();
    }

    private static String renamed(String declaration) {
        if (declaration.startsWith("fill-opacity")) return declaration.substring("fill-".length());
        if (!declaration.startsWith("fill")) return declaration;
        boolean isNone = declaration.endsWith("none");
        return isNone ? "color:transparent" : "color" + declaration.substring("fill".length());
    }

    private static double number(String value) {
        String plain = value.strip().replaceFirst("px$", "");
        try {
            return plain.isEmpty() || plain.length() > 32 ? Double.NaN : Double.parseDouble(plain);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    void finish() {
        if (isActive)
            out.found(
                    "file/active-content",
                    Severity.MEDIUM,
                    0.6,
                    "a drawing with a script in it, which runs where the drawing is opened");
    }
}
