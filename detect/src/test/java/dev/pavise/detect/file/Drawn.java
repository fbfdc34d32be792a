package dev.pavise.detect.file;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures drawn for tests. Letters need fonts: `./dev test` installs DejaVu and WenQuanYi.
final class Drawn {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    private static final int LINE = 60;
    private static final int LETTER = 16;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private int y = 10;

    /// @param ground null for a transparent one
    Drawn(Color ground, int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        if (ground != null) {
            graphics.setColor(ground);
            graphics.fillRect(0, 0, width, height);
        }
    }

    /// As wide as the line needs.
    static Drawn on(Color ground, String longest) {
        return new Drawn(ground, 80 + longest.length() * LETTER * 2, 300);
    }

    Drawn line(String text, Color color) {
        var font = new Font("DejaVu Sans", Font.PLAIN, 26);
        if (font.canDisplayUpTo(text) >= 0) font = new Font("WenQuanYi Micro Hei", Font.PLAIN, 30);
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, 30, y + 40);
        y += LINE;
        return this;
    }

    Drawn code(String text, BarcodeFormat format, Color color) {
        try {
            BitMatrix matrix = new MultiFormatWriter().encode(text, format, 200, 200);
            for (int x = 0; x < matrix.getWidth(); x++) {
                for (int row = 0; row < matrix.getHeight(); row++) {
                    if (matrix.get(x, row)) image.setRGB(30 + x, y + row, color.getRGB());
                }
            }
            return this;
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    BufferedImage image() {
        return image;
    }

    byte[] as(String format) {
        boolean isOpaque = !format.equals("png");
        var drawn = image;
        if (isOpaque) {
            drawn = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
            drawn.createGraphics().drawImage(image, 0, 0, null);
        }
        var whole = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(drawn, format, whole)) throw new IllegalStateException("no writer of " + format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }
}
