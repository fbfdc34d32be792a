package dev.pavise.detect.file.apart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// A picture's points, and the copies of it in which more can be read than in itself.
final class Raster {
    /// A bigger picture is read with every second point left out, or more.
    static final int POINTS_MAX = 8_000_000;

    private static final int OPAQUE = 255;

    private final Items out;
    private final long pixelsMax;
    private final Codes codes;

    Raster(Items out, long pixelsMax) {
        this.out = out;
        this.pixelsMax = pixelsMax;
        codes = new Codes(out);
    }

    void file(byte[] file) throws IOException {
        ImageIO.setUseCache(false);
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                out.missed("pixels: Java has no decoder for them");
                return;
            }
            ImageReader reader = readers.next();
            reader.setInput(stream, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > pixelsMax) {
                out.missed("pixels: %,d of them".formatted(pixels));
                return;
            }
            var settings = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt((double) pixels / POINTS_MAX));
            if (step > 1) settings.setSourceSubsampling(step, step, 0, 0);
            picture(reader.read(0, settings), "the picture");
        }
    }

    /// @param what goes behind "read from" and "text in"
    void picture(BufferedImage image, String what) {
        int width = image.getWidth();
        int height = image.getHeight();
        if ((long) width * height > POINTS_MAX) {
            out.missed("pixels of " + what + ": %,d × %,d of them".formatted(width, height));
            return;
        }
        int[] points = image.getRGB(0, 0, width, height, null, 0, width);
        var plain = new Layer(points, width, height);
        boolean isTransparent = false;
        for (int point : points) isTransparent |= point >>> 24 < OPAQUE;
        if (isTransparent) covered(points, what, width, height);
        byte[] shown = plain.grey();
        codes.look(shown, width, height, "in " + what);
        write(shown, width, height, "letters read from " + what, false);
        byte[] faint = Faint.copy(plain);
        if (faint.length > 0) {
            codes.look(faint, width, height, "too faint to see in " + what);
            write(faint, width, height, "faint letters in " + what, true);
        }
    }

    /// Lays the points on white, as viewers do, and writes what else may be seen: on black, and without
    /// transparency, as some models get it.
    private void covered(int[] points, String what, int width, int height) {
        int[] bare = points.clone();
        int light = 0;
        int clear = 0;
        int kept = 0;
        for (int i = 0; i < points.length; i++) {
            int alpha = points[i] >>> 24;
            if (alpha < 16) clear++;
            if (alpha < 16 && (points[i] & 0xFFFFFF) != (points[0] & 0xFFFFFF)) kept++;
            if (alpha > 128 && Layer.grey(points[i]) > 215) light++;
            points[i] = over(points[i], alpha, OPAQUE);
        }
        int few = points.length / 2000;
        if (clear > few && light > few) {
            int[] black = bare.clone();
            for (int i = 0; i < black.length; i++) black[i] = over(bare[i], bare[i] >>> 24, 0);
            write(new Layer(black, width, height).grey(), width, height, "light letters in " + what, false);
        }
        if (kept > few)
            write(
                    new Layer(bare, width, height).grey(),
                    width,
                    height,
                    "letters in transparent parts of " + what,
                    true);
    }

    private static int over(int point, int alpha, int ground) {
        int red = ((point >> 16 & 0xFF) * alpha + ground * (OPAQUE - alpha)) / OPAQUE;
        int green = ((point >> 8 & 0xFF) * alpha + ground * (OPAQUE - alpha)) / OPAQUE;
        int blue = ((point & 0xFF) * alpha + ground * (OPAQUE - alpha)) / OPAQUE;
        return red << 16 | green << 8 | blue;
    }

    private void write(byte[] grey, int width, int height, String how, boolean isHidden) {
        if (isFlat(grey)) return;
        var larger = Layer.doubled(grey, width, height);
        boolean isDoubled = larger.length > grey.length;
        out.write(new Item.Grey(how, isHidden, isDoubled ? width * 2 : width, isDoubled ? height * 2 : height, larger));
    }

    /// One colour all over holds no letters.
    private static boolean isFlat(byte[] grey) {
        for (byte point : grey) {
            if (point != grey[0]) return false;
        }
        return true;
    }
}
