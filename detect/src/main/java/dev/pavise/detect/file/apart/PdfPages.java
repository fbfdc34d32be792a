package dev.pavise.detect.file.apart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Writer;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/// The text of pages, letter by letter shown or not: a letter is shown where the drawn page is not all
/// of one colour.
///
/// That one look takes white on white, a colour on the same, what a picture covers, what is clipped,
/// transparent, or on a layer that is off. PDFBox wants its text reader to be extended.
final class PdfPages extends PDFTextStripper {
    /// Pages that are drawn; of those after them, only what letters say of themselves is known.
    private static final int DRAWN_MAX = 20;

    private static final double DRAWN_POINTS_MAX = 1_500_000;
    private static final float TINY = 2;
    private static final int CONTRAST_MIN = 10;

    private final Items out;
    private final PDDocument pdf;
    private final PDFRenderer renderer;
    private final Map<String, StringBuilder> hidden = new LinkedHashMap<>();
    private final StringBuilder shown = new StringBuilder();
    private final IdentityHashMap<TextPosition, RenderingMode> modes = new IdentityHashMap<>();
    private @Nullable BufferedImage drawn;
    private float scale = 1;
    private float width;
    private float height;

    PdfPages(Items out, PDDocument pdf) {
        this.out = out;
        this.pdf = pdf;
        renderer = new PDFRenderer(pdf);
    }

    void read(int pagesMax) {
        int pages = pdf.getNumberOfPages();
        if (pages > pagesMax) out.missed("pages behind the first " + pagesMax + " of " + pages);
        if (pages > DRAWN_MAX) out.missed("colours of letters behind page " + DRAWN_MAX);
        for (int i = 1; i <= Math.min(pages, pagesMax); i++) {
            try {
                setStartPage(i);
                setEndPage(i);
                drawn = i <= DRAWN_MAX ? drawn(i) : null;
                writeText(pdf, Writer.nullWriter());
            } catch (IOException | RuntimeException | StackOverflowError _) {
                out.missed("the rest of page " + i + ", which is broken");
            }
            finish(i);
        }
    }

    private @Nullable BufferedImage drawn(int number) {
        try {
            PDPage page = pdf.getPage(number - 1);
            boolean isTurned = page.getRotation() % 180 != 0;
            width = isTurned ? page.getCropBox().getHeight() : page.getCropBox().getWidth();
            height = isTurned ? page.getCropBox().getWidth() : page.getCropBox().getHeight();
            scale = (float) Math.min(1, Math.sqrt(DRAWN_POINTS_MAX / ((double) width * height)));
            return renderer.renderImage(number - 1, scale, ImageType.RGB);
        } catch (IOException | RuntimeException _) {
            out.missed("colours of letters on page " + number + ", which cannot be drawn");
            return null;
        }
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        modes.put(text, getGraphicsState().getTextState().getRenderingMode());
        super.processTextPosition(text);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        String why = null;
        for (TextPosition each : positions) {
            // A blank belongs to the letter before it.
            if (!each.getUnicode().isBlank()) why = hidden(each);
            (why == null ? shown : hidden.computeIfAbsent(why, _ -> new StringBuilder())).append(each.getUnicode());
        }
    }

    @Override
    protected void writeWordSeparator() {
        separate(' ');
    }

    @Override
    protected void writeLineSeparator() {
        separate('\n');
    }

    private void separate(char by) {
        separate(shown, by);
        for (StringBuilder each : hidden.values()) separate(each, by);
    }

    private static void separate(StringBuilder text, char by) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) > ' ') text.append(by);
    }

    /// Why nobody sees the letter; null where it shows.
    private @Nullable String hidden(TextPosition text) {
        RenderingMode mode = modes.getOrDefault(text, RenderingMode.FILL);
        // Programs that read scans put it over the picture, too.
        if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) return "invisible letters";
        if (text.getYScale() > 0 && text.getYScale() < TINY) return "tiny letters";
        if (drawn == null || text.getDir() != 0) return null;
        if (text.getX() > width || text.getX() + text.getWidth() < 0 || text.getY() < 0)
            return "letters beside the page";
        if (text.getY() - text.getHeight() > height) return "letters beside the page";
        return contrast(drawn, text) < CONTRAST_MIN ? "letters of the colour of what is behind them" : null;
    }

    private int contrast(BufferedImage page, TextPosition text) {
        int left = (int) Math.clamp(text.getX() * scale - 1, 0, page.getWidth() - 1f);
        int right = (int) Math.clamp((text.getX() + text.getWidth()) * scale + 1, left, page.getWidth() - 1f);
        int top = (int) Math.clamp((text.getY() - text.getHeight()) * scale - 2, 0, page.getHeight() - 1f);
        int bottom = (int) Math.clamp(text.getY() * scale + 1, top, page.getHeight() - 1f);
        int[] least = {255, 255, 255};
        int[] most = {0, 0, 0};
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                int point = page.getRGB(x, y);
                for (int colour = 0; colour < 3; colour++) {
                    int light = point >> colour * 8 & 0xFF;
                    least[colour] = Math.min(least[colour], light);
                    most[colour] = Math.max(most[colour], light);
                }
            }
        }
        return Math.max(most[0] - least[0], Math.max(most[1] - least[1], most[2] - least[2]));
    }

    private void finish(int number) {
        out.text(shown.toString(), "page " + number, false);
        hidden.forEach((why, text) -> out.text(text.toString(), why + " on page " + number, true));
        shown.setLength(0);
        hidden.clear();
        modes.clear();
    }
}
