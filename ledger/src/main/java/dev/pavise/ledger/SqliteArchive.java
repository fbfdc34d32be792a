package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.Faults;
import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.Proofs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads the ledger in SQLite's file, through a connection of its own that cannot write.
public final class SqliteArchive implements Archive {
    private static final String ENTRIES = "SELECT idx, leaf, json, (SELECT before FROM expired) FROM entry ";

    private final LedgerFiles files;
    private final Database database;
    private final PreparedStatement counter;
    private final boolean lists;
    private long seen = -1;

    private SqliteArchive(LedgerFiles files, Database database) throws SQLException {
        this.files = files;
        this.database = database;
        this.counter = database.prepare("PRAGMA data_version");
        // A store that only older versions have written to is read as they left it.
        this.lists = database.number("PRAGMA user_version") >= LedgerSchema.LISTS;
    }

    /// Opens the ledger in the folder `state`.
    ///
    /// @throws StoreException when there is none or it cannot be read
    public static SqliteArchive open(Path state) {
        NativeLibrary.keepIn(state);
        var files = LedgerFiles.in(state);
        try {
            return new SqliteArchive(files, Database.read(files.database(), LedgerSchema.SCHEMA));
        } catch (SQLException e) {
            throw Faults.of(e, files.database());
        } catch (IOException e) {
            throw Faults.of(e, files.database());
        }
    }

    @Override
    public long size() {
        return reading(() -> database.number("SELECT size FROM head"));
    }

    @Override
    public Optional<Entry> entry(long index) {
        return entries("WHERE idx = ?", List.of(index)).stream().findFirst();
    }

    @Override
    public List<Entry> show(String id) {
        String named = "WHERE json IS NOT NULL AND " + LedgerSchema.member("id") + " = ?";
        if (!lists) return entries(named + " ORDER BY idx LIMIT 100", List.of(id));
        String listed = QuerySql.candidates("by_id", "id = ?");
        return entries(named + " AND idx IN (" + listed + ") ORDER BY +idx LIMIT 100", List.of(id, id));
    }

    @Override
    public List<Entry> query(Query query) {
        var sql = new QuerySql(query, lists);
        return entries(sql.where(), sql.values());
    }

    @Override
    public List<Entry> from(long index, int limit) {
        return entries("WHERE idx >= ? ORDER BY idx LIMIT ?", List.of(index, limit));
    }

    @Override
    public boolean changed() {
        return reading(() -> {
            if (database.moved()) {
                throw new StoreException(
                        files.database(), "the file was moved, deleted or replaced", "start the command again");
            }
            try (ResultSet row = counter.executeQuery()) {
                row.next();
                long now = row.getLong(1);
                boolean changed = now != seen;
                seen = now;
                return changed;
            }
        });
    }

    @Override
    public Optional<byte[]> payload(String digest) {
        return reading(() -> {
            try (var statement = database.prepare("SELECT bytes FROM payload WHERE digest = ?")) {
                statement.setBytes(1, HexFormat.of().parseHex(digest));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.<byte[]>empty();
                }
            }
        });
    }

    @Override
    public Optional<Note> checkpoint() {
        return reading(() -> {
            String note = database.text("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
            return note.isEmpty() ? Optional.<Note>empty() : Optional.of(Note.parse(note));
        });
    }

    @Override
    public List<byte[]> inclusion(long index, long size) {
        checkSize(size);
        return reading(() -> {
            try (var tree = new SubtreeRows(database)) {
                return Proofs.inclusion(index, size, tree);
            }
        });
    }

    @Override
    public List<byte[]> consistency(long from, long to) {
        checkSize(to);
        return reading(() -> {
            try (var tree = new SubtreeRows(database)) {
                return Proofs.consistency(from, to, tree);
            }
        });
    }

    @Override
    public Verification verify(Anchors anchors) {
        return new Verifier(database, files, anchors).verify();
    }

    @Override
    public TileExport.Exported export(Path folder) throws IOException {
        Note note = checkpoint()
                .orElseThrow(() -> new StoreException(
                        files.database(), "no checkpoint has been signed yet", "wait a second and try again"));
        try (var tree = new SubtreeRows(database)) {
            return new TileExport(database, tree, folder).write(note);
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    static Entry.Body body(long index, byte[] json, long expiredBefore) {
        if (json.length == 0) return index < expiredBefore ? new Entry.Body.Expired() : new Entry.Body.Missing();
        String text = new String(json, StandardCharsets.UTF_8);
        Optional<Evidence> evidence = EvidenceReading.read(json);
        return evidence.isPresent() ? new Entry.Body.Present(evidence.get(), text) : new Entry.Body.Foreign(text);
    }

    private List<Entry> entries(String where, List<?> values) {
        return reading(() -> {
            var entries = new ArrayList<Entry>();
            try (var statement = database.prepare(ENTRIES + where)) {
                for (int i = 0; i < values.size(); i++) statement.setObject(i + 1, values.get(i));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) entries.add(entry(rows));
                }
            }
            return entries;
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        long index = row.getLong(1);
        byte[] leaf = bytes(row, 2);
        return new Entry(index, HexFormat.of().formatHex(leaf), body(index, bytes(row, 3), row.getLong(4)));
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    private void checkSize(long size) {
        long now = size();
        if (size > now) throw new IllegalArgumentException("the ledger has " + now + " entries, not yet " + size);
    }

    @FunctionalInterface
    private interface Look<T> {
        T at() throws SQLException;
    }

    private <T> T reading(Look<T> look) {
        try {
            return look.at();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private StoreException fault(SQLException e) {
        if (String.valueOf(e.getMessage()).contains("malformed JSON")) {
            return new StoreException(
                    files.database(), "an entry's text is not what was kept", "pavise ledger verify says which", e);
        }
        return Faults.of(e, files.database());
    }
}
