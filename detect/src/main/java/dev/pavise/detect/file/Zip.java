package dev.pavise.detect.file;

import dev.pavise.core.detect.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A ZIP archive as its directory lists it. Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
final class Zip {
    private static final int END = 22;
    private static final int LISTED = 46;
    private static final int LOCAL = 30;
    private static final int ENTRIES_MAX = 10_000;
    private static final int NAME_MAX = 512;
    /// Deflate reaches 1032 to one; text that people write, 30.
    private static final int RATIO_MAX = 400;

    private static final long RATIO_FROM_BYTES = 4 << 20;

    /// One file of an archive.
    ///
    /// @param size unpacked, as is said
    record Entry(String name, int method, boolean isEncrypted, long packed, long size, long at) {}

    private final Bytes file;
    private final Reading out;
    private final List<Entry> entries = new ArrayList<>();

    private Zip(Bytes file, Reading out) {
        this.file = file;
        this.out = out;
    }

    static Zip read(Bytes file, Reading out) {
        var zip = new Zip(file, out);
        zip.directory();
        return zip;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name.equals(name)).findFirst();
    }

    private void directory() {
        int end = file.findLast("PK\u0005\u0006");
        if (!file.has(end, END)) {
            out.missed("an archive without a directory");
            return;
        }
        int total = file.u16(end + 10, true);
        long size = file.u32(end + 12, true);
        // What stands before the archive, where something does, moves all its places.
        long before = end - size - file.u32(end + 16, true);
        if (total == 0xFFFF || before < 0) {
            out.missed("an archive whose directory is not where it says, or of the large kind");
            return;
        }
        long at = end - size;
        for (int i = 0; i < total && file.has(at, LISTED); i++) {
            if (i == ENTRIES_MAX) {
                out.bomb("an archive of more than %,d files".formatted(ENTRIES_MAX));
                break;
            }
            if (!file.is((int) at, "PK\u0001\u0002")) break;
            at = listed((int) at, before);
        }
        unlisted(end - size, before);
    }

    private long listed(int at, long before) {
        int nameLength = file.u16(at + 28, true);
        int extra = file.u16(at + 30, true);
        int commentLength = file.u16(at + 32, true);
        String name = Letters.of(file.part(at + LISTED, Math.min(NAME_MAX, nameLength)), null);
        out.hidden(
                file.part(at + LISTED + (long) nameLength + extra, commentLength)
                        .in(StandardCharsets.UTF_8),
                "a comment of the archive");
        entries.add(new Entry(
                name,
                file.u16(at + 10, true),
                (file.u16(at + 8, true) & 1) != 0,
                file.u32(at + 20, true),
                file.u32(at + 24, true),
                file.u32(at + 42, true) + before));
        return at + LISTED + (long) nameLength + extra + commentLength;
    }

    /// Readers that go through an archive from its beginning find files that its directory does not
    /// list.
    private void unlisted(long directory, long before) {
        var known = new java.util.HashSet<Long>();
        for (Entry entry : entries) known.add(entry.at);
        int at = (int) before;
        for (int i = 0; i <= ENTRIES_MAX && file.has(at, LOCAL) && at < directory; i++) {
            if (!file.is(at, "PK\u0003\u0004")) return;
            if (!known.contains((long) at)) {
                out.found(
                        "file/unlisted-entry",
                        Severity.MEDIUM,
                        0.7,
                        "a file that its directory does not list, which some programs unpack");
                return;
            }
            boolean isOpen = (file.u16(at + 6, true) & 8) != 0;
            if (isOpen) return;
            long next = at + (long) LOCAL + file.u16(at + 26, true) + file.u16(at + 28, true) + file.u32(at + 18, true);
            if (next > directory) return;
            at = (int) next;
        }
    }

    /// An entry's bytes, as far as bounds go; empty, and said, where it cannot be unpacked.
    byte[] unpacked(Entry entry, int bytesMax) {
        if (entry.isEncrypted) {
            out.missed("what needs a password");
            return new byte[0];
        }
        int at = (int) Math.min(entry.at, file.length());
        if (!file.is(at, "PK\u0003\u0004")) {
            out.missed("a file of the archive that is not where its directory says");
            return new byte[0];
        }
        long from = at + (long) LOCAL + file.u16(at + 26, true) + file.u16(at + 28, true);
        Bytes packed = file.part(from, entry.packed);
        if (entry.size > RATIO_FROM_BYTES && entry.size / Math.max(1, entry.packed) > RATIO_MAX) {
            out.bomb("a file that unpacks to %,d times its size".formatted(entry.size / Math.max(1, entry.packed)));
            return new byte[0];
        }
        return switch (entry.method) {
            case 0 -> out.unpack(packed.length()) ? packed.part(0, bytesMax).copy() : new byte[0];
            case 8 -> Unpack.raw(packed, bytesMax, out);
            default -> {
                out.missed("what is packed by method " + entry.method);
                yield new byte[0];
            }
        };
    }
}
