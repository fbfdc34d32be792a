package dev.pavise.detect.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Deflated bytes, unpacked as far as bounds go. Sources: RFC 1950, 1951 and 1952.
final class Unpack {
    private static final int STEP = 1 << 16;

    private Unpack() {}

    static byte[] zlib(Bytes packed, int bytesMax, Reading out) {
        return inflated(packed, false, bytesMax, out);
    }

    static byte[] raw(Bytes packed, int bytesMax, Reading out) {
        return inflated(packed, true, bytesMax, out);
    }

    /// The first member of a gzip file; its name and comment are hidden text.
    static byte[] gzip(Bytes file, int bytesMax, Reading out) {
        int flags = file.u8(3);
        int at = 10;
        if ((flags & 4) != 0) at += 2 + Math.max(0, file.u16(at, true));
        if ((flags & 8) != 0) at = file.zero(at) + 1;
        if ((flags & 16) != 0) {
            int end = file.zero(at);
            out.hidden(file.part(at, end - (long) at).latin(), "its comment");
            at = end + 1;
        }
        if ((flags & 2) != 0) at += 2;
        return raw(file.part(at, file.length()), bytesMax, out);
    }

    /// What could be unpacked; what is broken or too much is told.
    private static byte[] inflated(Bytes packed, boolean isRaw, int bytesMax, Reading out) {
        var whole = new ByteArrayOutputStream(Math.min(bytesMax, Math.max(32, packed.length())));
        byte[] step = new byte[STEP];
        try (var inflater = new Inflater(isRaw)) {
            inflater.setInput(packed.all(), packed.from(), packed.length());
            while (!inflater.finished()) {
                int count = inflater.inflate(step, 0, STEP);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    out.missed("compressed data that breaks off");
                    break;
                }
                if (!out.unpack(count) || out.isLate()) break;
                whole.write(step, 0, Math.min(count, bytesMax - whole.size()));
                if (whole.size() == bytesMax && !inflater.finished()) {
                    out.missed("more than %,d bytes of one compressed part".formatted(bytesMax));
                    break;
                }
            }
        } catch (DataFormatException _) {
            out.missed("compressed data that is broken");
        }
        return whole.toByteArray();
    }
}
