package dev.pavise.ledger.state;

import dev.pavise.core.pin.PinStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Pins in SQLite.
class SqlitePinsTest implements PinStoreContract {
    private final List<StateDatabase> open = new ArrayList<>();

    @Override
    public PinStore open(Path state) {
        var database = StateDatabase.in(state);
        open.add(database);
        return new SqlitePins(database);
    }

    @AfterEach
    void close() {
        for (var database : open) database.close();
    }
}
