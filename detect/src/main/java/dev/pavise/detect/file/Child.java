package dev.pavise.detect.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program that reads bytes and writes bytes, for as long and as much as it may. Whoever it started
/// goes with it.
final class Child {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final long AFTER_END_MILLIS = 200;

    /// How it ended.
    enum End {
        DONE,
        FAILED,
        LATE,
        /// It wrote more than it may.
        TOO_MUCH,
        /// It could not be started.
        ABSENT
    }

    /// @param out what it wrote, up to its end
    record Outcome(End end, int code, byte[] out) {}

    private Child() {}

    /// Limits that the kernel keeps also when nobody is left to look: seconds of CPU, and no memory
    /// images on disk.
    ///
    /// @param memoryBytesMax of address space; 0 for programs that reserve more than they use
    static List<String> limited(List<String> command, int cpuSecondsMax, long memoryBytesMax) {
        if (!Files.isExecutable(PRLIMIT)) return command;
        var limited = new ArrayList<>(List.of(PRLIMIT.toString(), "--core=0", "--cpu=" + cpuSecondsMax));
        if (memoryBytesMax > 0) limited.add("--as=" + memoryBytesMax);
        limited.add("--");
        limited.addAll(command);
        return limited;
    }

    /// @param environment all of it: nothing of ours is inherited
    static Outcome run(
            List<String> command, Map<String, String> environment, byte[] in, int outBytesMax, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(Path.of("/").toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException _) {
            return new Outcome(End.ABSENT, 0, new byte[0]);
        }
        try {
            return outcome(process, in, outBytesMax, until);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Outcome outcome(Process process, byte[] in, int outBytesMax, long until) {
        var out = new ByteArrayOutputStream();
        var isRead = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("pavise-file-in").start(() -> write(process, in));
        Thread.ofPlatform().daemon().name("pavise-file-out").start(() -> {
            read(process, out, outBytesMax);
            isRead.countDown();
        });
        try {
            boolean isDone = isRead.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            byte[] all = bytes(out);
            if (all.length > outBytesMax) return new Outcome(End.TOO_MUCH, 0, all);
            boolean isOver = isDone
                    && process.waitFor(
                            Math.max(0, until - System.nanoTime()) + TimeUnit.MILLISECONDS.toNanos(AFTER_END_MILLIS),
                            TimeUnit.NANOSECONDS);
            if (!isOver) return new Outcome(End.LATE, 0, all);
            return new Outcome(process.exitValue() == 0 ? End.DONE : End.FAILED, process.exitValue(), all);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome(End.LATE, 0, bytes(out));
        }
    }

    private static byte[] bytes(ByteArrayOutputStream out) {
        synchronized (out) {
            return out.toByteArray();
        }
    }

    private static void write(Process process, byte[] in) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(in);
        } catch (IOException _) {
            // It stopped reading: its outcome tells.
            return;
        }
    }

    /// Reads one byte more than it may write, to tell.
    private static void read(Process process, ByteArrayOutputStream out, int most) {
        byte[] step = new byte[1 << 16];
        try (InputStream from = process.getInputStream()) {
            int count = from.read(step);
            while (count >= 0) {
                synchronized (out) {
                    out.write(step, 0, Math.min(count, most + 1 - out.size()));
                    if (out.size() > most) return;
                }
                count = from.read(step);
            }
        } catch (IOException _) {
            // It was ended.
            return;
        }
    }
}
