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
    private static final long PATIENCE_NANOS = 5_000_000;
    /// How long to wait for as many who wait as were answered together before: they tend to come again together, and
    /// a commit costs the same for all of them as for one.
    private static final long LINGER_NANOS = 300_000;
    /// After how many batches to see whether one more would come along, if it did not the last time.
    private static final int BATCHES_PER_TRY = 64;

    private final int jobsMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private @Nullable Thread reader;
    private long bytes;
    private int urgent;
    private int wanted = 1;
    private int batchesSinceTry;
    private long oldest;
    private boolean closed;
    private boolean isAsleep;

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
            boolean isFirst = jobs.isEmpty();
            if (isFirst) oldest = System.nanoTime();
            jobs.add(job);
            bytes += job.bytes();
            if (job.patient()) {
                if (isFirst && isAsleep) arrived.signal();
            } else if (++urgent == 1 || urgent == wanted) {
                arrived.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// What there is, at most a batch: nothing after `nanosMax`, null once the queue is closed and empty. Where all of
    /// it is patient, others get a moment to come along.
    @Nullable
    List<Job> take(long nanosMax) {
        lock.lock();
        try {
            reader = Thread.currentThread();
            long left = nanosMax;
            isAsleep = false;
            while (!isReady() && left > 0) {
                long pause = Math.min(left, pause());
                try {
                    long rest = arrived.awaitNanos(pause);
                    left -= pause - rest;
                    isAsleep = rest <= 0;
                } catch (InterruptedException e) {
                    // The thread is the ledger's own and ends by close, never by interruption.
                    left = 0;
                }
            }
            if (jobs.isEmpty()) return closed ? null : List.of();
            if (!isReady()) return List.of();
            linger();
            var batch = new ArrayList<Job>(Math.min(jobs.size(), BATCH_MAX));
            long taken = 0;
            while (!jobs.isEmpty() && batch.size() < BATCH_MAX && taken < BATCH_BYTES_MAX) {
                Job job = jobs.remove();
                taken += job.bytes();
                if (!job.patient()) {
                    urgent--;
                }
                batch.add(job);
            }
            bytes -= taken;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Whether whoever takes waits for as long as it may, and has to be woken.
    boolean isAsleep() {
        lock.lock();
        try {
            return isAsleep;
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

    private void linger() {
        if (urgent == 0) return;
        boolean isTry = ++batchesSinceTry > BATCHES_PER_TRY;
        if (isTry) wanted++;
        long left = LINGER_NANOS;
        while (urgent < wanted && left > 0 && !closed && !isFull()) {
            try {
                left = arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                // As above.
                left = 0;
            }
        }
        // Where one more came, another might; where fewer did, fewer are waited for.
        batchesSinceTry = isTry && urgent < wanted ? 0 : batchesSinceTry;
        wanted = Math.clamp(urgent, 1, BATCH_MAX / 2);
    }

    private boolean isReady() {
        return closed || urgent > 0 || (!jobs.isEmpty() && (patience() <= 0 || jobs.size() >= BATCH_MAX || isFull()));
    }

    /// Behind a batch the reader looks again by itself before it sleeps for long: what is patient, which in the midst
    /// of
    /// traffic comes before every other job, need not wake it.
    private long pause() {
        if (!jobs.isEmpty()) return patience();
        return isAsleep ? Long.MAX_VALUE : PATIENCE_NANOS;
    }

    private long patience() {
        return oldest + PATIENCE_NANOS - System.nanoTime();
    }

    private boolean isFull() {
        return jobs.size() >= jobsMax || bytes >= bytesMax;
    }
}
