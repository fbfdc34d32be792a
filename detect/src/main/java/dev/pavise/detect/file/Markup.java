package dev.pavise.detect.file;

import dev.pavise.detect.file.StyleSheet.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text of an HTML page or an SVG drawing: what a browser shows, and what it keeps from sight.
///
/// One pass, as a browser's tokenizer goes; elements are nested as they are written, without a browser's
/// repairs, which can only take more text for hidden. Sources: WHATWG HTML, section 13.2; SVG 2,
/// sections 5 and 11.
final class Markup {
    /// Reads what an address of the `data:` scheme holds.
    interface Inner {
        void read(String name, String dataAddress);
    }

    private static final int DEPTH_MAX = 512;
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    private static final Set<String> RAW =
            Set.of("script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp");
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
            "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "tt",
            "u", "var", "wbr");

    /// Attributes that say something, and how.
    private static final Map<String, String> SAYING = Map.of(
            "alt", "the text in place of a picture",
            "title", "a tooltip",
            "aria-label", "a label for screen readers",
            "aria-description", "a label for screen readers",
            "placeholder", "the placeholder of a field",
            "summary", "a table's summary",
            "data-prompt", "an attribute",
            "data-instructions", "an attribute");

    /// One element that is open.
    ///
    /// @param hidden why its text is hidden; null where it shows
    private record Open(String name, @Nullable String hidden, boolean hasGround) {}

    private final String text;
    private final Reading out;
    private final Inner inner;
    private final StyleSheet sheet = new StyleSheet();
    private final Drawing drawing;
    private final List<Open> open = new ArrayList<>();
    private final Map<String, StringBuilder> said = new LinkedHashMap<>();
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder concealed = new StringBuilder();
    private String concealedHow = "";
    private int tooDeep;
    private int svgDepth;

    private Markup(String text, Reading out, Inner inner) {
        this.text = text;
        this.out = out;
        this.inner = inner;
        drawing = new Drawing(out);
    }

    /// @param how what its shown text is called: `the page`
    static void read(String text, String how, Reading out, Inner inner) {
        var reader = new Markup(text, out, inner);
        reader.styles();
        reader.walk();
        reader.finish(how);
    }

    /// Style sheets first: a rule may stand behind what it hides.
    private void styles() {
        int at = find("<style", 0);
        while (at < text.length()) {
            Tag tag = Tag.read(text, at);
            int end = Math.min(text.length(), tag.end());
            int close = tag.name().equals("style") ? find("</style", end) : end;
            if (close > end) sheet.add(text.substring(end, close));
            at = find("<style", close);
        }
    }

    private void walk() {
        int i = 0;
        while (i < text.length() && !out.isLate()) {
            int tag = text.indexOf('<', i);
            int end = tag < 0 ? text.length() : tag;
            say(References.read(text, i, end));
            if (tag < 0) return;
            i = markup(tag);
        }
    }

    /// What begins with `<`; returns where to go on.
    private int markup(int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (text.startsWith("<!--", at)) return comment(at + 4);
        if (text.startsWith("<![CDATA[", at) && svgDepth > 0) {
            int end = until("]]>", at);
            say(text.substring(Math.min(end, at + 9), end));
            return end + 3;
        }
        if (next == '!' || next == '?') return declaration(at);
        if (next == '/') return isLetter(at + 2) ? endTag(at + 2) : declaration(at);
        if (!isLetter(at + 1)) {
            say("<");
            return at + 1;
        }
        Tag tag = Tag.read(text, at);
        if (tag.end() > text.length()) {
            out.hidden(text.substring(at), "a tag that never ends");
            return text.length();
        }
        start(tag);
        return RAW.contains(tag.name()) && (svgDepth == 0 || tag.name().matches("script|style")) ? raw(tag) : tag.end();
    }

    private int comment(int from) {
        int end = text.indexOf("--", from);
        while (end >= 0 && !text.startsWith(">", end + 2) && !text.startsWith("!>", end + 2))
            end = text.indexOf("--", end + 1);
        int to = end < 0 ? text.length() : end;
        out.hidden(References.read(text, from, to), "a comment");
        return end < 0 ? to : until(">", to) + 1;
    }

    private int declaration(int at) {
        int end = until(">", at);
        String says = text.substring(Math.min(end, at + 2), end);
        boolean isUsual = says.regionMatches(true, 0, "doctype", 0, 7) || says.startsWith("xml");
        if (!isUsual || says.contains("ENTITY")) out.hidden(says, "a declaration");
        return end + 1;
    }

    private void start(Tag tag) {
        boolean isBreak = !INLINE.contains(tag.name());
        if (isBreak) say("\n");
        if (svgDepth > 0 || tag.name().equals("svg")) drawing.sees(tag);
        attributes(tag);
        if (VOID.contains(tag.name()) || text.startsWith("/>", tag.end() - 2) && svgDepth > 0) return;
        if (open.size() >= DEPTH_MAX) {
            if (tooDeep++ == 0) out.missed("what hides elements nested deeper than " + DEPTH_MAX);
            return;
        }
        Open around = open.isEmpty() ? new Open("", null, false) : open.getLast();
        Look look = look(tag);
        boolean hasGround = around.hasGround || look.hasGround() || drawing.hasGround();
        String why = around.hidden != null ? around.hidden : hidden(tag, look, hasGround);
        open.add(new Open(tag.name(), why, hasGround));
        if (tag.name().equals("svg")) svgDepth++;
    }

    private Look look(Tag tag) {
        Look look = sheet.of(tag.name(), tag.value("id"), tag.value("class"));
        String css = svgDepth > 0 ? Drawing.css(tag) : tag.value("style");
        if (!css.isEmpty()) look = look.and(Look.of(css));
        String ground = tag.value("bgcolor");
        if (!ground.isEmpty()) look = look.and(Look.of("background:" + ground));
        for (var each : tag.attributes().entrySet()) {
            if (!each.getKey().equals("style")) {
                var style = dev.pavise.core.guard.hidden.Style.ofAttribute(tag.name(), each.getKey(), each.getValue());
                look = look.and(new Look(style, false));
            }
        }
        return look;
    }

    private @Nullable String hidden(Tag tag, Look look, boolean hasGround) {
        if (svgDepth > 0) {
            String why = drawing.hidden(tag);
            if (why != null) return why;
        }
        return switch (look.style()) {
            case HIDDEN -> "a hidden element";
            case FAINT -> hasGround ? null : "white text";
            case SHOWN ->
                switch (tag.name()) {
                    case "template" -> "a template";
                    case "noscript", "noframes", "noembed", "iframe" -> "what is shown to old browsers only";
                    case "dialog" -> tag.attributes().containsKey("open") ? null : "a closed dialog";
                    case "script" -> "a script";
                    case "style" -> "a style sheet";
                    default -> null;
                };
        };
    }

    private void attributes(Tag tag) {
        for (var each : tag.attributes().entrySet()) {
            String how = SAYING.get(each.getKey());
            if (how != null && Letters.saysSomething(each.getValue())) note(how, each.getValue());
            boolean isAddress = each.getKey().matches("src|href|xlink:href|data|poster");
            if (isAddress && each.getValue().startsWith("data:")) inner.read("a " + tag.name(), each.getValue());
        }
        boolean isOfLayout = tag.value("name").equalsIgnoreCase("viewport");
        if (tag.name().equals("meta") && !isOfLayout) note("the page's metadata", tag.value("content"));
        if (tag.name().equals("input")) {
            boolean isHidden = tag.value("type").equalsIgnoreCase("hidden");
            if (isHidden) note("a hidden field", tag.value("value"));
            else say(' ' + tag.value("value") + ' ');
        }
    }

    private void note(String how, String value) {
        if (Letters.saysSomething(value))
            said.computeIfAbsent(how, _ -> new StringBuilder()).append(value).append('\n');
    }

    /// Content without tags in it, up to the end tag.
    private int raw(Tag tag) {
        int end = find("</" + tag.name(), tag.end());
        String content = text.substring(Math.min(tag.end(), end), end);
        boolean hasReferences = tag.name().equals("title") || tag.name().equals("textarea");
        if (tag.name().equals("style")) {
            note("a style sheet", StyleSheet.words(content));
        } else {
            say(hasReferences ? References.read(content, 0, content.length()) : content);
        }
        return end;
    }

    private int endTag(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && "/>".indexOf(text.charAt(end)) < 0) end++;
        String name = text.substring(from, Math.min(end, from + 64)).toLowerCase(java.util.Locale.ROOT);
        if (!INLINE.contains(name)) say("\n");
        if (tooDeep > 0) {
            tooDeep--;
        } else {
            int at = open.size() - 1;
            while (at >= 0 && !open.get(at).name.equals(name)) at--;
            while (at >= 0 && open.size() > at) {
                if (open.removeLast().name.equals("svg")) svgDepth--;
            }
        }
        return until(">", end) + 1;
    }

    private void say(String words) {
        if (words.isEmpty()) return;
        String why = open.isEmpty() ? null : open.getLast().hidden;
        if (why == null) {
            conceal("");
            append(shown, words);
        } else {
            conceal(why);
            append(concealed, words);
        }
    }

    /// Ends the hidden run before, if its reason was another.
    private void conceal(String why) {
        if (concealedHow.equals(why)) return;
        if (!concealedHow.isEmpty()) out.hidden(concealed.toString(), concealedHow);
        concealed.setLength(0);
        concealedHow = why;
    }

    /// White space as it is shown: one blank, or one end of line.
    private static void append(StringBuilder to, String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean isBlank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            char last = to.isEmpty() ? '\n' : to.charAt(to.length() - 1);
            if (!isBlank) to.append(c);
            else if (c == '\n' && words.length() == 1 && last != '\n') to.append('\n');
            else if (last != ' ' && last != '\n') to.append(' ');
        }
    }

    private void finish(String how) {
        conceal("");
        out.shown(shown.toString(), how);
        said.forEach((where, words) -> out.hidden(words.toString(), where));
        drawing.finish();
    }

    private boolean isLetter(int at) {
        return at < text.length() && ((text.charAt(at) | 0x20) >= 'a' && (text.charAt(at) | 0x20) <= 'z');
    }

    private int until(String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at;
    }

    /// Letters in either case; the end of the text where there are none.
    private int find(String small, int from) {
        for (int i = text.indexOf('<', from); i >= 0; i = text.indexOf('<', i + 1)) {
            if (text.regionMatches(true, i, small, 0, small.length())) return i;
        }
        return text.length();
    }
}
