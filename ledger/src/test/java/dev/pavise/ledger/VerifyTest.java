package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.keepMany;
import static dev.pavise.ledger.Samples.kept;
import static dev.pavise.ledger.Samples.passed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Hashes;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.NoteKey;
import dev.pavise.ledger.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What verifying finds when somebody has been at a ledger, and what it cannot find without help from elsewhere.
class VerifyTest {
    private static final int ENTRIES = 20;

    @TempDir
    Path state;

    @BeforeEach
    void a_ledger_with_twenty_signed_entries() {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            keepMany(ledger, "e7f2", ENTRIES);
        }
        assertThat(verify().flaws()).isEmpty();
        assertThat(verify().unsigned()).isZero();
    }

    private Verification verify() {
        return verify(Anchors.NONE);
    }

    private Verification verify(Anchors anchors) {
        try (var archive = SqliteArchive.open(state)) {
            return archive.verify(anchors);
        }
    }

    private Flaw first() {
        return verify().flaws().getFirst();
    }

    private void tamper(String... statements) {
        Tampering.run(state, statements);
    }

    private Path file(String name) {
        return state.resolve("ledger").resolve(name);
    }

    /// What an attacker writes who knows how leaves are hashed.
    private static String rewritten(String json, long index) {
        String leaf = HexFormat.of().formatHex(Hashes.leaf(json.getBytes(StandardCharsets.UTF_8)));
        return "UPDATE entry SET json = '" + json + "', leaf = x'" + leaf + "' WHERE idx = " + index;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 19})
    void an_altered_text_is_named(long index) {
        tamper("UPDATE entry SET json = replace(json, 'read_file', 'list_file') WHERE idx = " + index);
        assertThat(verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.ALTERED);
            assertThat(flaw.index()).isEqualTo(index);
            assertThat(flaw.words()).contains("e7f2-" + (index + 1));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 19})
    void an_altered_hash_is_named(long index) {
        tamper("UPDATE entry SET leaf = zeroblob(32) WHERE idx = " + index);
        assertThat(first().kind()).isEqualTo(Flaw.Kind.ALTERED);
        assertThat(first().index()).isEqualTo(index);
    }

    @Test
    void a_hash_that_is_none_is_named() {
        tamper("UPDATE entry SET leaf = x'00' WHERE idx = 4");
        assertThat(first()).satisfies(flaw -> assertThat(flaw.index()).isEqualTo(4));
    }

    @Test
    void a_text_altered_together_with_its_hash_does_not_add_up_to_what_was_signed() {
        tamper(rewritten("{\"id\":\"e7f2-8\",\"at\":\"2026-11-24T12:00:08.000000000Z\"}", 7));
        assertThat(verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.ALTERED);
            assertThat(flaw.index()).isLessThanOrEqualTo(7);
            assertThat(flaw.words()).contains("checkpoint");
        });
    }

    @Test
    void the_whole_tree_built_anew_does_not_add_up_to_what_was_signed() {
        var tree = new dev.pavise.ledger.tree.Frontier();
        String json = "{\"id\":\"e7f2-8\"}";
        try (var archive = SqliteArchive.open(state)) {
            for (Entry entry : archive.from(0, 100)) {
                byte[] leaf = HexFormat.of().parseHex(entry.leaf());
                tree.append(entry.index() == 7 ? Hashes.leaf(json.getBytes(StandardCharsets.UTF_8)) : leaf);
            }
        }
        String frontier = HexFormat.of().formatHex(tree.toBytes());
        tamper(rewritten(json, 7), "UPDATE head SET frontier = x'" + frontier + "'");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.ALTERED);
        tamper("DELETE FROM checkpoint");
        assertThat(first().kind()).describedAs("the head file still tells").isEqualTo(Flaw.Kind.ALTERED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 18})
    void a_missing_entry_is_named(long index) {
        tamper("DELETE FROM entry WHERE idx = " + index);
        assertThat(first().kind()).isEqualTo(Flaw.Kind.MISSING);
        assertThat(first().index()).isEqualTo(index);
    }

    @Test
    void a_missing_text_is_not_taken_for_an_expired_one() {
        tamper("UPDATE entry SET json = NULL WHERE idx = 3");
        assertThat(first()).isEqualTo(new Flaw(Flaw.Kind.MISSING, 3, "the text of entry 3 is missing"));
        tamper("INSERT INTO expired VALUES (1, 10, 15)");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.MISSING);
    }

    @Test
    void missing_entries_that_were_closed_up_do_not_add_up() {
        tamper("DELETE FROM entry WHERE idx = 7", "UPDATE entry SET idx = idx - 1 WHERE idx > 7");
        assertThat(first().index()).isLessThanOrEqualTo(19);
        assertThat(verify().isSound()).isFalse();
    }

    @Test
    void texts_that_changed_places_are_named() {
        tamper(
                "UPDATE entry SET json = (SELECT json FROM entry WHERE idx = 11) WHERE idx = 5",
                "UPDATE entry SET leaf = leaf");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.REORDERED);
        assertThat(first().index()).isEqualTo(5);
        assertThat(first().words()).contains("11");
    }

    @Test
    void entries_that_changed_places_are_named() {
        tamper(
                "UPDATE entry SET idx = 100 WHERE idx = 5",
                "UPDATE entry SET idx = 5 WHERE idx = 11",
                "UPDATE entry SET idx = 11 WHERE idx = 100");
        assertThat(verify().flaws())
                .containsExactly(new Flaw(Flaw.Kind.REORDERED, 5, "entries 5 and 11 have changed places"));
    }

    @Test
    void an_end_that_was_cut_off_is_named() {
        tamper("DELETE FROM entry WHERE idx >= 12");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.TRUNCATED);
        assertThat(first().index()).isEqualTo(12);
    }

    @Test
    void an_end_cut_off_with_all_that_tells_of_it_in_the_database_shows_in_the_head_file() {
        var tree = new dev.pavise.ledger.tree.Frontier();
        try (var archive = SqliteArchive.open(state)) {
            for (Entry entry : archive.from(0, 12)) tree.append(HexFormat.of().parseHex(entry.leaf()));
        }
        tamper(
                "DELETE FROM entry WHERE idx >= 12",
                "DELETE FROM checkpoint",
                "UPDATE head SET size = 12, frontier = x'" + HexFormat.of().formatHex(tree.toBytes()) + "'");
        assertThat(verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.TRUNCATED);
            assertThat(flaw.index()).isEqualTo(12);
            assertThat(flaw.words()).contains("ledger.head");
        });
    }

    @Test
    void an_older_copy_of_the_database_shows_also_after_more_was_kept() throws IOException {
        Files.copy(file("ledger.db"), state.resolve("copy"));
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            keepMany(ledger, "e7f3", 30);
        }
        Files.move(state.resolve("copy"), file("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(first().kind()).isEqualTo(Flaw.Kind.TRUNCATED);
        assertThat(first().index()).isEqualTo(ENTRIES);
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            keepMany(ledger, "e7f4", 3);
        }
        assertThat(first().kind()).isEqualTo(Flaw.Kind.TRUNCATED);
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.show("ledger-20")).singleElement().satisfies(entry -> {
                Evidence fact = ((Entry.Body.Present) entry.body()).evidence();
                assertThat(fact.method()).isEqualTo("ledger/rolled-back");
                assertThat(fact.note()).contains("entries 20 to 49");
            });
        }
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            keepMany(ledger, "e7f5", 60);
        }
        assertThat(first().kind()).isEqualTo(Flaw.Kind.TRUNCATED);
        assertThat(verify().unsigned()).isZero();
    }

    @Test
    void a_checkpoint_with_another_root_is_no_checkpoint() {
        String forged = new Checkpoint("pavise.invalid/ledger/0", 20, new byte[32]).text() + "\n— x AAAAAAAAAAAA\n";
        tamper("UPDATE checkpoint SET note = '" + forged + "'");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.FORGED);
    }

    @Test
    void a_checkpoint_that_is_garbage_is_named() {
        tamper("UPDATE checkpoint SET note = 'x'");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.FORGED);
        tamper("UPDATE checkpoint SET note = '', at = 'x'", "UPDATE signer SET vkey = 'x'");
        assertThat(verify().flaws()).extracting(Flaw::kind).containsOnly(Flaw.Kind.FORGED);
    }

    @Test
    void deleted_checkpoints_are_missed() throws IOException {
        tamper("DELETE FROM checkpoint");
        assertThat(verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.MISSING);
            assertThat(flaw.words())
                    .contains("lost its checkpoint over 20 entries, which is still in ledger.head: somebody");
        });
        Files.delete(file("ledger.head"));
        assertThat(first().kind()).isEqualTo(Flaw.Kind.MISSING);
        assertThat(first().words()).contains("no checkpoint is left");
    }

    @Test
    void a_key_that_is_garbage_is_named() throws IOException {
        Files.writeString(file("ledger.key"), "x");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.DAMAGED);
        assertThat(first().words()).contains("ledger.key").contains("not a signing key");
    }

    @Test
    void a_head_file_that_is_garbage_is_named() throws IOException {
        Files.writeString(file("ledger.head"), "x");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.FORGED);
        Files.write(file("ledger.head"), new byte[] {(byte) 0xFF, 0, 1});
        assertThat(first().kind()).isEqualTo(Flaw.Kind.FORGED);
    }

    @Test
    void a_tree_signed_anew_with_another_key_shows_in_the_head_file_and_against_a_key_noted_elsewhere()
            throws IOException {
        NoteKey noted = NoteSigner.parse(Files.readString(file("ledger.key"))).key();
        Note head = Note.parse(Files.readString(file("ledger.head")));
        var stranger = NoteSigner.create(noted.name());
        Note forged = stranger.sign(head.text());
        tamper("UPDATE signer SET vkey = '" + stranger.key() + "'", "UPDATE checkpoint SET note = '" + forged + "'");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.FORGED);
        Files.writeString(file("ledger.head"), forged.toString());
        Files.writeString(file("ledger.key"), stranger.reveal());
        assertThat(verify().isSound())
                .describedAs("all of it is the stranger's now")
                .isTrue();
        assertThat(verify(new Anchors(List.of(noted), List.of())).isSound()).isFalse();
        assertThat(verify(new Anchors(List.of(), List.of(head))).isSound()).isFalse();
    }

    @Test
    void a_checkpoint_noted_elsewhere_shows_a_later_cut() throws IOException {
        Note noted = Note.parse(Files.readString(file("ledger.head")));
        NoteKey key = NoteSigner.parse(Files.readString(file("ledger.key"))).key();
        assertThat(verify(new Anchors(List.of(), List.of(noted))).isSound()).isTrue();
        tamper(
                "DELETE FROM entry",
                "DELETE FROM checkpoint",
                "DELETE FROM signer",
                "UPDATE head SET size = 0, frontier = x''");
        Files.delete(file("ledger.head"));
        assertThat(verify(Anchors.NONE).isSound())
                .describedAs("nothing is left to tell")
                .isTrue();
        assertThat(verify(new Anchors(List.of(key), List.of(noted))).flaws())
                .extracting(Flaw::kind)
                .contains(Flaw.Kind.TRUNCATED);
    }

    @Test
    void the_tail_that_nobody_has_signed_yet_is_counted() {
        try (var ledger = SqliteLedger.open(state, unsigned())) {
            keepMany(ledger, "e7f3", 5);
            assertThat(verify().unsigned()).isEqualTo(5);
            assertThat(verify().signed()).isEqualTo(ENTRIES);
        }
        assertThat(verify().unsigned()).isZero();
    }

    @Test
    void a_tail_that_a_killed_process_left_is_signed_at_the_next_start() {
        // The state after a kill: entries are there, the checkpoint over the last of them is not.
        tamper("DELETE FROM checkpoint");
        file("ledger.head").toFile().delete();
        assertThat(verify().unsigned()).isEqualTo(ENTRIES);
        SqliteLedger.open(state, unsigned()).close();
        assertThat(verify().unsigned()).isZero();
    }

    private static Settings unsigned() {
        return new Settings(
                Retention.FOREVER,
                java.time.Duration.ofHours(1),
                Settings.DEFAULT.patience(),
                100,
                1 << 20,
                Settings.DEFAULT.clock());
    }

    @Test
    void a_broken_subtree_is_named() {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            keepMany(ledger, "e7f3", 300);
        }
        tamper("UPDATE subtree SET hash = zeroblob(32)");
        assertThat(first()).satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.ALTERED);
            assertThat(flaw.words()).contains("0 to 255");
        });
    }

    @Test
    void a_trigger_that_somebody_added_is_named() {
        tamper("CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE idx = new.idx; END");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.DAMAGED);
        assertThat(first().words()).contains("trigger quiet");
    }

    @Test
    void a_payload_that_was_altered_is_named() {
        tamper("INSERT INTO payload VALUES (zeroblob(32), x'01', '2026')");
        assertThat(first().kind()).isEqualTo(Flaw.Kind.ALTERED);
        assertThat(first().words()).contains("payload");
    }

    @Test
    void an_entry_of_a_newer_version_verifies_and_reads_as_it_is() {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            kept(keep(ledger, passed("e7f3", 1)));
        }
        String json = "{\"id\":\"e7f3-1\",\"ruling\":\"postponed\"}";
        tamper(rewritten(json, 20));
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.entry(20).orElseThrow().body()).isEqualTo(new Entry.Body.Foreign(json));
        }
    }

    @Test
    void verifying_goes_on_while_others_keep() throws InterruptedException {
        try (var ledger = SqliteLedger.open(state, Settings.DEFAULT)) {
            var writer = Thread.ofPlatform().start(() -> keepMany(ledger, "e7f3", 2000));
            do {
                assertThat(verify().flaws()).isEmpty();
            } while (writer.isAlive());
            writer.join();
            assertThat(kept(keep(ledger, passed("e7f3", 2001)))).isPositive();
        }
    }
}
