package dev.pavise.launch;

import dev.pavise.core.evidence.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reads a server's stderr to its end on a thread of its own and keeps the last of it, so that a server never waits
/// for a reader, however much it writes.
final class Stderr {
    private static final int LINE_BYTES_MAX = 256;

    private final byte[] ring;
    private final Map<String, String> environment;
    private final @Nullable String greeting;
    private final StderrLines lines;
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private long total;

    /// With a `greeting`, what comes before this line is of the programs that start the server, not of the server.
    Stderr(int bytesMax, Map<String, String> environment, @Nullable String greeting) {
        this(bytesMax, environment, greeting, StderrRelay.NONE);
    }

    Stderr(int bytesMax, Map<String, String> environment, @Nullable String greeting, StderrRelay relay) {
        ring = new byte[bytesMax];
        this.environment = environment;
        this.greeting = greeting;
        lines = new StderrLines(environment, relay);
        if (greeting == null) greeted.complete(true);
    }

    void read(String name, InputStream source) {
        Thread.ofPlatform().daemon().name("stderr of " + name).start(() -> drain(source));
    }

    /// Whether the greeting came; false when the stream ended before.
    CompletableFuture<Boolean> greeted() {
        return greeted;
    }

    /// Done when the stream has ended.
    CompletableFuture<Long> ended() {
        return ended;
    }

    private void drain(InputStream source) {
        try (source) {
            if (greeting != null && !skipGreeting(source, greeting)) return;
            var buffer = new byte[32 << 10];
            for (int size; (size = source.read(buffer)) >= 0; ) {
                keep(buffer, size);
                lines.take(buffer, size);
            }
        } catch (IOException e) {
            // the pipe was closed from this side: what came is kept
        } finally {
            lines.end();
            greeted.complete(false);
            ended.complete(bytesTotal());
        }
    }

    private boolean skipGreeting(InputStream source, String wanted) throws IOException {
        var line = new byte[LINE_BYTES_MAX];
        var length = 0;
        for (int next; (next = source.read()) >= 0; ) {
            if (next == '\n') {
                var text = new String(line, 0, length, StandardCharsets.UTF_8);
                if (text.equals(wanted)) {
                    forget();
                    greeted.complete(true);
                    return true;
                }
                length = 0;
            } else if (length < LINE_BYTES_MAX) line[length++] = (byte) next;
            keep(new byte[] {(byte) next}, 1);
        }
        return false;
    }

    private synchronized void forget() {
        total = 0;
    }

    private synchronized void keep(byte[] bytes, int size) {
        var from = Math.max(0, size - ring.length);
        for (var at = from; at < size; ) {
            var to = (int) ((total + at) % ring.length);
            var part = Math.min(size - at, ring.length - to);
            System.arraycopy(bytes, at, ring, to, part);
            at += part;
        }
        total += size;
    }

    private synchronized long bytesTotal() {
        return total;
    }

    StderrTail tail() {
        byte[] kept;
        long all;
        synchronized (this) {
            all = total;
            kept = new byte[(int) Math.min(all, ring.length)];
            var from = (int) ((all - kept.length) % ring.length);
            var first = Math.min(kept.length, ring.length - from);
            System.arraycopy(ring, from, kept, 0, first);
            System.arraycopy(ring, 0, kept, first, kept.length - first);
        }
        var redaction = new Redaction(environment);
        var text = new String(kept, StandardCharsets.UTF_8);
        if (all > kept.length) text = afterCut(text, redaction);
        return new StderrTail(Visible.lines(redaction.redact(text)), all, kept.length);
    }

    /// What was cut may have been the first half of a secret: begin with the next line, or behind the longest secret.
    private static String afterCut(String text, Redaction redaction) {
        var line = text.indexOf('\n');
        if (line >= 0 && line < text.length() - 1) return text.substring(line + 1);
        return text.substring(Math.min(text.length(), Math.max(256, redaction.charsMax())));
    }
}
