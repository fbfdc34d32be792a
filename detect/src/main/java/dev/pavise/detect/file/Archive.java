package dev.pavise.detect.file;

import java.util.List;
import java.util.function.BiConsumer;

/// Archives that are no documents: the names of what is in them, and what is in them.
final class Archive {
    private static final int BLOCK = 512;
    private static final int BLOCKS_MAX = 100_000;

    private final Reading out;
    private final BiConsumer<String, byte[]> inner;

    /// @param inner reads one file of it
    Archive(Reading out, BiConsumer<String, byte[]> inner) {
        this.out = out;
        this.inner = inner;
    }

    void zip(Zip zip) {
        names(zip.entries().stream().map(Zip.Entry::name).toList());
        for (Zip.Entry entry : zip.entries()) {
            if (out.isLate() || out.unpackedLeft() == 0) return;
            if (entry.name().endsWith("/")) continue;
            byte[] bytes = zip.unpacked(entry, out.unpackedLeft());
            if (bytes.length > 0) inner.accept(entry.name(), bytes);
        }
    }

    /// Source: POSIX.1-2024, `pax` interchange format, `ustar`.
    void tar(Bytes tar) {
        var names = new java.util.ArrayList<String>();
        int at = 0;
        for (int i = 0; i < BLOCKS_MAX && tar.has(at, BLOCK) && tar.u8(at) != 0; i++) {
            String name = text(tar, at, 100);
            long size = octal(text(tar, at + 124, 12));
            int kind = tar.u8(at + 156);
            if (size < 0 || !tar.has(at + BLOCK, size)) {
                out.missed("a tar archive that breaks off");
                break;
            }
            Bytes body = tar.part(at + BLOCK, size);
            boolean isFile = kind == '0' || kind == 0;
            if (isFile || kind == '5' || kind == '2') names.add(name);
            if (isFile && size > 0 && out.unpack(size)) inner.accept(name, body.copy());
            at += BLOCK + (int) ((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        names(names);
    }

    void gzip(Bytes file, String name) {
        byte[] bytes = Unpack.gzip(file, out.unpackedLeft(), out);
        if (bytes.length > 0) inner.accept(name, bytes);
    }

    private void names(List<String> names) {
        out.shown(String.join("\n", names), "the names of its files");
    }

    private static String text(Bytes tar, int at, int most) {
        Bytes field = tar.part(at, most);
        return Letters.of(field.part(0, field.zero(0)), null);
    }

    private static long octal(String digits) {
        try {
            return digits.isBlank() ? 0 : Long.parseLong(digits.strip(), 8);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
