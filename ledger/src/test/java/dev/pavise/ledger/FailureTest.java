package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.keepMany;
import static dev.pavise.ledger.Samples.kept;
import static dev.pavise.ledger.Samples.lost;
import static dev.pavise.ledger.Samples.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can go wrong around a ledger: evidence is then lost with words that say what to do, and kept again once the
/// cause is gone.
class FailureTest {
    private static final Settings IMPATIENT = Settings.DEFAULT.withPatience(Duration.ofMillis(400));

    @TempDir
    Path state;

    private Path file(String name) {
        return state.resolve("ledger").resolve(name);
    }

    private Verification verify() {
        try (var archive = SqliteArchive.open(state)) {
            return archive.verify(Anchors.NONE);
        }
    }

    private static void assertWords(String words, String place, String fault) {
        assertThat(words).contains(place + ": ").contains(fault).containsPattern("\nhint: [a-z].+");
    }

    @Test
    void a_full_disk_loses_evidence_with_words_and_the_ledger_goes_on_once_there_is_room() throws IOException {
        try (var disk = SmallDisk.at(state);
                var ledger = SqliteLedger.open(disk.folder(), IMPATIENT)) {
            long before = kept(keep(ledger, passed("e7f2", 1)));
            disk.fill();
            String why = "";
            long last = before;
            for (int i = 2; why.isEmpty(); i++) {
                switch (keep(ledger, large(i))) {
                    case Ledger.Outcome.Kept(long index) -> last = index;
                    case Ledger.Outcome.Lost(String words) -> why = words;
                }
            }
            assertWords(why, "ledger.db", "");
            assertThat(why).containsAnyOf("the disk is full", "writing failed");
            disk.empty();
            assertThat(kept(keep(ledger, passed("e7f2", 1000)))).isEqualTo(last + 1);
            assertThat(verify().flaws()).isEmpty();
        }
    }

    private static Evidence large(int number) {
        return Samples.evidence("e7f2", number, "files", "x".repeat(20_000), Evidence.Ruling.PASSED, List.of());
    }

    @Test
    void a_disk_that_is_full_from_the_start_says_so_and_leaves_nothing_half_made() throws IOException {
        try (var disk = SmallDisk.at(state)) {
            try (var ledger = SqliteLedger.open(disk.folder(), IMPATIENT)) {
                kept(keep(ledger, passed("e7f2", 1)));
            }
            disk.fill();
            try (var ledger = SqliteLedger.open(disk.folder(), IMPATIENT)) {
                String why = "";
                for (int i = 2; why.isEmpty(); i++) {
                    if (keep(ledger, large(i)) instanceof Ledger.Outcome.Lost(String words)) why = words;
                }
                assertThat(why).containsAnyOf("the disk is full", "writing failed");
            }
            disk.empty();
            try (var ledger = SqliteLedger.open(disk.folder(), IMPATIENT)) {
                kept(keep(ledger, passed("e7f3", 1)));
            }
            assertThat(verify().isSound()).isTrue();
        }
    }

    @Test
    void a_read_only_disk_is_told_and_can_still_be_read() throws IOException {
        Path elsewhere = Files.createDirectory(state.resolve("elsewhere"));
        try (var ledger = SqliteLedger.open(elsewhere, IMPATIENT)) {
            keepMany(ledger, "e7f2", 3);
        }
        Path small = Files.createDirectory(state.resolve("small"));
        try (var disk = SmallDisk.at(small)) {
            Files.createDirectory(small.resolve("ledger"));
            for (Path file : List.of(
                    Tampering.database(elsewhere), LedgerFiles.in(elsewhere).head())) {
                Files.copy(file, small.resolve("ledger").resolve(file.getFileName()));
            }
            disk.setReadOnly(true);
            try (var ledger = SqliteLedger.open(small, IMPATIENT)) {
                assertThat(ledger.trouble()).hasValueSatisfying(words -> assertWords(words, "ledger.lock", "writ"));
                assertWords(lost(keep(ledger, passed("e7f2", 4))), "ledger.lock", "cannot be opened for writing");
                try (var archive = SqliteArchive.open(small)) {
                    assertThat(archive.size()).isEqualTo(3);
                    assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
                }
                disk.setReadOnly(false);
                assertThat(kept(keep(ledger, passed("e7f2", 5)))).isEqualTo(3);
            }
        }
    }

    @Test
    void a_state_folder_that_is_no_folder_is_told() throws IOException {
        Path taken = state.resolve("taken");
        Files.writeString(taken, "not a folder");
        try (var ledger = SqliteLedger.open(taken, IMPATIENT)) {
            assertThat(ledger.trouble())
                    .hasValueSatisfying(words -> assertWords(words, "ledger.lock", "cannot be used"));
            assertThat(lost(keep(ledger, passed("e7f2", 1)))).contains(taken.toString());
        }
    }

    @Test
    void a_program_that_locks_the_database_is_named_and_waited_for_only_so_long() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            kept(keep(ledger, passed("e7f2", 1)));
            try (var child = LockingChild.start("database", file("ledger.db"))) {
                String why = lost(keep(ledger, passed("e7f2", 2)));
                assertWords(why, "ledger.db", "another program keeps it locked");
                if (Files.isReadable(Path.of("/proc/locks"))) assertThat(why).contains("process " + child.pid());
                long start = System.nanoTime();
                for (int i = 3; i < 13; i++) lost(keep(ledger, passed("e7f2", i)));
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .describedAs("one cause does not hold up every caller in turn")
                        .isLessThan(IMPATIENT.patience().multipliedBy(8));
            }
            assertThat(kept(keep(ledger, passed("e7f2", 20)))).isEqualTo(1);
        }
        assertThat(verify().flaws()).isEmpty();
    }

    @Test
    void a_process_that_was_stopped_during_its_turn_is_named() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            kept(keep(ledger, passed("e7f2", 1)));
            try (var child = LockingChild.start("turn", file("ledger.lock"))) {
                String why = lost(keep(ledger, passed("e7f2", 2)));
                assertWords(why, "ledger.lock", "another program keeps it locked");
                if (Files.isReadable(Path.of("/proc/locks"))) assertThat(why).contains("process " + child.pid());
            }
            assertThat(kept(keep(ledger, passed("e7f2", 3)))).isEqualTo(1);
        }
    }

    @Test
    void what_is_no_database_is_told_and_left_as_it_is() throws IOException {
        Files.createDirectories(file("ledger.db").getParent());
        byte[] garbage = "this is not a database, and long enough to be looked at"
                .repeat(100)
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file("ledger.db"), garbage);
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(lost(keep(ledger, passed("e7f2", 1))), "ledger.db", "damaged");
            assertThat(Files.readAllBytes(file("ledger.db"))).isEqualTo(garbage);
            assertThatThrownBy(() -> SqliteArchive.open(state))
                    .isInstanceOfSatisfying(StoreException.class, e -> assertWords(e.words(), "ledger.db", "damaged"));
            Files.move(file("ledger.db"), file("aside"));
            assertThat(kept(keep(ledger, passed("e7f2", 2)))).isZero();
        }
    }

    @Test
    void a_database_of_another_program_is_told_and_left_as_it_is() throws IOException {
        Files.createDirectories(file("ledger.db").getParent());
        Tampering.run(state, "CREATE TABLE notes (text TEXT)");
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(lost(keep(ledger, passed("e7f2", 1))), "ledger.db", "not a ledger of Pavise's");
        }
        Tampering.run(state, "INSERT INTO notes VALUES ('still there')");
    }

    @Test
    void a_damaged_page_is_found_and_named() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f2", 500);
        }
        byte[] bytes = Files.readAllBytes(file("ledger.db"));
        for (int i = bytes.length / 2; i < bytes.length / 2 + 8192; i++) bytes[i] = 0x55;
        Files.write(file("ledger.db"), bytes);
        assertThat(verify().flaws()).extracting(Flaw::kind).contains(Flaw.Kind.DAMAGED);
    }

    @Test
    void a_damaged_frontier_is_told_before_more_is_built_on_it() {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f2", 5);
            Tampering.run(state, "UPDATE head SET frontier = x'00'");
            assertWords(lost(keep(ledger, passed("e7f2", 6))), "ledger.db", "damaged");
            Tampering.run(state, "DELETE FROM head");
            assertWords(lost(keep(ledger, passed("e7f2", 7))), "ledger.db", "damaged");
        }
    }

    @Test
    void a_newer_version_is_told_at_the_start_and_while_open() {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            kept(keep(ledger, passed("e7f2", 1)));
            Tampering.run(state, "PRAGMA user_version = 7");
            assertWords(lost(keep(ledger, passed("e7f2", 2))), "ledger.db", "a newer Pavise wrote this ledger");
        }
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(ledger.trouble().orElseThrow(), "ledger.db", "version 7");
        }
        assertThatThrownBy(() -> SqliteArchive.open(state))
                .isInstanceOfSatisfying(StoreException.class, e -> assertWords(e.words(), "ledger.db", "newer"));
        Tampering.run(state, "PRAGMA user_version = 1");
        assertThat(verify().size())
                .describedAs("nothing was written over the newer one")
                .isEqualTo(1);
    }

    @Test
    void a_database_deleted_behind_our_back_is_noticed_before_anything_counts_as_kept() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f2", 5);
            for (String name : new String[] {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) Files.delete(file(name));
            assertThat(kept(keep(ledger, passed("e7f2", 6)))).isEqualTo(1);
            try (var archive = SqliteArchive.open(state)) {
                assertThat(archive.show("ledger-0")).singleElement().satisfies(entry -> {
                    Evidence fact = ((Entry.Body.Present) entry.body()).evidence();
                    assertThat(fact.method()).isEqualTo("ledger/rolled-back");
                    assertThat(fact.note()).contains("entries 0 to 4");
                });
                assertThat(archive.show("e7f2-6")).hasSize(1);
            }
        }
    }

    @Test
    void there_is_nothing_to_read_before_anything_was_kept() {
        assertThatThrownBy(() -> SqliteArchive.open(state))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertWords(e.words(), "ledger.db", "no ledger yet"));
        assertThat(file("ledger.db")).doesNotExist();
    }

    @Test
    void a_lost_key_is_followed_by_a_new_one_and_what_the_old_one_signed_still_verifies() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f2", 5);
        }
        Files.delete(file("ledger.key"));
        assertThat(verify().isSound()).isTrue();
        assertThat(verify().remarks())
                .singleElement()
                .asString()
                .contains("ledger.key")
                .contains("cannot be read");
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f3", 5);
        }
        var after = verify();
        assertThat(after.flaws()).isEmpty();
        assertThat(after.unsigned()).isZero();
        assertThat(after.remarks()).singleElement().asString().contains("a new key signs from");
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.query(Query.NEWEST.ofMethod("ledger/key"))).hasSize(1);
        }
    }

    @Test
    void a_key_that_is_garbage_stops_keeping_until_somebody_sees_to_it() throws IOException {
        Files.createDirectories(file("ledger.key").getParent());
        Files.writeString(file("ledger.key"), "garbage");
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(lost(keep(ledger, passed("e7f2", 1))), "ledger.key", "not a signing key");
            assertWords(ledger.trouble().orElseThrow(), "ledger.key", "not a signing key");
            assertThat(Files.readString(file("ledger.key"))).isEqualTo("garbage");
            Files.delete(file("ledger.key"));
            kept(keep(ledger, passed("e7f3", 1)));
        }
        assertThat(verify().isSound()).isTrue();
        assertThat(verify().unsigned()).isZero();
    }

    @Test
    void a_key_whose_halves_do_not_belong_together_is_found_when_it_signs() throws IOException {
        Files.createDirectories(file("ledger.key").getParent());
        String one = NoteSigner.create("n").reveal();
        String other = NoteSigner.create("n").reveal();
        int line = one.indexOf('\n');
        Files.writeString(
                file("ledger.key"),
                one.substring(0, line - 44) + other.substring(line - 44, line) + one.substring(line));
        var soon = new Settings(
                Retention.FOREVER, Duration.ofMillis(1), IMPATIENT.patience(), 100, 1 << 20, IMPATIENT.clock());
        try (var ledger = SqliteLedger.open(state, soon)) {
            Optional<String> why = Optional.empty();
            for (int i = 1; why.isEmpty(); i++) {
                if (keep(ledger, passed("e7f2", i)) instanceof Ledger.Outcome.Lost(String words))
                    why = Optional.of(words);
            }
            assertWords(why.orElseThrow(), "ledger.key", "not a signing key");
        }
        assertThat(verify().flaws()).extracting(Flaw::kind).containsExactly(Flaw.Kind.DAMAGED);
    }

    @Test
    void a_database_that_somebody_emptied_is_told() throws IOException {
        Files.createDirectories(file("ledger.db").getParent());
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertThat(ledger.trouble()).isEmpty();
            assertThat(ledger.notice()).isEmpty();
        }
        for (String each : List.of("ledger.db-wal", "ledger.db-shm")) Files.deleteIfExists(file(each));
        Files.write(file("ledger.db"), new byte[0]);
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(ledger.notice().orElseThrow(), "ledger.db", "there and empty");
            kept(keep(ledger, passed("e7f2", 1)));
        }
        Files.write(file("ledger.db"), new byte[0]);
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(ledger.notice().orElseThrow(), "ledger.db", "entries 0 to 1");
        }
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.query(Query.NEWEST.ofMethod("ledger/rolled-back")))
                    .hasSize(1);
        }
    }

    @Test
    void a_head_that_is_a_folder_loses_evidence_with_words() throws IOException {
        Files.createDirectories(file("ledger.head"));
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(lost(keep(ledger, passed("e7f2", 1))), "ledger.head", "is a folder");
        }
    }

    @Test
    void a_lock_that_leads_elsewhere_is_refused_and_what_it_leads_to_stays() throws IOException {
        Files.createDirectories(file("ledger.lock").getParent());
        Path precious = Files.writeString(state.resolve("precious"), "as it was");
        Files.createSymbolicLink(file("ledger.lock"), precious);
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            assertWords(lost(keep(ledger, passed("e7f2", 1))), "ledger.lock", "symbolic link");
            Files.delete(file("ledger.lock"));
            kept(keep(ledger, passed("e7f2", 2)));
        }
        assertThat(precious).hasContent("as it was");
    }

    @Test
    void a_key_that_was_replaced_is_told() throws IOException {
        Path other = Files.createDirectory(state.resolve("other"));
        for (Path each : new Path[] {state, other}) {
            try (var ledger = SqliteLedger.open(each, IMPATIENT)) {
                keepMany(ledger, "e7f2", 5);
            }
        }
        Files.copy(
                other.resolve("ledger").resolve("ledger.key"),
                file("ledger.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(verify().remarks()).singleElement().asString().contains("has not signed anything here yet");
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f3", 1);
        }
        assertThat(verify().flaws()).isEmpty();
        assertThat(verify().remarks()).singleElement().asString().contains("a new key signs from");
    }

    @Test
    void only_the_owner_may_read() throws IOException {
        try (var ledger = SqliteLedger.open(state, IMPATIENT)) {
            keepMany(ledger, "e7f2", 5);
            try (var files = Files.walk(state.resolve("ledger"))) {
                for (Path each : files.toList()) {
                    assertThat(Files.getPosixFilePermissions(each).toString()).doesNotContain("GROUP", "OTHERS");
                }
            }
        }
        assertThat(file("ledger.key")).exists();
    }
}
