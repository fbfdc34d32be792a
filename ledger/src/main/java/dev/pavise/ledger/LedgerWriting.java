package dev.pavise.ledger;

import static dev.pavise.ledger.LedgerSchema.SCHEMA;
import static dev.pavise.ledger.LedgerSchema.TILE_LEVELS;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.Frontier;
import dev.pavise.ledger.tree.Hashes;
import dev.pavise.ledger.tree.NoteKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One open ledger database and what can be done to it between [#begin] and [#commit].
final class LedgerWriting {
    private static final int LISTED_AT_ONCE = 512;

    private final Database database;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement commits;
    private final PreparedStatement version;
    private final PreparedStatement head;
    private final PreparedStatement moveHead;
    private final PreparedStatement insert;
    private final PreparedStatement subtree;
    private final PreparedStatement payload;
    private final LedgerLists lists;
    private Frontier frontier = new Frontier();
    private long listed;
    private long commitsSeen;
    /// Whether the last transaction was committed, so that the tree stands where it left it unless others committed.
    private boolean isKnown;
    private String now = "";
    private boolean synced;

    LedgerWriting(Database database) throws SQLException {
        this.database = database;
        begin = database.prepare("BEGIN IMMEDIATE");
        commit = database.prepare("COMMIT");
        commits = database.prepare("PRAGMA data_version");
        version = database.prepare("PRAGMA user_version");
        head = database.prepare("SELECT size, frontier, listed FROM head");
        moveHead = database.prepare("UPDATE head SET size = ?, frontier = ?, listed = ?");
        insert = database.prepare("INSERT INTO entry (idx, leaf, json) VALUES (?, ?, CAST(? AS TEXT))");
        subtree = database.prepare("INSERT INTO subtree (level, idx, hash) VALUES (?, ?, ?)");
        lists = new LedgerLists(database);
        payload = database.prepare("INSERT INTO payload (digest, bytes, at) VALUES (?, ?, ?)"
                + " ON CONFLICT (digest) DO UPDATE SET at = excluded.at");
    }

    Database database() {
        return database;
    }

    /// Begins a transaction and reads where the tree stands, which another process may have moved. With `synced` the
    /// commit reaches the disk: SQLite then syncs the log that holds this transaction and all before it.
    void begin(boolean withSync, Instant at) throws SQLException {
        if (withSync != synced) {
            database.run(withSync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            synced = withSync;
        }
        begin.executeUpdate();
        try {
            now = EvidenceJson.time(at);
            long others = others();
            if (isKnown && others == commitsSeen) {
                frontier = new Frontier(frontier.size(), frontier.toBytes());
            } else {
                checkVersion();
                readHead();
                lists.forget();
            }
            commitsSeen = others;
            isKnown = false;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    void commit() throws SQLException {
        if (frontier.size() - listed >= LISTED_AT_ONCE) list();
        moveHead.setLong(1, frontier.size());
        moveHead.setBytes(2, frontier.toBytes());
        moveHead.setLong(3, listed);
        moveHead.executeUpdate();
        commit.executeUpdate();
        isKnown = true;
    }

    private void list() throws SQLException {
        lists.list(listed, frontier.size());
        listed = frontier.size();
    }

    void rollback(Throwable cause) {
        try {
            insert.clearBatch();
            // A full disk makes SQLite roll back by itself, and then there is nothing left to do so.
            database.run("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    Frontier frontier() {
        return frontier;
    }

    /// Appends evidence, and what is kept beside it.
    void append(List<Job.Keep> keeps) throws SQLException {
        for (Job.Keep keep : keeps) add(keep.evidence(), keep.json(), keep.leaf());
        insert.executeBatch();
        for (Job.Keep keep : keeps) {
            for (Job.Blob blob : keep.payload()) {
                payload.setBytes(1, blob.digest());
                payload.setBytes(2, blob.bytes());
                payload.setString(3, now);
                payload.executeUpdate();
            }
        }
    }

    /// Appends a fact about the ledger itself; its index.
    long tell(String verb, String note) throws SQLException {
        long index = frontier.size();
        var fact = new Evidence(
                "ledger-" + index,
                Instant.parse(now),
                "pavise",
                "",
                Evidence.Way.INSIDE,
                Evidence.Kind.FACT,
                verb,
                "",
                "",
                Evidence.Ruling.PASSED,
                true,
                List.of(),
                "",
                0,
                "",
                0,
                note);
        byte[] json = EvidenceJson.write(fact);
        add(fact, json, Hashes.leaf(json));
        insert.executeBatch();
        return index;
    }

    /// Whether the checkpoint was kept: it is not when another process has signed as much already.
    boolean keep(Job.Signed signed) throws SQLException {
        if (database.number("SELECT max(size) FROM checkpoint")
                >= signed.checkpoint().size()) return false;
        String origin = origin();
        try (var signer = database.prepare("INSERT OR IGNORE INTO signer (vkey, since, at) VALUES (?, ?, ?)")) {
            signer.setString(1, signed.vkey());
            signer.setLong(2, signed.checkpoint().size());
            signer.setString(3, now);
            if (signer.executeUpdate() > 0 && !origin.isEmpty()) {
                tell("ledger/key", "checkpoints are signed by a new key from here on: " + signed.vkey());
            }
        }
        try (var checkpoint = database.prepare("INSERT INTO checkpoint (size, at, note) VALUES (?, ?, ?)")) {
            checkpoint.setLong(1, signed.checkpoint().size());
            checkpoint.setString(2, now);
            checkpoint.setString(3, signed.note().toString());
            checkpoint.executeUpdate();
        }
        return true;
    }

    /// How many entries the last checkpoint covers.
    long signedSize() throws SQLException {
        return database.number("SELECT max(size) FROM checkpoint");
    }

    /// The name under which checkpoints were signed so far, else empty.
    String origin() throws SQLException {
        String vkey = database.text("SELECT vkey FROM signer ORDER BY since DESC, at DESC LIMIT 1");
        return vkey.isEmpty() ? "" : NoteKey.parse(vkey).name();
    }

    /// Gives pages that nothing uses any more back to the file system.
    void shrink() throws SQLException {
        database.run("PRAGMA incremental_vacuum");
    }

    void close() throws SQLException {
        database.close();
    }

    /// Adds an entry to those that are inserted together.
    private void add(Evidence evidence, byte[] json, byte[] leaf) throws SQLException {
        insert.setLong(1, frontier.size());
        insert.setBytes(2, leaf);
        insert.setBytes(3, json);
        insert.addBatch();
        long index = frontier.size();
        lists.add(index, evidence);
        List<byte[]> completed = frontier.append(leaf);
        for (int level = TILE_LEVELS; level < completed.size(); level += TILE_LEVELS) {
            subtree.setInt(1, level);
            subtree.setLong(2, index >> level);
            subtree.setBytes(3, completed.get(level));
            subtree.executeUpdate();
        }
    }

    /// A number that others' commits change, and one's own do not.
    private long others() throws SQLException {
        try (ResultSet row = commits.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void checkVersion() throws SQLException {
        try (ResultSet row = version.executeQuery()) {
            row.next();
            if (row.getInt(1) > SCHEMA.version()) throw Database.newer(database.file(), SCHEMA, row.getInt(1));
        }
    }

    private void readHead() throws SQLException {
        try (ResultSet row = head.executeQuery()) {
            if (!row.next()) throw damaged("the row that says where the tree stands is missing", null);
            frontier = new Frontier(row.getLong(1), row.getBytes(2));
            listed = Math.min(row.getLong(3), frontier.size());
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private StoreException damaged(@Nullable String what, @Nullable Exception cause) {
        return new StoreException(
                database.file(),
                "the tree's state is damaged: " + what,
                "run pavise ledger verify; to go on, move the ledger's folder aside and keep it",
                cause);
    }
}
