package dev.pavise.detect.file;

import dev.pavise.detect.file.apart.Item;
import dev.pavise.detect.file.apart.Task;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// What is read apart from this process, and what is read from the pictures that come back.
final class Pixels {
    private final Optional<Apart> apart;
    private final Optional<Ocr> ocr;
    private final Reading out;

    Pixels(Optional<Apart> apart, Optional<Ocr> ocr, Reading out) {
        this.apart = apart;
        this.ocr = ocr;
        this.out = out;
    }

    void read(Type type, Bytes file, Picture picture) {
        if (type == Type.WEBP) {
            out.missed("pixels of a WebP picture of %d × %d points: Java has no decoder for them"
                    .formatted(picture.width(), picture.height()));
            return;
        }
        run(Task.PICTURE, file, (_, _) -> {});
    }

    /// @param inner reads a file that is embedded
    void pdf(Bytes file, BiConsumer<String, byte[]> inner) {
        run(Task.PDF, file, inner);
    }

    private void run(Task task, Bytes file, BiConsumer<String, byte[]> inner) {
        if (apart.isEmpty()) {
            out.missed(task.what() + ": no second JVM can be started here");
            return;
        }
        Set<String> known = new HashSet<>();
        for (Item item : apart.get().run(task, file.copy(), out)) {
            switch (item) {
                case Item.Text text when text.isHidden() -> out.hidden(text.text(), text.how());
                case Item.Text text -> out.shown(text.text(), text.how());
                case Item.Odd odd -> out.found(odd.rule(), odd.severity(), odd.confidence(), odd.seen());
                case Item.Missed missed -> out.missed(missed.what());
                case Item.Inner found -> inner.accept(found.name(), found.bytes());
                case Item.Grey grey -> letters(grey, known);
            }
        }
    }

    /// @param known lines that were read before: a copy of the picture is only worth what it adds
    private void letters(Item.Grey grey, Set<String> known) {
        if (ocr.isEmpty()) {
            out.missed("letters in pictures: Tesseract is not installed (tesseract-ocr)");
            return;
        }
        List<String> lacking = ocr.get().lacking();
        if (!lacking.isEmpty()) out.missed("letters in pictures: Tesseract lacks " + String.join(" and ", lacking));
        if (out.isLate() || !out.takesPicture()) return;
        Optional<List<String>> lines = ocr.get().lines(pgm(grey), out.left());
        if (lines.isEmpty()) {
            out.missed(grey.how() + ": Tesseract did not end well or in time");
            return;
        }
        var fresh = lines.get().stream().filter(line -> known.add(bare(line))).toList();
        String text = String.join("\n", fresh);
        if (grey.isHidden()) out.hidden(text, grey.how());
        else out.shown(text, grey.how());
    }

    private static String bare(String line) {
        return line.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(java.util.Locale.ROOT);
    }

    /// Source: Netpbm, PGM.
    private static byte[] pgm(Item.Grey grey) {
        byte[] head = "P5 %d %d 255\n".formatted(grey.width(), grey.height()).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + grey.points().length);
        System.arraycopy(grey.points(), 0, whole, head.length, grey.points().length);
        return whole;
    }
}
