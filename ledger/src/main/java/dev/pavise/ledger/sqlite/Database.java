package dev.pavise.ledger.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// One connection to a store's file, for one thread at a time.
public final class Database implements AutoCloseable {
    // SQLITE_OPEN_READONLY, _READWRITE and _URI.
    private static final int READ = 0x1;
    private static final int WRITE = 0x2;
    private static final int URI = 0x40;

    private final Path file;
    private final Connection connection;
    private final @Nullable Object identity;

    private Database(Path file, Connection connection) throws IOException {
        this.file = file;
        this.connection = connection;
        this.identity = identity(file);
    }

    /// Opens a store for writing; creates it, or brings it to the schema's version, where needed. Never waits for
    /// other connections: the caller holds a turn.
    ///
    /// @throws StoreException when the store was written by a newer Pavise
    public static Database open(Path file, Schema schema) throws SQLException, IOException {
        boolean created = !Files.exists(file);
        if (created) {
            PrivateFiles.createFolderOf(file);
            PrivateFiles.createFile(file);
        }
        var database = new Database(file, connect(file, "", WRITE, 0));
        try {
            database.prepareForWriting(schema);
            if (created) PrivateFiles.syncFolder(file);
            return database;
        } catch (SQLException | IOException | RuntimeException e) {
            database.closeAfter(e);
            throw e;
        }
    }

    /// Opens a store for reading; changes nothing.
    ///
    /// @throws StoreException when there is none, or it was written by a newer Pavise
    public static Database read(Path file, Schema schema) throws SQLException, IOException {
        if (!Files.exists(file)) {
            throw new StoreException(
                    file,
                    "there is no " + schema.name() + " yet",
                    "run a server through Pavise first: pavise run -- COMMAND");
        }
        try {
            return read(file, schema, "");
        } catch (SQLException e) {
            // A copy in a folder that may not be written to: nobody else writes to it either.
            if (!Faults.isUnopenable(e) || Files.exists(Path.of(file + "-wal"))) throw e;
            return read(file, schema, "?immutable=1");
        }
    }

    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /// Runs statements that answer nothing.
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// The number that a query answers, 0 for none.
    public long number(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// The text that a query answers, empty for none.
    public String text(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            String text = rows.next() ? rows.getString(1) : null;
            return text == null ? "" : text;
        }
    }

    public Path file() {
        return file;
    }

    /// Whether somebody has deleted or replaced the file, so that what is written here would be lost.
    public boolean moved() {
        try {
            Object now = identity(file);
            return identity != null && !identity.equals(now);
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// Closes it on the way out of a failure, which counts for more than one in closing.
    public void closeAfter(Exception failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static Database read(Path file, Schema schema, String parameters) throws SQLException, IOException {
        var database = new Database(file, connect(file, parameters, READ, 5_000));
        try {
            database.checkVersion(schema);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.closeAfter(e);
            throw e;
        }
    }

    /// A URI, because the driver takes a question mark in a plain path for the start of parameters.
    private static Connection connect(Path file, String parameters, int mode, int busyMillis) throws SQLException {
        var settings = new Properties();
        settings.setProperty("open_mode", Integer.toString(mode | URI));
        settings.setProperty("busy_timeout", Integer.toString(busyMillis));
        // Else every statement that changes something is followed by a query for the last row's number.
        settings.setProperty("jdbc.get_generated_keys", "false");
        return JDBC.createConnection("jdbc:sqlite:file:" + file.toUri().getRawPath() + parameters, settings);
    }

    private void prepareForWriting(Schema schema) throws SQLException {
        boolean fresh = number("PRAGMA user_version") == 0 && number("SELECT count(*) FROM sqlite_schema") == 0;
        // A commit writes whole pages into the log, and an entry fills a quarter of a small one.
        if (fresh) run("PRAGMA page_size=2048; PRAGMA auto_vacuum=INCREMENTAL");
        String mode = text("PRAGMA journal_mode=WAL");
        if (!mode.equals("wal")) {
            throw new StoreException(
                    file,
                    "this file system cannot hold a store that several processes share (journal mode " + mode + ")",
                    "keep Pavise's state on a local disk");
        }
        // A checkpoint syncs the disk, and a commit waits for it: one in 8 MB of the log, not in 2.
        run("PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
                + "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=16777216");
        if (!fresh) checkVersion(schema);
        if (number("PRAGMA user_version") < schema.version()) upgrade(schema);
    }

    private void upgrade(Schema schema) throws SQLException {
        run("BEGIN IMMEDIATE");
        // Read again, for another process may have done it meanwhile.
        long version = number("PRAGMA user_version");
        for (int step = (int) version; step < schema.version(); step++) {
            run(schema.steps().get(step));
        }
        if (version < schema.version()) {
            run("PRAGMA application_id=" + schema.applicationId() + "; PRAGMA user_version=" + schema.version());
        }
        run("COMMIT");
    }

    private void checkVersion(Schema schema) throws SQLException {
        long id = number("PRAGMA application_id");
        if (id != schema.applicationId()) {
            throw new StoreException(
                    file,
                    "this is not a " + schema.name() + " of Pavise's",
                    "move the file aside, or name the folder where Pavise's state is");
        }
        long version = number("PRAGMA user_version");
        if (version > schema.version()) throw newer(file, schema, version);
    }

    /// What to say when a newer Pavise has changed the tables.
    public static StoreException newer(Path file, Schema schema, long version) {
        return new StoreException(
                file,
                "a newer Pavise wrote this " + schema.name() + " (version " + version + "; this one knows "
                        + schema.version() + ")",
                "use the newer Pavise: update this one, or restart the sessions that still run it");
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
