package dev.pavise.ledger.state;

import dev.pavise.core.policy.AllowanceStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Allowances in SQLite.
class SqliteAllowancesTest implements AllowanceStoreContract {
    private final List<StateDatabase> open = new ArrayList<>();

    @Override
    public AllowanceStore open(Path state) {
        var database = StateDatabase.in(state);
        open.add(database);
        return new SqliteAllowances(database);
    }

    @AfterEach
    void close() {
        for (var database : open) database.close();
    }
}
