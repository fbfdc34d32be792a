package dev.pavise.gateway.stdio;

import dev.pavise.core.message.Id;
import dev.pavise.core.message.PassingId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts a stream into messages at line feeds. A line longer than the bound is counted and thrown away, so that a
/// flood without end costs no memory.
final class Lines {
    /// One line of the stream.
    sealed interface Line {
        /// Its bytes without the line feed.
        record Whole(byte[] bytes) implements Line {}

        /// It had so many bytes, and they are gone; all but its id.
        record Overlong(long bytes, Optional<Id> id) implements Line {}
    }

    private static final int CHUNK = 64 << 10;

    private final InputStream in;
    private final int bytesMax;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private byte[] line = new byte[0];
    private int length;
    private long thrownAway;
    private PassingId passing = new PassingId();

    Lines(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /// The next line that is not blank, or null at the end. The last one may lack its line feed.
    @Nullable
    Line next() throws IOException {
        while (true) {
            int feed = feed();
            take(feed < 0 ? end : feed);
            if (feed >= 0) {
                at = feed + 1;
                Line found = finish();
                if (found != null) return found;
            } else if (!fill()) {
                return finish();
            }
        }
    }

    private int feed() {
        for (int i = at; i < end; i++) if (chunk[i] == '\n') return i;
        return -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void take(int until) {
        int more = until - at;
        if (thrownAway > 0 || length + (long) more > bytesMax) {
            passing.pass(line, 0, length);
            passing.pass(chunk, at, until);
            thrownAway += length + (long) more;
            length = 0;
            line = new byte[0];
        } else if (more > 0) {
            if (length + more > line.length) {
                line = Arrays.copyOf(line, Math.min(bytesMax, Math.max(length + more, line.length * 2)));
            }
            System.arraycopy(chunk, at, line, length, more);
            length += more;
        }
        at = until;
    }

    private @Nullable Line finish() {
        if (thrownAway > 0) {
            var overlong = new Line.Overlong(thrownAway, passing.found());
            thrownAway = 0;
            passing = new PassingId();
            return overlong;
        }
        if (isBlank()) {
            length = 0;
            return null;
        }
        byte[] whole = length == line.length ? line : Arrays.copyOf(line, length);
        if (whole == line) line = new byte[0];
        length = 0;
        return new Line.Whole(whole);
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') return false;
        }
        return true;
    }
}
