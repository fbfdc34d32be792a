package dev.pavise.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/// Opening, upgrading and the words for what goes wrong.
class DatabaseTest {
    private static final Schema FIRST = new Schema("test", 77, List.of("CREATE TABLE a (x TEXT)"));
    private static final Schema SECOND = new Schema(
            "test", 77, List.of("CREATE TABLE a (x TEXT)", "ALTER TABLE a ADD y TEXT; UPDATE a SET y = x || '!'"));

    @TempDir
    Path folder;

    @Test
    void an_upgrade_keeps_what_is_there() throws SQLException, IOException {
        Path file = folder.resolve("test.db");
        try (var database = Database.open(file, FIRST)) {
            database.run("INSERT INTO a VALUES ('old')");
        }
        try (var database = Database.open(file, SECOND)) {
            assertThat(database.text("SELECT y FROM a")).isEqualTo("old!");
            assertThat(database.number("PRAGMA user_version")).isEqualTo(2);
        }
        assertThatThrownBy(() -> Database.open(file, FIRST))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a newer Pavise wrote this test (version 2; this one knows 1)");
    }

    @Test
    void an_upgrade_that_fails_changes_nothing() throws SQLException, IOException {
        Path file = folder.resolve("test.db");
        Database.open(file, FIRST).close();
        var broken = new Schema("test", 77, List.of("-", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"));
        assertThatThrownBy(() -> Database.open(file, broken)).isInstanceOf(SQLException.class);
        try (var database = Database.open(file, FIRST)) {
            assertThat(database.number("SELECT count(*) FROM sqlite_schema")).isEqualTo(1);
        }
    }

    @Test
    void settings_hold_that_were_asked_for() throws SQLException, IOException {
        try (var database = Database.open(folder.resolve("test.db"), FIRST)) {
            assertThat(database.text("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(database.number("PRAGMA synchronous")).isEqualTo(1);
            assertThat(database.number("PRAGMA trusted_schema")).isZero();
            assertThat(database.number("PRAGMA temp_store")).isEqualTo(2);
            assertThat(database.number("PRAGMA auto_vacuum")).isEqualTo(2);
            assertThat(database.number("PRAGMA busy_timeout")).isZero();
            assertThat(database.number("PRAGMA application_id")).isEqualTo(77);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a?b=c", "a#b", "a%20b", "ä€", "a'b", "a;b", "a&b", "file:a"})
    void a_folder_may_have_any_name(String name) throws SQLException, IOException {
        Path file = folder.resolve(name).resolve("test.db");
        try (var database = Database.open(file, FIRST)) {
            database.run("INSERT INTO a VALUES ('here')");
            try (var reading = Database.read(file, FIRST)) {
                assertThat(reading.text("SELECT x FROM a")).isEqualTo("here");
            }
        }
        assertThat(file).exists();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(name));
        }
    }

    @Test
    void reading_cannot_write() throws SQLException, IOException {
        Path file = folder.resolve("test.db");
        Database.open(file, FIRST).close();
        try (var reading = Database.read(file, FIRST)) {
            assertThatThrownBy(() -> reading.run("INSERT INTO a VALUES ('x')")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_deleted_file_is_noticed() throws SQLException, IOException {
        Path file = folder.resolve("test.db");
        try (var database = Database.open(file, FIRST)) {
            assertThat(database.moved()).isFalse();
            Files.delete(file);
            assertThat(database.moved()).isTrue();
            Files.createFile(file);
            assertThat(database.moved()).isTrue();
        }
    }

    @Test
    void the_library_in_the_state_folder_is_this_driver_s() {
        assertThat(NativeLibrary.VERSION).isEqualTo(SQLiteJDBCLoader.getVersion());
    }

    @Test
    void every_fault_has_a_place_and_a_next_step() {
        for (SQLiteErrorCode code : SQLiteErrorCode.values()) {
            var words = Faults.of(new SQLiteException("message", code), folder.resolve("test.db"))
                    .words();
            assertThat(words).startsWith(folder.resolve("test.db") + ": ").contains("\nhint: ");
        }
    }

    @Test
    void a_full_disk_is_called_so() {
        var full = new SQLiteException("message", SQLiteErrorCode.SQLITE_FULL);
        assertThat(Faults.of(full, folder.resolve("test.db")).words()).contains("the disk is full");
        var space = new IOException("No space left on device");
        assertThat(Faults.of(space, folder.resolve("test.db")).words()).contains("the disk is full");
    }
}
