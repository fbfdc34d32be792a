package dev.pavise.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.ledger.sqlite.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can go wrong around the file that pins and allowances share.
class StateDatabaseTest {
    @TempDir
    Path state;

    private void tamper(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("state.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Test
    void pins_and_allowances_count_their_changes_apart() {
        try (var database = StateDatabase.in(state)) {
            var pins = new SqlitePins(database);
            var allowances = new SqliteAllowances(database);
            PinStoreContract.put(pins, "files", List.of(PinStoreContract.approved("read")));
            assertThat(pins.version()).isEqualTo(1);
            assertThat(allowances.version()).isZero();
        }
    }

    @Test
    void nothing_is_opened_again_once_it_is_closed() throws IOException {
        var database = StateDatabase.in(state);
        var pins = new SqlitePins(database);
        PinStoreContract.put(pins, "files", List.of(PinStoreContract.approved("read")));
        database.close();
        for (String name : List.of("state.db-wal", "state.db-shm")) Files.deleteIfExists(state.resolve(name));
        assertThatThrownBy(() -> pins.load("files"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThat(state.resolve("state.db-wal")).doesNotExist();
    }

    @Test
    void a_file_that_came_anew_has_another_version_though_it_counts_from_the_start() throws IOException {
        try (var database = StateDatabase.in(state)) {
            var pins = new SqlitePins(database);
            PinStoreContract.put(pins, "files", List.of(PinStoreContract.approved("read")));
            long before = pins.version();
            for (String name : List.of("state.db", "state.db-wal", "state.db-shm")) Files.delete(state.resolve(name));
            PinStoreContract.put(pins, "files", List.of(PinStoreContract.approved("read")));
            assertThat(pins.version()).isGreaterThan(before);
        }
    }

    @Test
    void a_definition_that_no_pin_names_any_more_goes() throws SQLException {
        try (var database = StateDatabase.in(state)) {
            var pins = new SqlitePins(database);
            PinStoreContract.put(
                    pins, "files", List.of(PinStoreContract.approved("read"), PinStoreContract.approved("write")));
            var other = PinStoreContract.pin("other", dev.pavise.core.pin.Pin.State.GONE, Optional.empty());
            PinStoreContract.put(pins, "files", List.of(other));
            assertThat(database.<Long>read(d -> d.number("SELECT count(*) FROM definition")))
                    .isEqualTo(3);
            tamper("DELETE FROM pin WHERE name = 'read'");
            PinStoreContract.put(pins, "files", List.of(other));
            assertThat(database.<Long>read(d -> d.number("SELECT count(*) FROM definition")))
                    .isEqualTo(2);
        }
    }

    @Test
    void decisions_are_on_disk_when_they_return() {
        try (var database = StateDatabase.in(state)) {
            assertThat(database.<Long>read(d -> d.number("PRAGMA synchronous"))).isEqualTo(2);
        }
    }

    @Test
    void a_deleted_file_is_noticed_and_started_anew() throws IOException {
        try (var database = StateDatabase.in(state)) {
            var allowances = new SqliteAllowances(database);
            allowances.add(AllowanceStoreContract.allowance("read_file", Duration.ofDays(1)));
            for (String name : List.of("state.db", "state.db-wal", "state.db-shm")) Files.delete(state.resolve(name));
            assertThat(allowances.all()).isEmpty();
            allowances.add(AllowanceStoreContract.allowance("*", Duration.ofDays(1)));
            assertThat(allowances.all()).hasSize(1);
        }
    }

    @Test
    void a_newer_version_is_told_at_the_start_and_while_open() throws SQLException {
        try (var database = StateDatabase.in(state)) {
            var allowances = new SqliteAllowances(database);
            assertThat(allowances.all()).isEmpty();
            tamper("PRAGMA user_version = 9");
            assertThatThrownBy(() -> allowances.add(AllowanceStoreContract.allowance("*", Duration.ofDays(1))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("a newer Pavise wrote this state");
        }
        try (var database = StateDatabase.in(state)) {
            assertThatThrownBy(() -> new SqlitePins(database).load("files"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("\nhint: ");
        }
    }

    @Test
    void what_is_no_database_is_told() throws IOException {
        Files.writeString(state.resolve("state.db"), "no database".repeat(100));
        try (var database = StateDatabase.in(state)) {
            assertThatThrownBy(() -> new SqlitePins(database).servers())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("state.db: the file is damaged");
            Files.delete(state.resolve("state.db"));
            assertThat(new SqlitePins(database).servers()).isEmpty();
        }
    }

    @Test
    void only_the_owner_may_read() throws IOException {
        try (var database = StateDatabase.in(state)) {
            PinStoreContract.put(new SqlitePins(database), "files", List.of(PinStoreContract.approved("read")));
            for (String name : List.of("state.db", "state.db-wal", "state.db-shm", "state.lock")) {
                assertThat(Files.getPosixFilePermissions(state.resolve(name)).toString())
                        .doesNotContain("GROUP", "OTHERS");
            }
        }
    }
}
