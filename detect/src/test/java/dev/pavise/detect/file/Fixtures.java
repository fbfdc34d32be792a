package dev.pavise.detect.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files made byte by byte.
final class Fixtures {
    /// A small picture's worth of time even where the machine is busy.
    static final FileBounds PATIENT =
            new FileBounds(32 << 20, 64 << 20, 64, 4, 4 << 20, 2000, 100_000_000, 8, 200, 240);

    private Fixtures() {}

    /// What the readers in this process see.
    static Contents read(byte[] file) {
        return read(file, null, null);
    }

    static Contents read(byte[] file, String mime, String name) {
        return new FileReader(PATIENT, Optional.empty(), Optional.empty()).read(file, mime, name);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) whole.writeBytes(part);
        return whole.toByteArray();
    }

    /// A PNG picture of one white point with these chunks in it.
    static byte[] png(byte[]... chunks) {
        return png(1, 1, chunks);
    }

    static byte[] png(int width, int height, byte[]... chunks) {
        byte[] header = join(be32(width), be32(height), new byte[] {8, 0, 0, 0, 0});
        return join(
                latin("\u0089PNG\r\n\u001A\n"),
                chunk("IHDR", header),
                join(chunks),
                chunk("IDAT", zlib(new byte[] {0, (byte) 255})),
                chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String type, byte[] body) {
        byte[] both = join(latin(type), body);
        var sum = new CRC32();
        sum.update(both);
        return join(be32(body.length), both, be32((int) sum.getValue()));
    }

    static byte[] segment(int marker, byte[] body) {
        return join(
                new byte[] {(byte) 0xFF, (byte) marker, (byte) (body.length + 2 >> 8), (byte) (body.length + 2)}, body);
    }

    /// A JPEG picture's skeleton: enough for what reads no pixels.
    static byte[] jpeg(byte[]... segments) {
        return join(
                latin("\u00FF\u00D8"),
                join(segments),
                segment(0xC0, new byte[] {8, 0, 4, 0, 4, 1, 1, 0x11, 0}),
                segment(0xDA, new byte[] {1, 1, 0, 0, 63, 0}),
                latin("\u0012\u00FF\u0000\u0034\u00FF\u00D9"));
    }

    /// Exif with one text under this tag.
    static byte[] exif(int tag, byte[] text) {
        return join(
                latin("II*\0"),
                le32(8),
                new byte[] {1, 0, (byte) tag, (byte) (tag >> 8), 2, 0},
                le32(text.length),
                le32(26),
                le32(0),
                text);
    }

    static byte[] be32(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    static byte[] le32(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    static byte[] zlib(byte[] plain) {
        try (var deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length + 64];
            return java.util.Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    /// @param files name, content, name, content, …
    static byte[] zip(Object... files) {
        var whole = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(whole)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) files[i]));
                zip.write(files[i + 1] instanceof byte[] bytes ? bytes : utf8((String) files[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }

    static List<String> hidden(Contents contents) {
        return contents.pieces().stream()
                .filter(Piece::hidden)
                .map(piece -> piece.how() + ": " + piece.text())
                .toList();
    }

    static String shown(Contents contents) {
        return String.join(
                "\n",
                contents.pieces().stream()
                        .filter(piece -> !piece.hidden())
                        .map(Piece::text)
                        .toList());
    }

    static List<String> rules(Contents contents) {
        return contents.findings().stream()
                .map(finding -> finding.rule())
                .distinct()
                .toList();
    }
}
