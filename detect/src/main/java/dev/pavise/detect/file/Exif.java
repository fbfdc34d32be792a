package dev.pavise.detect.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;

/// The texts of a TIFF structure, which Exif is, too; and a TIFF picture's size. Sources: TIFF 6.0,
/// section 2; Exif 3.0, section 4.6; Microsoft's `XP` tags.
final class Exif {
    private static final int DIRECTORIES_MAX = 64;
    private static final int ENTRIES_MAX = 512;
    private static final int TEXT_MAX = 1 << 20;
    private static final int WIDTH = 0x100;
    private static final int HEIGHT = 0x101;
    private static final int XMP = 700;
    private static final int SUB_EXIF = 0x8769;
    private static final int USER_COMMENT = 0x9286;
    private static final int CHARSET_LENGTH = 8;

    private static final Map<Integer, String> TEXTS = Map.of(
            0x10D, "its document's name",
            0x10E, "its Exif description",
            0x11D, "its page's name",
            0x131, "the software named in it",
            0x13B, "its author's name",
            0x8298, "its copyright note");
    private static final Map<Integer, String> WINDOWS = Map.of(
            0x9C9B, "its title",
            0x9C9C, "its Exif comment",
            0x9C9D, "its author's name",
            0x9C9E, "its keywords",
            0x9C9F, "its subject");

    private final Bytes tiff;
    private final boolean isLittle;
    private final Reading out;
    private int width;
    private int height;

    private Exif(Bytes tiff, Reading out) {
        this.tiff = tiff;
        this.out = out;
        isLittle = tiff.is(0, "II");
    }

    static void notes(Bytes exif, Reading out) {
        new Exif(exif, out).directories();
    }

    /// A TIFF picture; its pages are its frames. It does not say where it ends.
    static Picture read(Bytes tiff, Reading out) {
        var reader = new Exif(tiff, out);
        int pages = reader.directories();
        return new Picture(reader.width, reader.height, pages, -1);
    }

    /// Reads all directories, and counts those in the main chain.
    private int directories() {
        if (!tiff.is(0, "II") && !tiff.is(0, "MM")) return 0;
        var open = new ArrayDeque<Long>();
        int pages = 0;
        long main = tiff.u32(4, isLittle);
        for (int count = 0; count < DIRECTORIES_MAX; count++) {
            boolean isMain = open.isEmpty();
            long at = isMain ? main : open.pop();
            if (at <= 0 || !tiff.has(at, 2)) {
                if (isMain) break;
                continue;
            }
            int entries = tiff.u16((int) at, isLittle);
            for (int i = 0; i < Math.min(entries, ENTRIES_MAX); i++) entry((int) at + 2 + 12 * i, open);
            if (isMain) {
                pages++;
                long next = at + 2 + 12L * entries;
                main = tiff.has(next, 4) ? tiff.u32((int) next, isLittle) : 0;
            }
        }
        return pages;
    }

    private void entry(int at, ArrayDeque<Long> open) {
        if (!tiff.has(at, 12)) return;
        int tag = tiff.u16(at, isLittle);
        int type = tiff.u16(at + 2, isLittle);
        long count = tiff.u32(at + 4, isLittle);
        if (tag == WIDTH || tag == HEIGHT) {
            int value = type == 3 ? tiff.u16(at + 8, isLittle) : (int) tiff.u32(at + 8, isLittle);
            if (tag == WIDTH) width = Math.max(width, value);
            else height = Math.max(height, value);
        }
        if (tag == SUB_EXIF) open.add(tiff.u32(at + 8, isLittle));
        long size = Math.min(TEXT_MAX, count * (type == 3 ? 2 : 1));
        Bytes value = tiff.part(size <= 4 ? at + 8 : tiff.u32(at + 8, isLittle), size);
        String how = TEXTS.get(tag);
        if (how != null && type == 2) out.hidden(Letters.of(value, null).replace('\0', ' '), how);
        String windows = WINDOWS.get(tag);
        if (windows != null) out.hidden(value.in(StandardCharsets.UTF_16LE).replace('\0', ' '), windows);
        if (tag == USER_COMMENT && value.length() > CHARSET_LENGTH) {
            Bytes text = value.part(CHARSET_LENGTH, value.length());
            boolean isWide = value.is(0, "UNICODE");
            var wide = isLittle ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            out.hidden((isWide ? text.in(wide) : Letters.of(text, null)).replace('\0', ' '), "its Exif comment");
        }
        if (tag == XMP) Xmp.notes(Letters.of(value, null), out);
    }
}
