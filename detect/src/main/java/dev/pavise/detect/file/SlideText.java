package dev.pavise.detect.file;

import org.jspecify.annotations.Nullable;

/// One slide, or what belongs to it. Source: ECMA-376, part 1, sections 19 and 20.1.
final class SlideText implements Xml.Handler {
    /// In hundredths of a point.
    private static final int TINY = 200;

    /// How large slides are, in EMU.
    static final class Size implements Xml.Handler {
        private long width = Long.MAX_VALUE;
        private long height = Long.MAX_VALUE;

        @Override
        public void start(Xml.Element element) {
            if (!element.name().equals("sldSz")) return;
            width = number(element.value("cx"), Long.MAX_VALUE);
            height = number(element.value("cy"), Long.MAX_VALUE);
        }
    }

    private final Size size;
    private final String how;
    private final Runs runs;
    private @Nullable String ofPart;
    private @Nullable String ofShape;
    private @Nullable String ofRun;
    private long left;
    private long top;
    private boolean inText;
    private int depth;

    /// @param isHidden whether nobody sees the part when slides are shown
    SlideText(Reading out, Size size, String how, boolean isHidden) {
        this.size = size;
        this.how = how;
        runs = new Runs(out);
        ofPart = isHidden ? how : null;
    }

    @Override
    public void start(Xml.Element element) {
        depth++;
        inText = element.name().equals("t") || element.name().equals("text");
        switch (element.name()) {
            case "sld" -> {
                if (element.value("show").matches("0|false")) ofPart = "a hidden slide";
            }
            case "sp", "graphicFrame", "pic" -> ofShape = null;
            case "cNvPr" -> {
                if (element.value("hidden").matches("1|true")) ofShape = "a hidden shape";
                runs.add(element.value("descr") + '\n', "a picture's description");
            }
            case "off" -> {
                left = number(element.value("x"), 0);
                top = number(element.value("y"), 0);
            }
            case "ext" -> {
                long right = left + number(element.value("cx"), 1);
                long bottom = top + number(element.value("cy"), 1);
                boolean isSized = !element.value("cx").isEmpty();
                if (isSized && (left >= size.width || top >= size.height || right <= 0 || bottom <= 0))
                    ofShape = "text beside the slide";
            }
            case "r" -> ofRun = null;
            case "rPr" -> {
                if (number(element.value("sz"), TINY + 1) <= TINY) ofRun = "tiny text";
            }
            case "br" -> runs.endLine();
            default -> {}
        }
    }

    @Override
    public void text(String part) {
        if (inText) runs.add(part, ofPart != null ? ofPart : ofShape != null ? ofShape : ofRun);
    }

    @Override
    public void end(String name) {
        inText = false;
        if (name.equals("p") || name.equals("cm")) runs.endLine();
        if (--depth == 0) runs.finish(how);
    }

    private static long number(String digits, long otherwise) {
        return digits.matches("-?[0-9]{1,12}") ? Long.parseLong(digits) : otherwise;
    }
}
