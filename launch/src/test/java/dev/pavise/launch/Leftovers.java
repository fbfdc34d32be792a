package dev.pavise.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Processes as seen from outside any namespace, found by a random word among their arguments.
final class Leftovers {
    private Leftovers() {}

    static String mark() {
        return "mark-" + java.util.UUID.randomUUID();
    }

    static List<Long> carrying(String mark) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> arguments(pid).contains(mark))
                .toList();
    }

    static boolean within(Duration bound, BooleanSupplier condition) {
        var deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) return false;
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }

    /// The dead whom nobody has buried yet have no arguments any more.
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !arguments(process.pid()).isEmpty();
    }

    /// So that a failed test leaves nothing behind either.
    static void sweep(String mark) {
        carrying(mark).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    static String arguments(long pid) {
        return read("/proc/" + pid + "/cmdline").replace('\0', ' ');
    }

    static String read(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
