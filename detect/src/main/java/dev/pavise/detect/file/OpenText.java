package dev.pavise.detect.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The text of an OpenDocument file. Source: ISO/IEC 26300-1, sections 5, 9, 10 and 14.
final class OpenText implements Xml.Handler {
    private final OpenStyles styles;
    private final Runs runs;
    /// Of each open element: why its text is hidden, if it is.
    private final List<Optional<String>> open = new ArrayList<>();

    private int textDepth;

    OpenText(Reading out, OpenStyles styles) {
        this.styles = styles;
        runs = new Runs(out);
    }

    @Override
    public void start(Xml.Element element) {
        Optional<String> around = open.isEmpty() ? Optional.empty() : open.getLast();
        open.add(around.or(() -> Optional.ofNullable(hidden(element))));
        if (isText(element.name())) textDepth++;
        switch (element.name()) {
            case "tab" -> text("\t");
            case "s" -> text(" ");
            case "line-break" -> text("\n");
            default -> {}
        }
    }

    private @Nullable String hidden(Xml.Element element) {
        return switch (element.name()) {
            case "annotation" -> "a comment";
            case "notes" -> "speaker notes";
            case "hidden-text", "hidden-paragraph" -> "hidden text";
            case "deletion" -> "deleted text";
            case "title", "desc" -> "a picture's description";
            case "table-row" -> element.value("visibility").matches("collapse|filter") ? "a hidden row" : null;
            default -> styles.hidden(element.value("style-name"));
        };
    }

    @Override
    public void text(String part) {
        if (textDepth > 0) runs.add(part, open.getLast().orElse(null));
    }

    @Override
    public void end(String name) {
        if (isText(name)) {
            textDepth--;
            runs.endLine();
        }
        open.removeLast();
        if (open.isEmpty()) runs.finish("the document");
    }

    private static boolean isText(String name) {
        return name.equals("p") || name.equals("h") || name.equals("title") || name.equals("desc");
    }
}
