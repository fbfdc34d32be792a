package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.NOON;
import static dev.pavise.ledger.Samples.denied;
import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.kept;
import static dev.pavise.ledger.Samples.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.NativeLibrary;
import dev.pavise.ledger.sqlite.Schema;
import dev.pavise.ledger.tree.Frontier;
import dev.pavise.ledger.tree.Hashes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ledgers of the first version, in which indexes did what lists do now: they are read as they are, and upgraded by
/// whoever keeps the next entry.
class UpgradeTest {
    private int entries = 200;

    @TempDir
    Path state;

    private static Evidence evidence(int number) {
        return number % 10 == 0 ? denied("e7f2", number) : passed(number % 2 == 0 ? "e7f2" : "e7f3", number);
    }

    private void writeFirstVersion() throws Exception {
        NativeLibrary.keepIn(state);
        Schema now = LedgerSchema.SCHEMA;
        var first = new Schema(now.name(), now.applicationId(), now.steps().subList(0, 1));
        var tree = new Frontier();
        try (var database = Database.open(LedgerFiles.in(state).database(), first);
                var insert = database.prepare("INSERT INTO entry (idx, leaf, json) VALUES (?, ?, CAST(? AS TEXT))");
                var head = database.prepare("UPDATE head SET size = ?, frontier = ?")) {
            for (int i = 0; i < entries; i++) {
                byte[] json = EvidenceJson.write(evidence(i));
                insert.setLong(1, i);
                insert.setBytes(2, Hashes.leaf(json));
                insert.setBytes(3, json);
                insert.executeUpdate();
                tree.append(Hashes.leaf(json));
            }
            head.setLong(1, tree.size());
            head.setBytes(2, tree.toBytes());
            head.executeUpdate();
        }
    }

    private void assertFound() {
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.show("e7f3-7")).extracting(Entry::index).containsExactly(7L);
            assertThat(archive.show("e7f2-198")).extracting(Entry::index).containsExactly(198L);
            assertThat(archive.query(Query.NEWEST.ruled("denied").limit(1000)))
                    .extracting(Entry::index)
                    .containsExactlyElementsOf(indexes(10));
            assertThat(archive.query(Query.NEWEST.ofSession("e7f2").limit(1000)))
                    .extracting(Entry::index)
                    .containsExactlyElementsOf(indexes(2));
            assertThat(archive.query(Query.NEWEST.from(NOON.plusSeconds(5)).until(NOON.plusSeconds(8))))
                    .extracting(Entry::index)
                    .containsExactly(7L, 6L, 5L);
        }
    }

    /// Multiples, largest first.
    private List<Long> indexes(int of) {
        return java.util.stream.LongStream.iterate(entries - of, i -> i >= 0, i -> i - of)
                .boxed()
                .toList();
    }

    @Test
    void an_old_ledger_is_read_as_it_is_and_upgraded_with_the_next_entry() throws Exception {
        writeFirstVersion();
        assertFound();
        assertThat(number("PRAGMA user_version")).isEqualTo(1);
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            assertThat(kept(keep(ledger, passed("new", 1)))).isEqualTo(entries);
            assertThat(ledger.notice()).isEmpty();
        }
        assertThat(number("PRAGMA user_version")).isEqualTo(3);
        assertThat(columns()).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM by_id")).isEqualTo(entries);
        assertFound();
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.show("new-1")).hasSize(1);
            assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
        }
    }

    /// Even a virtual column would be computed for every entry that is kept.
    @Test
    void nothing_is_computed_beside_an_entry() throws Exception {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            kept(keep(ledger, evidence(0)));
        }
        assertThat(columns()).isEqualTo(3);
    }

    private long columns() throws Exception {
        return number("SELECT count(*) FROM pragma_table_xinfo('entry')");
    }

    @Test
    void entries_are_found_before_and_after_they_are_in_the_lists() throws Exception {
        entries = 700;
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            for (int i = 0; i < entries; i++) kept(keep(ledger, evidence(i)));
            assertThat(number("SELECT listed FROM head")).isBetween(512L, entries - 1L);
            assertFound();
        }
        assertThat(number("SELECT count(*) FROM by_id")).isEqualTo(number("SELECT listed FROM head"));
        Tampering.run(state, "UPDATE head SET listed = 0");
        assertFound();
    }

    @Test
    void what_retention_takes_leaves_the_lists_too() throws Exception {
        entries = 700;
        var some = new Retention(Duration.ofSeconds(300), Long.MAX_VALUE, Duration.ofDays(1), Long.MAX_VALUE);
        var settings = Settings.DEFAULT.with(() -> NOON.plusSeconds(entries)).with(some);
        try (var ledger = SqliteLedger.open(state, settings)) {
            for (int i = 0; i < entries; i++) kept(keep(ledger, evidence(i)));
            assertThat(ledger.expire()).isEqualTo(entries - 300);
        }
        long before = number("SELECT before FROM expired");
        for (String list : List.of("by_id", "by_time", "by_ruling"))
            assertThat(number("SELECT count(*) FROM " + list + " WHERE idx < " + before))
                    .as(list)
                    .isZero();
        assertThat(number("SELECT count(*) FROM by_id")).isPositive();
    }

    private long number(String sql) throws Exception {
        try (var database = Database.read(LedgerFiles.in(state).database(), LedgerSchema.SCHEMA)) {
            return database.number(sql);
        }
    }
}
