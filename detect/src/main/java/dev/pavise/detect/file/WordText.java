package dev.pavise.detect.file;

import dev.pavise.core.detect.Severity;
import org.jspecify.annotations.Nullable;

/// One part of a Word document. Source: ECMA-376, part 1, section 17.
final class WordText implements Xml.Handler {
    private final Reading out;
    private final WordStyles styles;
    private final String how;
    private final boolean isComment;
    private final Runs runs;
    private final WordStyles.Looks looks = new WordStyles.Looks();
    private @Nullable String ofStyle;
    private @Nullable String ofParagraph;
    private boolean inRun;
    private boolean hasGround;
    private String element = "";
    private int depth;

    WordText(Reading out, WordStyles styles, String how, boolean isComment) {
        this.out = out;
        this.styles = styles;
        this.how = how;
        this.isComment = isComment;
        runs = new Runs(out);
    }

    @Override
    public void start(Xml.Element start) {
        depth++;
        element = start.name();
        switch (element) {
            case "p" -> ofParagraph = null;
            case "pStyle" -> ofParagraph = styles.hidden(start.value("val"));
            case "r" -> {
                inRun = true;
                ofStyle = null;
                looks.reset();
            }
            case "rStyle" -> ofStyle = styles.hidden(start.value("val"));
            // A cell's or a paragraph's ground: white letters on it are a matter of taste.
            case "shd" -> {
                if (inRun) looks.take(start);
                else hasGround = !start.value("fill").matches("(?i)auto|f{6}|");
            }
            case "tab" -> say("\t");
            case "br", "cr" -> say("\n");
            case "docPr", "cNvPr" -> {
                say(start.value("descr"), "a picture's description");
                say(start.value("title"), "a picture's description");
            }
            default -> {
                if (inRun) looks.take(start);
            }
        }
    }

    @Override
    public void text(String part) {
        switch (element) {
            case "t" -> say(part);
            case "delText" -> runs.add(part, "deleted text");
            case "instrText" -> field(part);
            default -> {}
        }
    }

    private void field(String code) {
        runs.add(code, "a field's code");
        if (code.strip().matches("(?is)(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\\b.*"))
            out.found("file/active-content", Severity.HIGH, 0.7, "a field that runs or fetches something when opened");
    }

    private void say(String part) {
        String why = looks.hidden();
        if (why == null || (hasGround && why.equals("white text"))) why = ofStyle != null ? ofStyle : ofParagraph;
        say(part, isComment ? how : why);
    }

    private void say(String part, @Nullable String why) {
        if (!part.isEmpty()) runs.add(part, why);
    }

    @Override
    public void end(String name) {
        element = "";
        if (name.equals("r")) {
            inRun = false;
            looks.reset();
        }
        if (name.equals("p")) runs.endLine();
        if (name.equals("tc") || name.equals("p") && depth < 5) hasGround = false;
        if (--depth == 0) runs.finish(how);
    }
}
