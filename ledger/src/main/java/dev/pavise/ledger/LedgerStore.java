package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.Faults;
import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.Turns;
import dev.pavise.ledger.tree.Frontier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The ledger's tables as its one thread writes them: each change is a turn among the processes and a transaction
/// that begins by reading where the tree stands. A change that fails leaves nothing behind, and the next one starts
/// afresh.
final class LedgerStore {
    /// After a failure the next try waits only so long, so that one cause does not hold every caller up in turn.
    private static final Duration IMPATIENCE = Duration.ofMillis(100);

    private static final long PAUSE_NANOS = 200_000;

    private final Path state;
    private final LedgerFiles files;
    private final Turns turns;
    private final Duration patience;
    private final InstantSource clock;
    private final LedgerHead headFile;
    private @Nullable LedgerWriting open;
    private boolean failed;
    private String origin = "";
    private String notice = "";
    private long signedSize;
    private Frontier known = new Frontier();

    /// Where the tree stood after the last change.
    record Head(long size, byte[] root) {}

    LedgerStore(Path state, Settings settings) {
        this.state = state;
        this.files = LedgerFiles.in(state);
        this.turns = Turns.at(files.lock());
        this.patience = settings.patience();
        this.clock = settings.clock();
        this.headFile = new LedgerHead(files);
    }

    /// Something done within a transaction.
    @FunctionalInterface
    interface Change<T> {
        T in(LedgerWriting writing) throws SQLException;
    }

    /// Opens the store, so that what is wrong with it shows early. Whether there are entries that no checkpoint
    /// covers, as a process leaves them that was killed.
    boolean open() {
        change(false, writing -> 0L);
        return known.size() > signedSize;
    }

    /// Appends evidence; the index of the first entry. With `synced` it is on disk when this returns.
    long append(List<Job.Keep> keeps, boolean synced) {
        return change(synced, writing -> {
            long first = writing.frontier().size();
            writing.append(keeps);
            return first;
        });
    }

    /// Keeps a checkpoint, on disk together with all that it covers; then it becomes the head.
    void keep(Job.Signed signed) {
        change(
                true,
                writing -> {
                    return writing.keep(signed);
                },
                kept -> {
                    if (kept) headFile.write(signed.note());
                });
    }

    /// Lets go of what retention no longer wants, a portion at a time. How much went.
    long expire(Retention retention) {
        Instant now = clock.instant();
        return change(false, writing -> new LedgerExpiry(writing, retention, now).portion(), gone -> {
            if (gone > 0) writing().shrink();
        });
    }

    /// What a person should know of how the store was found, else empty.
    Optional<String> notice() {
        return notice.isEmpty() ? Optional.empty() : Optional.of(notice);
    }

    /// The name under which this ledger's checkpoints were signed so far, else empty.
    String origin() {
        return origin;
    }

    Head head() {
        return new Head(known.size(), known.root());
    }

    void close() {
        var writing = open;
        open = null;
        if (writing == null) return;
        // Within a turn, because the last connection to go tidies up and must not meet one that comes.
        try (var _ = turns.take(patience.toNanos())) {
            writing.close();
        } catch (SQLException e) {
            throw Faults.of(e, files.database());
        }
    }

    private <T> T change(boolean synced, Change<T> change) {
        return change(synced, change, result -> {});
    }

    @FunctionalInterface
    private interface After<T> {
        void committed(T result) throws SQLException, IOException;
    }

    private <T> T change(boolean synced, Change<T> change, After<T> after) {
        long deadline = System.nanoTime() + (failed ? IMPATIENCE : patience).toNanos();
        failed = true;
        try (var _ = turns.take(deadline - System.nanoTime())) {
            var writing = opened(deadline);
            T result;
            begin(writing, synced, deadline);
            try {
                result = change.in(writing);
                writing.commit();
            } catch (SQLException | RuntimeException | Error e) {
                writing.rollback(e);
                throw e;
            }
            known = writing.frontier();
            after.committed(result);
            failed = false;
            return result;
        } catch (SQLException e) {
            if (!Faults.isBusy(e)) letGo();
            throw Faults.of(e, files.database());
        } catch (IOException e) {
            letGo();
            throw Faults.of(e, files.folder());
        }
    }

    private LedgerWriting opened(long deadline) throws SQLException, IOException {
        var writing = open;
        if (writing != null && writing.database().moved()) {
            letGo();
            writing = null;
        }
        if (writing != null) return writing;
        // Read before the database: another process may append and sign in between, and only that order shows a
        // head that the database has fallen behind, and never one that has just been signed.
        long signed = headFile.size();
        boolean isEmptied = Files.exists(files.database()) && Files.size(files.database()) == 0;
        writing = new LedgerWriting(connect(deadline));
        try {
            begin(writing, false, deadline);
            long lost = Math.max(signed, known.size());
            if (lost > writing.frontier().size()) {
                headFile.setAside();
                String note = "entries " + writing.frontier().size() + " to " + (lost - 1)
                        + " had been kept and are gone: an older copy came back, or files were removed";
                tell(writing, "ledger/rolled-back", note);
            } else if (isEmptied && writing.frontier().size() == 0) {
                tell(
                        writing,
                        "ledger/restarted",
                        "the file was there and empty: whatever had been kept in it is gone, and a new ledger starts");
            }
            origin = writing.origin();
            signedSize = writing.signedSize();
            writing.commit();
        } catch (SQLException | IOException | RuntimeException e) {
            writing.database().closeAfter(e);
            throw e;
        }
        open = writing;
        return writing;
    }

    private void tell(LedgerWriting writing, String verb, String note) throws SQLException {
        writing.tell(verb, note);
        notice = files.database() + ": " + note + "\nhint: look for a copy of " + files.folder()
                + " elsewhere; pavise ledger verify says more";
    }

    private Database connect(long deadline) throws SQLException, IOException {
        NativeLibrary.keepIn(state);
        while (true) {
            try {
                return Database.open(files.database(), LedgerSchema.SCHEMA);
            } catch (SQLException e) {
                pauseUntil(deadline, e);
            }
        }
    }

    private void begin(LedgerWriting writing, boolean synced, long deadline) throws SQLException {
        while (true) {
            try {
                writing.begin(synced, clock.instant());
                return;
            } catch (SQLException e) {
                pauseUntil(deadline, e);
            }
        }
    }

    /// A program that does not know of turns may be in the way: Pavise's own readers for a moment, others for long.
    private static void pauseUntil(long deadline, SQLException busy) throws SQLException {
        if (!Faults.isBusy(busy) || System.nanoTime() - deadline >= 0) throw busy;
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void letGo() {
        var writing = open;
        open = null;
        if (writing == null) return;
        try {
            writing.close();
        } catch (SQLException e) {
            // It was of no more use; what has been committed is in the file, and the next change opens it anew.
            return;
        }
    }

    private LedgerWriting writing() {
        var writing = open;
        if (writing == null) throw new IllegalStateException("no change has opened the store");
        return writing;
    }
}
