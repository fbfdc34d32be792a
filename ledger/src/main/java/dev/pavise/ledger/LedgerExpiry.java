package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/// Retention within one transaction: takes the text from the oldest entries, a portion at a time, and appends a fact
/// that says so. Without that fact, verify calls a missing text missing.
final class LedgerExpiry {
    private static final int PORTION = 2000;
    private static final int PORTION_MIN = 64;
    private static final int NEWEST_KEPT = 256;
    private static final Duration CHECKPOINTS_ALL = Duration.ofDays(1);

    private final LedgerWriting writing;
    private final Database database;
    private final Retention retention;
    private final Instant now;

    LedgerExpiry(LedgerWriting writing, Retention retention, Instant now) {
        this.writing = writing;
        this.database = writing.database();
        this.retention = retention;
        this.now = now;
    }

    /// The index below which entries have lost their text.
    static long before(Database database) throws SQLException {
        return database.number("SELECT before FROM expired");
    }

    /// How many entries and payloads it let go of; 0 when there is nothing left to do.
    long portion() throws SQLException {
        thinCheckpoints();
        long payloads = payloads();
        long from = before(database);
        long to = Math.max(byAge(from), bySize(from));
        if (to <= from) return payloads;
        long size = writing.frontier().size();
        takeText(from, to);
        try (var mark = database.prepare("INSERT OR REPLACE INTO expired (one, before, fact) VALUES (1, ?, ?)")) {
            mark.setLong(1, to);
            mark.setLong(2, size);
            mark.executeUpdate();
        }
        writing.tell("ledger/expired", note(to));
        return payloads + to - from;
    }

    /// The note of the fact that all entries below `before` have lost their text.
    static String note(long before) {
        return "the text of entries 0 to " + (before - 1) + " is gone, as the retention settings ask";
    }

    /// Rows are taken out and put back without their text: rows that only shrink leave their pages half empty.
    private void takeText(long from, long to) throws SQLException {
        var leaves = new TreeMap<Long, byte[]>();
        try (var entries = database.prepare("SELECT idx, leaf FROM entry WHERE idx >= ? AND idx < ?")) {
            entries.setLong(1, from);
            entries.setLong(2, to);
            try (ResultSet rows = entries.executeQuery()) {
                while (rows.next()) leaves.put(rows.getLong(1), rows.getBytes(2));
            }
        }
        unlist("by_id", "id", from, to);
        unlist("by_time", "at", from, to);
        unlist("by_ruling", "ruling", from, to);
        try (var remove = database.prepare("DELETE FROM entry WHERE idx >= ? AND idx < ?")) {
            remove.setLong(1, from);
            remove.setLong(2, to);
            remove.executeUpdate();
        }
        try (var insert = database.prepare("INSERT INTO entry (idx, leaf) VALUES (?, ?)")) {
            for (var row : leaves.entrySet()) {
                insert.setLong(1, row.getKey());
                insert.setBytes(2, row.getValue());
                insert.executeUpdate();
            }
        }
    }

    private void unlist(String list, String by, long from, long to) throws SQLException {
        try (var unlist = database.prepare("DELETE FROM " + list + " WHERE (" + by + ", idx) IN (SELECT "
                + LedgerSchema.member(by) + ", idx FROM entry WHERE idx >= ? AND idx < ? AND json_valid(json))")) {
            unlist.setLong(1, from);
            unlist.setLong(2, to);
            unlist.executeUpdate();
        }
    }

    private long byAge(long from) throws SQLException {
        String oldest = ago(retention.age());
        try (var entries = database.prepare(
                "SELECT idx, " + LedgerSchema.member("at") + " FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?")) {
            entries.setLong(1, from);
            entries.setInt(2, PORTION);
            try (ResultSet rows = entries.executeQuery()) {
                long to = from;
                while (rows.next() && String.valueOf(rows.getString(2)).compareTo(oldest) < 0) to = rows.getLong(1) + 1;
                return to;
            }
        }
    }

    private long bySize(long from) throws SQLException {
        long pages = database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count");
        if (pages * database.number("PRAGMA page_size") <= retention.bytesMax()) return from;
        long to = Math.min(from + PORTION, writing.frontier().size() - NEWEST_KEPT);
        // Each portion adds a fact, so one that is as small would go on for ever.
        return to - from < PORTION_MIN ? from : to;
    }

    /// Of checkpoints older than a day, the last of each hour stays: it covers all that the others did.
    private void thinCheckpoints() throws SQLException {
        try (var thin = database.prepare("DELETE FROM checkpoint WHERE at < ?1 AND size NOT IN"
                + " (SELECT max(size) FROM checkpoint WHERE at < ?1 GROUP BY substr(at, 1, 13))")) {
            thin.setString(1, ago(CHECKPOINTS_ALL));
            thin.executeUpdate();
        }
    }

    private long payloads() throws SQLException {
        int gone;
        try (var old = database.prepare("DELETE FROM payload WHERE at < ?")) {
            old.setString(1, ago(retention.payloadAge()));
            gone = old.executeUpdate();
        }
        if (database.number("SELECT sum(length(bytes)) FROM payload") > retention.payloadBytesMax()) {
            try (var oldest = database.prepare(
                    "DELETE FROM payload WHERE digest IN (SELECT digest FROM payload ORDER BY at LIMIT 100)")) {
                gone += oldest.executeUpdate();
            }
        }
        return gone;
    }

    private String ago(Duration age) {
        try {
            return EvidenceJson.time(now.minus(age));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return ""; // Before the year 0: nothing is older.
        }
    }
}
