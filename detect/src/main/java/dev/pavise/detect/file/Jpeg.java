package dev.pavise.detect.file;

/// A JPEG picture's size, end and texts. Sources: ITU-T T.81, annex B; JPEG File Interchange; Exif 3.0,
/// section 4.5; IPTC IIM 4.2, records in Photoshop's resource 0x0404.
final class Jpeg {
    private static final int SEGMENTS_MAX = 10_000;
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final int RECORDS_MAX = 1000;

    private Jpeg() {}

    static Picture read(Bytes jpeg, Reading out) {
        int width = 0;
        int height = 0;
        int at = 2;
        for (int count = 0; count < SEGMENTS_MAX && jpeg.has(at, 2); count++) {
            while (jpeg.u8(at) == 0xFF && jpeg.u8(at + 1) == 0xFF) at++;
            if (jpeg.u8(at) != 0xFF) break;
            int marker = jpeg.u8(at + 1);
            if (marker == 0xD9) return new Picture(width, height, 1, at + 2);
            if (isBare(marker)) {
                at += 2;
                continue;
            }
            int size = jpeg.u16(at + 2, false);
            if (size < 2 || !jpeg.has(at + 2L, size)) break;
            Bytes body = jpeg.part(at + 4, size - 2);
            if (isFrame(marker)) {
                height = body.u16(1, false);
                width = body.u16(3, false);
            }
            segment(marker, body, out);
            at += 2 + size;
            if (marker == 0xDA) at = behindScan(jpeg, at);
        }
        return new Picture(width, height, 1, -1);
    }

    private static void segment(int marker, Bytes body, Reading out) {
        if (marker == 0xFE) out.hidden(Letters.of(body, null), "its comment");
        if (marker == 0xE1 && body.is(0, EXIF)) Exif.notes(body.part(EXIF.length(), body.length()), out);
        if (marker == 0xE1 && body.is(0, XMP)) Xmp.notes(Letters.of(body.part(XMP.length(), body.length()), null), out);
        if (marker == 0xED && body.is(0, PHOTOSHOP)) iptc(body, out);
    }

    private static boolean isBare(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// The next marker that is neither a stuffed byte nor a restart.
    private static int behindScan(Bytes jpeg, int from) {
        int at = from;
        while (jpeg.has(at, 2)) {
            int next = jpeg.u8(at + 1);
            if (jpeg.u8(at) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7)) return at;
            at++;
        }
        return at;
    }

    /// Captions and keywords: data sets of record 2, each `0x1C 0x02 number size text`.
    private static void iptc(Bytes body, Reading out) {
        int at = body.find("8BIM\u0004\u0004", 0, body.length());
        for (int count = 0; at >= 0 && count < RECORDS_MAX; count++) {
            at = body.find("\u001C\u0002", at, body.length());
            if (at < 0) return;
            int size = body.u16(at + 3, false);
            if (size < 0) return;
            int number = body.u8(at + 2);
            // The record's version is a number, and the rest is text.
            if (number > 0 && size < 0x8000) out.hidden(Letters.of(body.part(at + 5, size), null), "its IPTC caption");
            at += 5 + size;
        }
    }
}
