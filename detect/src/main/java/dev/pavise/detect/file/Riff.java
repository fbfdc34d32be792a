package dev.pavise.detect.file;

/// A WebP picture's size, end and texts. Source: WebP container specification (RFC 9649, section 2).
final class Riff {
    private static final int CHUNKS_MAX = 100_000;

    private Riff() {}

    static Picture read(Bytes webp, Reading out) {
        long end = webp.u32(4, true) + 8;
        int width = 0;
        int height = 0;
        int frames = 0;
        int at = 12;
        for (int count = 0; count < CHUNKS_MAX && webp.has(at, 8); count++) {
            long size = webp.u32(at + 4, true);
            Bytes body = webp.part(at + 8, size);
            switch (webp.part(at, 4).latin()) {
                case "VP8X" -> {
                    width = 1 + u24(body, 4);
                    height = 1 + u24(body, 7);
                }
                case "VP8 " -> {
                    if (width == 0 && body.has(6, 4)) {
                        width = body.u16(6, true) & 0x3FFF;
                        height = body.u16(8, true) & 0x3FFF;
                    }
                }
                case "VP8L" -> {
                    if (width == 0 && body.has(1, 4)) {
                        long packed = body.u32(1, true);
                        width = 1 + (int) (packed & 0x3FFF);
                        height = 1 + (int) (packed >> 14 & 0x3FFF);
                    }
                }
                case "ANMF" -> frames++;
                case "EXIF" -> Exif.notes(body.is(0, "Exif\0\0") ? body.part(6, size) : body, out);
                case "XMP " -> Xmp.notes(Letters.of(body, null), out);
                default -> {}
            }
            long next = at + 8 + size + (size & 1);
            if (next > Math.min(webp.length(), end)) break;
            at = (int) next;
        }
        return new Picture(width, height, Math.max(1, frames), webp.has(0, end) ? (int) end : -1);
    }

    private static int u24(Bytes bytes, int at) {
        return bytes.has(at, 3) ? bytes.u16(at, true) | bytes.u8(at + 2) << 16 : 0;
    }
}
