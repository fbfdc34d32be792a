package dev.pavise.core.guard.hidden;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/// What stands in a string where something was cut. In the order in which they stand where several cuts touch.
public enum InPlace {
    /// Formatting: nobody misses it.
    NOTHING("", ""),
    /// The end of a comment, made visible.
    CLOSE("&gt;", "&gt;"),
    /// Something that carried a message.
    REMOVED("[hidden text removed]", "[hidden text removed]"),
    /// The address of a terminal hyperlink.
    LINK("[link removed]", "[link removed]"),
    /// A control character.
    REPLACEMENT("\ufffd", "\ufffd"),
    /// What would print over text: the text stands on a line of its own instead.
    NEWLINE("\n", "\\n"),
    /// The beginning of a comment or a hidden element, made visible.
    OPEN("&lt;", "&lt;"),
    /// The beginning of a character reference, made visible.
    AMPERSAND("&amp;", "&amp;"),
    /// The beginning of a Markdown comment, made visible.
    BRACKET("\\[", "\\\\[");

    private static final String PREFIX = "hidden-text:";

    private final String text;
    private final String json;
    private final String label;

    InPlace(String text, String json) {
        this.text = text;
        this.json = json;
        label = PREFIX + name().toLowerCase(java.util.Locale.ROOT);
    }

    String text() {
        return text;
    }

    /// As an edit carries it.
    public String label() {
        return label;
    }

    public static boolean isLabel(String label) {
        return label.startsWith(PREFIX);
    }

    /// The words for an edit with these labels, as JSON string content. Labels of other guards are passed over.
    public static byte[] of(Set<String> labels) {
        var out = new StringBuilder();
        for (InPlace each : values()) {
            if (labels.contains(each.label)) out.append(each.json);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
