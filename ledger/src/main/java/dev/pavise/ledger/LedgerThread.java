package dev.pavise.ledger;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.sqlite.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The one thread that writes a ledger: takes what waits, commits it as one transaction, answers, and sees to it that
/// checkpoints are signed in time and retention is kept.
final class LedgerThread {
    static final String CLOSED = "ledger: closed already\nhint: this is an error in Pavise; please report it";

    private static final long RETENTION_FIRST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long RETENTION_NANOS = Duration.ofHours(1).toNanos();

    private final Path state;
    private final Settings settings;
    private volatile Retention retention;
    private final Inbox inbox;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("pavise-ledger").unstarted(this::run);
    private final CompletableFuture<Optional<String>> opened = new CompletableFuture<>();
    private final CompletableFuture<Optional<String>> noticed = new CompletableFuture<>();
    private final LedgerSigning signing;
    private long retentionDue;

    LedgerThread(Path state, Settings settings, Inbox inbox) {
        this.state = state;
        this.settings = settings;
        this.retention = settings.retention();
        this.inbox = inbox;
        this.signing = new LedgerSigning(
                LedgerFiles.in(state).key(), settings.signAfter().toNanos(), inbox);
        retentionDue = System.nanoTime() + RETENTION_FIRST_NANOS;
    }

    void retain(Retention now) {
        retention = now;
    }

    void start() {
        thread.start();
    }

    CompletableFuture<Optional<String>> opened() {
        return opened;
    }

    CompletableFuture<Optional<String>> noticed() {
        return noticed;
    }

    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void run() {
        var store = new LedgerStore(state, settings);
        opened.complete(trying(() -> {
            signing.open();
            if (store.open()) signing.kept();
        }));
        noticed.complete(store.notice());
        for (var batch = inbox.take(nanosUntilDue()); batch != null; batch = inbox.take(nanosUntilDue())) {
            handle(store, batch);
            signing.startIfDue(store);
            if (System.nanoTime() - retentionDue >= 0) expireIfDue(store);
        }
        trying(() -> signing.finish(store));
        trying(store::close);
    }

    private long nanosUntilDue() {
        long retention = Math.max(0, retentionDue - System.nanoTime());
        return Math.min(signing.nanosUntilDue(), retention);
    }

    private void handle(LedgerStore store, List<Job> batch) {
        var keeps = new ArrayList<Job.Keep>(batch.size());
        boolean synced = false;
        for (Job job : batch) {
            if (job instanceof Job.Keep keep) {
                keeps.add(keep);
                synced |= keep.durability() == Ledger.Durability.DISK;
            }
        }
        Ledger.Outcome first = keeps.isEmpty() ? new Ledger.Outcome.Lost(CLOSED) : append(store, keeps, synced);
        int kept = 0;
        for (Job job : batch) {
            switch (job) {
                case Job.Keep keep -> answer(keep.then(), later(first, kept++));
                case Job.Refuse refuse -> answer(refuse.then(), new Ledger.Outcome.Lost(refuse.why()));
                case Job.Signed signed -> signing.done(store, signed);
                case Job.Unsigned unsigned -> signing.failed(unsigned);
                case Job.Expire expire -> expire(store, expire);
            }
        }
    }

    private Ledger.Outcome append(LedgerStore store, List<Job.Keep> keeps, boolean synced) {
        try {
            Optional<String> unsigned = signing.fault(store);
            if (unsigned.isPresent()) return new Ledger.Outcome.Lost(unsigned.get());
            long first = store.append(keeps, synced);
            signing.kept();
            return new Ledger.Outcome.Kept(first);
        } catch (RuntimeException | Error e) {
            return new Ledger.Outcome.Lost(words(e));
        }
    }

    private static Ledger.Outcome later(Ledger.Outcome first, int by) {
        return switch (first) {
            case Ledger.Outcome.Kept(long index) -> new Ledger.Outcome.Kept(index + by);
            case Ledger.Outcome.Lost lost -> lost;
        };
    }

    private static void answer(Ledger.Then then, Ledger.Outcome outcome) {
        try {
            then.on(outcome);
        } catch (RuntimeException | Error e) {
            // One caller's error must not cost the others their answers.
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void expire(LedgerStore store, Job.Expire job) {
        try {
            long gone = 0;
            for (long more = store.expire(retention); more > 0; more = store.expire(retention)) {
                gone += more;
            }
            if (gone > 0) signing.kept();
            job.done().complete(gone);
        } catch (RuntimeException | Error e) {
            job.done().completeExceptionally(e);
        }
    }

    /// A portion at a time, so that evidence never waits for more than one.
    private void expireIfDue(LedgerStore store) {
        long next = RETENTION_NANOS;
        try {
            if (store.expire(retention) > 0) {
                next = 0;
                signing.kept();
            }
        } catch (StoreException e) {
            // Nothing is lost by keeping more for longer; what is wrong with the store shows when evidence is kept.
            next = RETENTION_NANOS;
        }
        retentionDue = System.nanoTime() + next;
    }

    /// What went wrong in doing it, if something did.
    private static Optional<String> trying(Runnable step) {
        try {
            step.run();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(words(e));
        }
    }

    private static String words(Throwable e) {
        if (e instanceof StoreException store) return store.words();
        return "ledger: failed unexpectedly (" + e + ")\nhint: please report this as an error in Pavise";
    }
}
