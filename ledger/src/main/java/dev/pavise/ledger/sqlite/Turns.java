package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Turns at a store that several processes write to, first come, first served. All of it is locks on single bytes of
/// a file, which the system drops when their process dies:
///
/// ```
/// byte 0      the gate, held while a ticket is drawn; the file's first 8 bytes count tickets
/// byte 1      the store, held during a turn
/// byte 8 + n  ticket n, held from drawing it to the end of the turn
/// ```
///
/// Whoever has drawn ticket n waits until nobody holds ticket n - 1, and then for the store. Without the tickets, two
/// busy processes would pass the store to and fro and leave a third outside for good. While no other ticket has been
/// drawn since its last one, a process comes back without: nobody else wants in.
public final class Turns {
    private static final Map<Path, Turns> ALL = new HashMap<>();
    private static final long GATE = 0;
    private static final long STORE = 1;
    private static final long TICKETS = 8;
    private static final long PAUSE_NANOS_MIN = 20_000;
    private static final long PAUSE_NANOS_MAX = 1_000_000;

    /// A process that was stopped in the queue must not stop those behind it; the store's own lock still counts.
    private static final long QUEUE_NANOS_MAX = 250_000_000;

    /// A turn, until it is closed.
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock(true);
    private final ByteBuffer counter = ByteBuffer.allocateDirect(Long.BYTES);
    private @Nullable FileChannel channel;
    /// The last ticket that was drawn here.
    private long drawn = -2;

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
            return take(channel(), deadline);
        } catch (IOException e) {
            threads.unlock();
            throw Faults.of(e, file);
        } catch (RuntimeException | Error e) {
            threads.unlock();
            throw e;
        }
    }

    private Turn take(FileChannel open, long deadline) throws IOException {
        FileLock free = number(open) == drawn + 1 ? open.tryLock(STORE, 1, false) : null;
        if (free != null) return () -> release(free, null);
        FileLock ticket = ticket(open, deadline);
        try {
            awaitTurnOf(ticket.position() - 1, open, deadline);
            FileLock store = await(open, STORE, deadline);
            return () -> release(store, ticket);
        } catch (IOException | RuntimeException | Error e) {
            ticket.release();
            throw e;
        }
    }

    private FileLock ticket(FileChannel open, long deadline) throws IOException {
        FileLock gate = await(open, GATE, deadline);
        try {
            long number = number(open);
            // Where somebody has emptied the file, numbers come twice, and those in use are passed over.
            FileLock ticket = open.tryLock(TICKETS + number, 1, false);
            while (ticket == null) ticket = open.tryLock(TICKETS + ++number, 1, false);
            try {
                counter.clear();
                open.write(counter.putLong(0, number + 1), 0);
                drawn = number;
                return ticket;
            } catch (IOException e) {
                ticket.release();
                throw e;
            }
        } finally {
            gate.release();
        }
    }

    /// The next ticket's number.
    private long number(FileChannel open) throws IOException {
        counter.clear();
        return open.read(counter, 0) == Long.BYTES ? Math.max(0, counter.getLong(0)) : 0;
    }

    private void awaitTurnOf(long before, FileChannel open, long deadline) throws IOException {
        if (before < TICKETS) return;
        long atMost = Math.min(deadline, System.nanoTime() + QUEUE_NANOS_MAX);
        FileLock gone = poll(open, before, atMost);
        if (gone != null) gone.release();
    }

    private FileLock await(FileChannel open, long what, long deadline) throws IOException {
        FileLock lock = poll(open, what, deadline);
        if (lock == null) throw Faults.locked(file, new IOException("no turn in time"));
        return lock;
    }

    /// Null when the time is up. Asked again and again, because waiting in the system knows no deadline.
    private static @Nullable FileLock poll(FileChannel open, long what, long deadline) throws IOException {
        long pause = PAUSE_NANOS_MIN;
        while (true) {
            FileLock lock = open.tryLock(what, 1, false);
            if (lock != null || System.nanoTime() - deadline >= 0) return lock;
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
        }
    }

    private FileChannel channel() throws IOException {
        var open = channel;
        if (open == null || !open.isOpen()) {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createFile(file);
            // Tickets are counted in the file itself, and never in whatever a link in its place leads to.
            if (Files.isSymbolicLink(file)) throw Faults.link(file);
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            channel = open;
        }
        return open;
    }

    private void release(FileLock store, @Nullable FileLock ticket) {
        try (ticket;
                store) {
            // Closed in this order: the store first, so that whoever is next finds it free.
            return;
        } catch (IOException e) {
            throw Faults.of(e, file);
        } finally {
            threads.unlock();
        }
    }
}
