package dev.pavise.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/// What tells one state of a file from another.
///
/// @param modified in nanoseconds since 1970
/// @param size in bytes
/// @param key which file it is, for the system
public record Stamp(long modified, long size, Object key) {
    private static final Stamp NONE = new Stamp(0, 0, "");
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// Whether the file was written just now, and may be half of what it will say.
    boolean isFresh() {
        long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - modified;
        return Math.abs(age) < REST_NANOS;
    }

    /// Of the file that a path leads to, through links.
    public static Stamp of(Path file) {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = found.fileKey();
            return new Stamp(found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.size(), key == null ? "" : key);
        } catch (IOException e) {
            return NONE;
        }
    }
}
