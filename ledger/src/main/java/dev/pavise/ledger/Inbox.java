package dev.pavise.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The queue in front of the ledger's thread, bounded in jobs and bytes.
final class Inbox {
    private static final int BATCH_MAX = 512;
    private static final long BATCH_BYTES_MAX = 8 << 20;

    private final int jobsMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private @Nullable Thread reader;
    private long bytes;
    private boolean closed;

    Inbox(int jobsMax, long bytesMax) {
        this.jobsMax = jobsMax;
        this.bytesMax = bytesMax;
    }

    /// Waits while the queue is full, except on the thread that empties it. False when the queue is closed.
    boolean put(Job job) {
        lock.lock();
        try {
            while (!closed && isFull() && Thread.currentThread() != reader) room.awaitUninterruptibly();
            if (closed) return false;
            jobs.add(job);
            bytes += job.bytes();
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// What there is, at most a batch: nothing after `nanosMax`, null once the queue is closed and empty.
    @Nullable
    List<Job> take(long nanosMax) {
        lock.lock();
        try {
            reader = Thread.currentThread();
            long left = nanosMax;
            while (jobs.isEmpty() && !closed && left > 0) {
                try {
                    left = arrived.awaitNanos(left);
                } catch (InterruptedException e) {
                    // The thread is the ledger's own and ends by close, never by interruption.
                    left = 0;
                }
            }
            if (jobs.isEmpty()) return closed ? null : List.of();
            var batch = new ArrayList<Job>(Math.min(jobs.size(), BATCH_MAX));
            long taken = 0;
            while (!jobs.isEmpty() && batch.size() < BATCH_MAX && taken < BATCH_BYTES_MAX) {
                Job job = jobs.remove();
                taken += job.bytes();
                batch.add(job);
            }
            bytes -= taken;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return jobs.size() >= jobsMax || bytes >= bytesMax;
    }
}
