package dev.pavise.ledger;

import java.util.List;

/// All kinds of ledger. Each one passes the contract kits in this module's tests.
public final class Stores {
    public static final Store SQLITE = new Store("sqlite", SqliteLedger::open, SqliteArchive::open);

    public static final List<Store> ALL = List.of(SQLITE);

    private Stores() {}
}
