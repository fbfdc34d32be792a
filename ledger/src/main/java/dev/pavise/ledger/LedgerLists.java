package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Adds entries to the lists by which they are found, many at a time. What this process has appended it knows, and
/// writes; for the rest SQLite reads every entry's JSON again, which costs several times as much.
final class LedgerLists {
    private static final int ROWS_AT_ONCE = 16;

    /// An entry as the lists have it.
    private record Row(long index, String id, String at, String ruling) {}

    private final Database database;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> names = List.of("by_id (id", "by_time (at", "by_ruling (ruling");
    private final List<PreparedStatement> one = new ArrayList<>();
    private final List<PreparedStatement> many = new ArrayList<>();

    LedgerLists(Database database) throws SQLException {
        this.database = database;
        for (String name : names) {
            String insert = "INSERT OR IGNORE INTO " + name + ", idx) VALUES (?, ?)";
            one.add(database.prepare(insert));
            many.add(database.prepare(insert + ", (?, ?)".repeat(ROWS_AT_ONCE - 1)));
        }
    }

    /// Remembers an entry that was just appended.
    void add(long index, Evidence evidence) {
        String at = EvidenceJson.time(evidence.at());
        rows.add(new Row(index, evidence.id(), at, EvidenceJson.word(evidence.ruling())));
    }

    /// Forgets what it remembers: somebody else has moved the tree, or nothing came of it.
    void forget() {
        rows.clear();
    }

    /// Lists the entries of these indexes.
    void list(long from, long until) throws SQLException {
        boolean known = !rows.isEmpty() && rows.getFirst().index() == from && rows.size() == until - from;
        if (known) {
            write(0, rows, Row::id);
            write(1, rows, Row::at);
            var rare = new ArrayList<Row>();
            for (Row row : rows) if (!row.ruling().equals("passed")) rare.add(row);
            write(2, rare, Row::ruling);
        } else {
            database.run(LedgerSchema.listing("idx >= " + from + " AND idx < " + until));
        }
        rows.clear();
    }

    /// In their order in the list, so that a page of it is touched once.
    private void write(int list, List<Row> entries, Function<Row, String> by) throws SQLException {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(by).thenComparingLong(Row::index));
        int next = 0;
        while (next < sorted.size()) {
            boolean isFull = sorted.size() - next >= ROWS_AT_ONCE;
            PreparedStatement insert = isFull ? many.get(list) : one.get(list);
            int count = isFull ? ROWS_AT_ONCE : 1;
            for (int i = 0; i < count; i++, next++) {
                insert.setString(2 * i + 1, by.apply(sorted.get(next)));
                insert.setLong(2 * i + 2, sorted.get(next).index());
            }
            insert.executeUpdate();
        }
    }
}
