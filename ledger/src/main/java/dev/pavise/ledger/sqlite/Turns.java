package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Turns at a store that several processes write to, taken by locking two bytes of a file: first the gate, then the
/// store; with the store in hand the gate is let go. Who has just had a turn finds the gate taken by whoever waits,
/// so nobody is overtaken twice. The system drops both locks of a process that dies.
public final class Turns {
    private static final Map<Path, Turns> ALL = new HashMap<>();
    private static final long GATE = 0;
    private static final long STORE = 1;
    private static final long PAUSE_NANOS_MIN = 20_000;
    private static final long PAUSE_NANOS_MAX = 1_000_000;

    /// A turn, until it is closed.
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock(true);
    private @Nullable FileChannel channel;

    private Turns(Path file) {
        this.file = file;
    }

    /// The turns at the store that `lock` guards. One object and one open channel for a whole process: locks on a
    /// file are a process's, and closing any of its channels would drop them all (POSIX `fcntl`).
    public static Turns at(Path lock) {
        Path file = lock.toAbsolutePath().normalize();
        synchronized (ALL) {
            return ALL.computeIfAbsent(file, Turns::new);
        }
    }

    /// Waits for a turn.
    ///
    /// @throws StoreException when it has not come after `patienceNanos`
    public Turn take(long patienceNanos) {
        long deadline = System.nanoTime() + patienceNanos;
        try {
            if (!threads.tryLock() && !threads.tryLock(patienceNanos, TimeUnit.NANOSECONDS)) {
                throw Faults.locked(file, new IOException("held by another thread of this process"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.locked(file, e);
        }
        try {
            var open = channel();
            FileLock gate = await(open, GATE, deadline);
            FileLock store;
            try {
                store = await(open, STORE, deadline);
            } finally {
                gate.release();
            }
            return () -> release(store);
        } catch (IOException e) {
            threads.unlock();
            throw Faults.of(e, file);
        } catch (RuntimeException | Error e) {
            threads.unlock();
            throw e;
        }
    }

    private FileLock await(FileChannel open, long what, long deadline) throws IOException {
        long pause = PAUSE_NANOS_MIN;
        while (true) {
            FileLock lock = open.tryLock(what, 1, false);
            if (lock != null) return lock;
            if (System.nanoTime() - deadline >= 0) throw Faults.locked(file, new IOException("no turn in time"));
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
        }
    }

    private FileChannel channel() throws IOException {
        var open = channel;
        if (open == null || !open.isOpen()) {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createFile(file);
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private void release(FileLock store) {
        try {
            store.release();
        } catch (IOException e) {
            throw Faults.of(e, file);
        } finally {
            threads.unlock();
        }
    }
}
