package dev.pavise.ledger.state;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.Faults;
import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.sqlite.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// `state.db`, shared by the threads of this process and by other processes. Opened when it is first needed, and anew
/// when somebody has moved the file.
public final class StateDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// A decision made elsewhere is seen this much later at most, which is sooner than whoever made it hears of it.
    private static final long LOOK_NANOS = 2_000_000;
    private static final long PAUSE_NANOS = 500_000;

    /// More than one file's versions will ever count.
    private static final long FILE = 1L << 40;

    private final Path state;
    private final Path file;
    private final Turns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Database open;
    private @Nullable PreparedStatement version;
    private @Nullable PreparedStatement commits;
    private final Map<String, Long> versions = new HashMap<>();
    private volatile Look look = Look.NONE;
    private long commitsSeen;
    private long opened;
    private boolean closed;

    /// What the versions were at a time.
    private record Look(long atNanos, Map<String, Long> versions) {
        static final Look NONE = new Look(0, Map.of());
    }

    private StateDatabase(Path state) {
        this.state = state.toAbsolutePath().normalize();
        this.file = this.state.resolve("state.db");
        this.turns = Turns.at(this.state.resolve("state.lock"));
    }

    /// The database in the folder `state`. Nothing is opened yet.
    public static StateDatabase in(Path state) {
        return new StateDatabase(state);
    }

    @FunctionalInterface
    interface Work<T> {
        T with(Database database) throws SQLException;
    }

    @FunctionalInterface
    interface Change {
        boolean with(Database database) throws SQLException;
    }

    <T> T read(Work<T> work) {
        lock.lock();
        try {
            return retrying(() -> work.with(database()));
        } finally {
            lock.unlock();
        }
    }

    /// Changes something within a turn and a transaction, on disk when this returns. Where `change` says that it did
    /// change something, the version of `what` grows.
    boolean change(String what, Change change) {
        lock.lock();
        try (var _ = turns.take(PATIENCE.toNanos())) {
            return retrying(() -> {
                Database database = database();
                database.run("BEGIN IMMEDIATE");
                try {
                    checkVersion(database);
                    boolean changed = change.with(database);
                    if (changed) grow(database, what);
                    database.run("COMMIT");
                    forget();
                    return changed;
                } catch (SQLException | RuntimeException | Error e) {
                    rollback(database, e);
                    throw e;
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /// How often `what` has changed; by far more where the file was another one before. Asked for with every
    /// message, so rows are read only when some other connection has committed, which SQLite tells without a
    /// transaction; and that is asked no more often than anybody could tell.
    long version(String what) {
        Look last = look;
        Long seen = last.versions.get(what);
        if (seen != null && System.nanoTime() - last.atNanos < LOOK_NANOS) return seen;
        return read(database -> {
            long now = System.nanoTime();
            long others = number(commits(database));
            if (others != commitsSeen) versions.clear();
            commitsSeen = others;
            Long known = versions.get(what);
            if (known == null) {
                var statement = version(database);
                statement.setString(1, what);
                known = (opened - 1) * FILE + number(statement);
                versions.put(what, known);
            }
            look = new Look(now, Map.copyOf(versions));
            return known;
        });
    }

    private PreparedStatement commits(Database database) throws SQLException {
        var statement = commits;
        if (statement == null) commits = statement = database.prepare("PRAGMA data_version");
        return statement;
    }

    private PreparedStatement version(Database database) throws SQLException {
        var statement = version;
        if (statement == null) version = statement = database.prepare("SELECT number FROM version WHERE what = ?");
        return statement;
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (var _ = turns.take(PATIENCE.toNanos())) {
            closed = true;
            letGo();
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws SQLException, IOException;
    }

    private <T> T retrying(Attempt<T> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (!Faults.isBusy(e)) letGo();
                if (!Faults.isBusy(e) || System.nanoTime() - deadline >= 0) throw Faults.of(e, file);
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException e) {
                throw Faults.of(e, file);
            }
        }
    }

    private Database database() throws SQLException, IOException {
        // A session that ends late would open it once more, behind everybody's back.
        if (closed) throw new StoreException(file, "it is closed", "start Pavise again");
        var database = open;
        if (database != null && database.moved()) {
            letGo();
            database = null;
        }
        if (database == null) {
            NativeLibrary.keepIn(state);
            database = Database.open(file, StateSchema.SCHEMA);
            // A decision is rare and must not be forgotten: an allowance that was taken back would hold again.
            database.run("PRAGMA synchronous=FULL");
            open = database;
            opened++;
        }
        return database;
    }

    private void checkVersion(Database database) throws SQLException {
        long found = database.number("PRAGMA user_version");
        if (found > StateSchema.SCHEMA.version()) throw Database.newer(file, StateSchema.SCHEMA, found);
    }

    private static void grow(Database database, String what) throws SQLException {
        try (var statement = database.prepare("UPDATE version SET number = number + 1 WHERE what = ?")) {
            statement.setString(1, what);
            statement.executeUpdate();
        }
    }

    private static void rollback(Database database, Throwable cause) {
        try {
            database.run("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void forget() {
        versions.clear();
        look = Look.NONE;
    }

    private void letGo() {
        var database = open;
        open = null;
        version = null;
        commits = null;
        forget();
        if (database == null) return;
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException(file, "closing failed (" + e.getMessage() + ")", "check the disk", e);
        }
    }
}
