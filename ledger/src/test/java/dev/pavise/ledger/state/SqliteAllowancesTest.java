package dev.pavise.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.policy.AllowanceStore;
import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Allowances in SQLite.
class SqliteAllowancesTest implements AllowanceStoreContract {
    private final List<StateDatabase> open = new ArrayList<>();

    @Override
    public AllowanceStore open(Path state) {
        var database = StateDatabase.in(state);
        open.add(database);
        return new SqliteAllowances(database);
    }

    @Test
    void those_from_before_there_were_arguments_hold_for_all_of_them(@TempDir Path state) throws Exception {
        NativeLibrary.keepIn(state);
        var before = new Schema(
                "state",
                StateSchema.SCHEMA.applicationId(),
                StateSchema.SCHEMA.steps().subList(0, 2));
        try (var old = Database.open(state.resolve("state.db"), before)) {
            old.run("INSERT INTO allowance VALUES ('hidden-text', 'files', 'read_file', '2026-12-01T12:00:00Z', 'ana',"
                    + " 'the vendor knows', '2026-11-24T12:00:00Z')");
        }
        assertThat(open(state).all())
                .containsExactly(AllowanceStoreContract.allowance("read_file", Duration.ofDays(7)));
    }

    @AfterEach
    void close() {
        for (var database : open) database.close();
    }
}
