package dev.pavise.detect.file;

import java.io.ByteArrayOutputStream;

/// A GIF picture's size, end and texts. Source: GIF89a, sections 18 to 27.
final class Gif {
    private static final int BLOCKS_MAX = 100_000;
    private static final String XMP = "XMP DataXMP";
    /// Of XMP's own: 255 bytes that let readers skip it as if it were blocks.
    private static final int XMP_TRAILER = 257;

    private Gif() {}

    static Picture read(Bytes gif, Reading out) {
        int width = gif.u16(6, true);
        int height = gif.u16(8, true);
        int at = 13 + table(gif.u8(10));
        int frames = 0;
        for (int count = 0; count < BLOCKS_MAX && gif.has(at, 1); count++) {
            switch (gif.u8(at)) {
                case 0x3B -> {
                    return new Picture(width, height, Math.max(1, frames), at + 1);
                }
                case 0x2C -> {
                    frames++;
                    at = behindBlocks(gif, at + 11 + table(gif.u8(at + 9)));
                }
                case 0x21 -> at = extension(gif, at, out);
                default -> {
                    return new Picture(width, height, Math.max(1, frames), -1);
                }
            }
        }
        return new Picture(width, height, Math.max(1, frames), -1);
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int extension(Bytes gif, int at, Reading out) {
        int label = gif.u8(at + 1);
        int first = at + 2;
        if (label == 0xFF && gif.is(first + 1, XMP)) {
            int begin = first + 1 + XMP.length();
            int end = behindBlocks(gif, begin);
            Xmp.notes(Letters.of(gif.part(begin, Math.max(0, end - begin - XMP_TRAILER)), null), out);
            return end;
        }
        if (label == 0xFE) out.hidden(joined(gif, first), "its comment");
        if (label == 0x01) out.shown(joined(gif, first + 13), "plain text on the picture");
        return behindBlocks(gif, first);
    }

    private static int behindBlocks(Bytes gif, int from) {
        int at = from;
        while (gif.u8(at) > 0) at += 1 + gif.u8(at);
        return at + 1;
    }

    private static String joined(Bytes gif, int from) {
        var whole = new ByteArrayOutputStream();
        int at = from;
        while (gif.u8(at) > 0) {
            byte[] block = gif.part(at + 1, gif.u8(at)).copy();
            whole.write(block, 0, block.length);
            at += 1 + gif.u8(at);
        }
        return Letters.of(new Bytes(whole.toByteArray()), null);
    }
}
