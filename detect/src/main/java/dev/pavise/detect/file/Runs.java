package dev.pavise.detect.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text of a document as it comes in runs, each shown or hidden for some reason, put together again by
/// reason.
final class Runs {
    private final Reading out;
    private final StringBuilder shown = new StringBuilder();
    private final Map<String, StringBuilder> hidden = new LinkedHashMap<>();

    Runs(Reading out) {
        this.out = out;
    }

    /// @param why why nobody sees it; null where it shows
    void add(String text, @Nullable String why) {
        (why == null ? shown : hidden.computeIfAbsent(why, _ -> new StringBuilder())).append(text);
    }

    void endLine() {
        endLine(shown);
        hidden.values().forEach(Runs::endLine);
    }

    void finish(String how) {
        out.shown(shown.toString(), how);
        hidden.forEach((why, text) -> out.hidden(text.toString(), why));
        shown.setLength(0);
        hidden.clear();
    }

    private static void endLine(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') text.append('\n');
    }
}
