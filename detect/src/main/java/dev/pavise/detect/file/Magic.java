package dev.pavise.detect.file;

import java.util.List;

/// The type of a file by its first bytes.
///
/// Sources: WHATWG MIME Sniffing, sections 6 and 7.1; the formats' own specifications for what stands
/// not there.
final class Magic {
    private record Mark(int at, String bytes, Type type) {}

    private static final int SNIFFED_MAX = 1445;
    private static final int TAR_MARK = 257;

    private static final List<Mark> MARKS = List.of(
            new Mark(0, "\u0089PNG\r\n\u001A\n", Type.PNG),
            new Mark(0, "\u00FF\u00D8\u00FF", Type.JPEG),
            new Mark(0, "GIF87a", Type.GIF),
            new Mark(0, "GIF89a", Type.GIF),
            new Mark(8, "WEBP", Type.WEBP),
            new Mark(0, "II*\0", Type.TIFF),
            new Mark(0, "MM\0*", Type.TIFF),
            new Mark(0, "\0\0\u0001\0", Type.OTHER_PICTURE),
            new Mark(0, "8BPS", Type.OTHER_PICTURE),
            new Mark(0, "\u00FF\n", Type.OTHER_PICTURE),
            new Mark(0, "\0\0\0\fJXL ", Type.OTHER_PICTURE),
            new Mark(4, "ftypavi", Type.OTHER_PICTURE),
            new Mark(4, "ftyphei", Type.OTHER_PICTURE),
            new Mark(4, "ftypmif1", Type.OTHER_PICTURE),
            new Mark(4, "ftyp", Type.MEDIA),
            new Mark(0, "%PDF-", Type.PDF),
            new Mark(0, "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", Type.OLD_OFFICE),
            new Mark(0, "PK\u0003\u0004", Type.ZIP),
            new Mark(0, "PK\u0005\u0006", Type.ZIP),
            new Mark(0, "\u001F\u008B\b", Type.GZIP),
            new Mark(TAR_MARK, "ustar", Type.TAR),
            new Mark(0, "7z\u00BC\u00AF'\u001C", Type.OTHER_ARCHIVE),
            new Mark(0, "Rar!\u001A\u0007", Type.OTHER_ARCHIVE),
            new Mark(0, "\u00FD7zXZ\0", Type.OTHER_ARCHIVE),
            new Mark(0, "BZh", Type.OTHER_ARCHIVE),
            new Mark(0, "(\u00B5/\u00FD", Type.OTHER_ARCHIVE),
            new Mark(0, "\u007FELF", Type.PROGRAM),
            new Mark(0, "\u00CA\u00FE\u00BA\u00BE", Type.PROGRAM),
            new Mark(0, "\u00CF\u00FA\u00ED\u00FE", Type.PROGRAM),
            new Mark(0, "\u00CE\u00FA\u00ED\u00FE", Type.PROGRAM),
            new Mark(0, "\0asm", Type.PROGRAM),
            new Mark(0, "dex\n", Type.PROGRAM),
            new Mark(8, "WAVE", Type.MEDIA),
            new Mark(8, "AVI ", Type.MEDIA),
            new Mark(0, "ID3", Type.MEDIA),
            new Mark(0, "\u00FF\u00FB", Type.MEDIA),
            new Mark(0, "OggS", Type.MEDIA),
            new Mark(0, "fLaC", Type.MEDIA),
            new Mark(0, "\u001AE\u00DF\u00A3", Type.MEDIA));

    private static final List<String> PAGE_BEGINS = List.of(
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<meta",
            "<!--");

    private Magic() {}

    static Type of(Bytes bytes) {
        for (Mark mark : MARKS) {
            if (bytes.is(mark.at, mark.bytes) && (mark.at != 8 || bytes.is(0, "RIFF"))) return mark.type;
        }
        if (bytes.is(0, "BM") && isBmp(bytes)) return Type.BMP;
        if (bytes.is(0, "MZ") && isWindowsProgram(bytes)) return Type.PROGRAM;
        return Letters.isText(bytes) ? markup(bytes) : Type.UNKNOWN;
    }

    private static boolean isBmp(Bytes bytes) {
        long header = bytes.u32(14, true);
        return header == 12 || (header >= 40 && header <= 256);
    }

    private static boolean isWindowsProgram(Bytes bytes) {
        long header = bytes.u32(0x3C, true);
        return header < 0 || bytes.has(header, 4) && bytes.is((int) header, "PE\0\0");
    }

    private static Type markup(Bytes bytes) {
        String head =
                Letters.of(bytes.part(0, SNIFFED_MAX), null).stripLeading().toLowerCase(java.util.Locale.ROOT);
        if (head.startsWith("<svg")) return Type.SVG;
        boolean isXml = head.startsWith("<?xml");
        if (isXml || head.startsWith("<!doctype svg") || head.startsWith("<!--")) {
            if (head.contains("<svg")) return Type.SVG;
            if (isXml) return head.contains("<html") ? Type.HTML : Type.TEXT;
        }
        for (String begin : PAGE_BEGINS) {
            if (!head.startsWith(begin)) continue;
            char next = head.length() > begin.length() ? head.charAt(begin.length()) : '>';
            if (begin.equals("<!--") || next == '>' || next == '/' || next <= ' ') return Type.HTML;
        }
        return Type.TEXT;
    }
}
