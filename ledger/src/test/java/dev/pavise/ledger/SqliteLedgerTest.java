package dev.pavise.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The ledger in SQLite passes the kits for all stores.
class SqliteLedgerTest implements LedgerContract, ArchiveContract {
    @Override
    public Store store() {
        return Stores.SQLITE;
    }

    @Test
    void every_store_has_a_test_like_this_one() {
        assertThat(Stores.ALL).containsExactly(Stores.SQLITE);
    }
}
