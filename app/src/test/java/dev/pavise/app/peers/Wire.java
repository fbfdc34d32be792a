package dev.pavise.app.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A started process, its lines out and in. Lines are strict UTF-8, so two that are equal are the same bytes.
final class Wire implements AutoCloseable {
    private static final int LINE_SECONDS_MAX = 30;
    /// Longer than a client waits for one answer.
    private static final int SILENCE_SECONDS_MAX = 150;
    private static final int LEAVE_SECONDS_MAX = 2;
    private static final int DIE_SECONDS_MAX = 10;

    private final Process process;
    private final Path errors;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    Wire(List<String> command, Path home) {
        try {
            Files.createDirectories(home);
            errors = Files.createTempFile(home, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(Way.environment(home));
            process = builder.redirectError(errors.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = Thread.ofVirtual().start(this::read);
    }

    void send(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("cannot send " + line + "\n" + errors(), e);
        }
    }

    /// The next line, waiting for it; an error that shows stderr if none comes.
    String next(String awaited) {
        try {
            Optional<String> line = lines.poll(LINE_SECONDS_MAX, TimeUnit.SECONDS);
            if (line == null || line.isEmpty()) {
                String how = line == null ? "nothing came for " + LINE_SECONDS_MAX + " s" : "the output ended";
                throw new AssertionError(how + " while waiting for " + awaited + "\n" + errors());
            }
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + awaited, e);
        }
    }

    /// How a process ended that went by itself, and all its lines.
    record Ended(int exit, List<String> lines) {}

    Ended ended() {
        try {
            process.getOutputStream().close();
            awaitEnd();
            return new Ended(process.exitValue(), drained());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the end", e);
        }
    }

    /// However slow the machine is, something is said from time to time.
    private void awaitEnd() throws IOException, InterruptedException {
        long said = 0;
        for (int silence = 0; !process.waitFor(1, TimeUnit.SECONDS); silence++) {
            long now = lines.size() + Files.size(errors);
            if (now != said) silence = 0;
            said = now;
            if (silence == SILENCE_SECONDS_MAX) {
                throw new AssertionError("it has said nothing for " + SILENCE_SECONDS_MAX + " s and does not end; its"
                        + " lines so far: " + soFar() + "\n" + errors());
            }
        }
    }

    /// Ends the input as a host does, asks the process to go when it does not go by itself, and gives the lines that
    /// still come before the output ends.
    List<String> end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LEAVE_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroy();
                if (!process.waitFor(DIE_SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new AssertionError("still there " + DIE_SECONDS_MAX + " s after SIGTERM\n" + errors());
                }
            }
            return drained();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at the end", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private List<String> drained() throws InterruptedException {
        if (!reader.join(Duration.ofSeconds(DIE_SECONDS_MAX))) {
            throw new AssertionError("its output is still open: something that it started lives on\n" + errors());
        }
        return soFar();
    }

    private List<String> soFar() {
        return lines.stream().flatMap(Optional::stream).toList();
    }

    private String errors() {
        try {
            return "stderr: " + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    lines.add(Optional.of(decode(line.toByteArray())));
                    line.reset();
                } else {
                    line.write(b);
                }
            }
            if (line.size() > 0) {
                lines.add(Optional.of(decode(line.toByteArray()) + "<no line end>"));
            }
        } catch (IOException e) {
            lines.add(Optional.of("<unreadable: " + e + ">"));
        }
        lines.add(Optional.empty());
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
