package dev.pavise.detect.file;

import java.nio.charset.StandardCharsets;

/// A PNG picture's size, end and texts. Source: PNG, Third Edition, sections 5.3 and 11.2 to 11.3.
final class Png {
    private static final int TEXT_MAX = 1 << 20;
    private static final int CHUNKS_MAX = 100_000;

    private Png() {}

    static Picture read(Bytes png, Reading out) {
        int width = 0;
        int height = 0;
        int frames = 1;
        int at = 8;
        for (int count = 0; count < CHUNKS_MAX && png.has(at, 12); count++) {
            long size = png.u32(at, false);
            String type = png.part(at + 4, 4).latin();
            if (!png.has(at + 12, size)) break;
            Bytes body = png.part(at + 8, size);
            switch (type) {
                case "IHDR" -> {
                    width = (int) Math.min(body.u32(0, false), Integer.MAX_VALUE);
                    height = (int) Math.min(body.u32(4, false), Integer.MAX_VALUE);
                }
                case "acTL" -> frames = Math.clamp(body.u32(0, false), 1, Integer.MAX_VALUE);
                case "tEXt" -> text(body, out);
                case "zTXt" -> packed(body, out);
                case "iTXt" -> international(body, out);
                case "eXIf" -> Exif.notes(body, out);
                case "IEND" -> {
                    return new Picture(width, height, frames, at + 12 + (int) size);
                }
                default -> {}
            }
            at += 12 + (int) size;
        }
        return new Picture(width, height, frames, -1);
    }

    private static void text(Bytes body, Reading out) {
        int zero = body.zero(0);
        note(body.part(0, zero).latin(), Letters.of(body.part(zero + 1, TEXT_MAX), null), out);
    }

    private static void packed(Bytes body, Reading out) {
        int zero = body.zero(0);
        byte[] text = Unpack.zlib(body.part(zero + 2, body.length()), TEXT_MAX, out);
        note(body.part(0, zero).latin(), Letters.of(new Bytes(text), null), out);
    }

    private static void international(Bytes body, Reading out) {
        int zero = body.zero(0);
        boolean isPacked = body.u8(zero + 1) == 1;
        int language = body.zero(zero + 3);
        int keyword = body.zero(language + 1);
        Bytes rest = body.part(keyword + 1, isPacked ? body.length() : TEXT_MAX);
        Bytes text = isPacked ? new Bytes(Unpack.zlib(rest, TEXT_MAX, out)) : rest;
        note(body.part(0, zero).latin(), text.in(StandardCharsets.UTF_8), out);
    }

    private static void note(String keyword, String text, Reading out) {
        if (keyword.equals("XML:com.adobe.xmp")) {
            Xmp.notes(text, out);
        } else {
            out.hidden(text, "its note \"" + keyword.substring(0, Math.min(79, keyword.length())) + '"');
        }
    }
}
