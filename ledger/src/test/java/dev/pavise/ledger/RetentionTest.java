package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.NOON;
import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.keepMany;
import static dev.pavise.ledger.Samples.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Hashes;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What retention takes away, and that all proofs hold without it.
class RetentionTest {
    private static final Duration LONG = Duration.ofDays(100);

    @TempDir
    Path state;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    private SqliteLedger open(Retention retention) {
        return SqliteLedger.open(state, Settings.DEFAULT.with(retention).with(now::get));
    }

    private static Retention age(Duration age) {
        return new Retention(age, Long.MAX_VALUE, LONG, Long.MAX_VALUE);
    }

    private Verification verify() {
        try (var archive = SqliteArchive.open(state)) {
            return archive.verify(Anchors.NONE);
        }
    }

    @Test
    void old_entries_lose_their_text_and_every_proof_still_holds() throws IOException {
        Note early;
        try (var ledger = open(age(Duration.ofHours(1)))) {
            keepMany(ledger, "e7f2", 300);
        }
        try (var archive = SqliteArchive.open(state)) {
            early = archive.checkpoint().orElseThrow();
        }
        now.set(NOON.plusSeconds(3600 + 101));
        try (var ledger = open(age(Duration.ofHours(1)))) {
            assertThat(ledger.expire()).isEqualTo(100);
            assertThat(ledger.expire()).isZero();
        }
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.entry(99).orElseThrow().body()).isEqualTo(new Entry.Body.Expired());
            assertThat(archive.entry(100).orElseThrow().body()).isInstanceOf(Entry.Body.Present.class);
            assertThat(archive.show("e7f2-5")).isEmpty();
            var verification = archive.verify(new Anchors(List.of(), List.of(early)));
            assertThat(verification.flaws()).isEmpty();
            assertThat(verification.expired()).isEqualTo(100);
            assertThat(verification.unsigned()).isZero();
            Checkpoint head = Checkpoint.of(archive.checkpoint().orElseThrow());
            byte[] leaf = HexFormat.of().parseHex(archive.entry(5).orElseThrow().leaf());
            var path = archive.inclusion(5, head.size());
            assertThat(Proofs.includes(leaf, 5, head.size(), path, head.root())).isTrue();
            Path out = Files.createDirectory(state.resolve("out"));
            assertThat(archive.export(out).bundlesLeftOut()).isEqualTo(1);
            assertThat(out.resolve("tile/entries/000")).doesNotExist();
            assertThat(out.resolve("tile/entries/001.p/45")).exists();
        }
    }

    @Test
    void retention_may_change_while_the_ledger_is_open() {
        try (var ledger = open(age(Duration.ofDays(1)))) {
            keepMany(ledger, "e7f2", 10);
            now.set(NOON.plus(Duration.ofHours(2)));
            assertThat(ledger.expire()).isZero();
            ledger.retain(age(Duration.ofHours(1)));
            assertThat(ledger.expire()).isEqualTo(10);
        }
    }

    @Test
    void the_ledger_tells_what_it_let_go_of() {
        try (var ledger = open(age(Duration.ofHours(1)))) {
            keepMany(ledger, "e7f2", 10);
            now.set(NOON.plus(Duration.ofHours(2)));
            ledger.expire();
        }
        try (var archive = SqliteArchive.open(state)) {
            assertThat(archive.query(Query.NEWEST.ofMethod("ledger/expired")))
                    .singleElement()
                    .satisfies(entry -> {
                        Evidence fact = ((Entry.Body.Present) entry.body()).evidence();
                        assertThat(fact.note()).contains("entries 0 to 9");
                        assertThat(fact.at()).isEqualTo(now.get());
                    });
        }
    }

    @Test
    void more_taken_away_than_the_ledger_tells_of_is_missing() {
        try (var ledger = open(age(Duration.ofHours(1)))) {
            keepMany(ledger, "e7f2", 10);
            now.set(NOON.plusSeconds(3605));
            assertThat(ledger.expire()).isEqualTo(4);
        }
        assertThat(verify().flaws()).isEmpty();
        Tampering.run(state, "UPDATE entry SET json = NULL WHERE idx < 7");
        assertThat(verify().flaws()).extracting(Flaw::index).containsExactly(4L, 5L, 6L);
        Tampering.run(state, "UPDATE expired SET before = 7");
        assertThat(verify().flaws()).extracting(Flaw::kind).contains(Flaw.Kind.MISSING);
    }

    @Test
    void above_its_size_the_ledger_lets_the_oldest_go_and_gives_the_space_back() throws IOException {
        try (var ledger = open(Retention.FOREVER)) {
            for (int run = 0; run < 6; run++) keepMany(ledger, "run" + run, 1000);
        }
        long before = Files.size(Tampering.database(state));
        try (var ledger = open(new Retention(LONG, before / 2, LONG, Long.MAX_VALUE))) {
            assertThat(ledger.expire()).isPositive();
        }
        assertThat(Files.size(Tampering.database(state))).isLessThan(before * 3 / 4);
        assertThat(verify().flaws()).isEmpty();
        assertThat(verify().expired()).isBetween(1000L, 6000L);
        try (var ledger = open(new Retention(LONG, 0, LONG, Long.MAX_VALUE))) {
            ledger.expire();
        }
        assertThat(verify().size() - verify().expired())
                .describedAs("the newest stay")
                .isBetween(256L, 330L);
        assertThat(verify().flaws()).isEmpty();
    }

    @Test
    void payloads_go_by_age_and_by_size() {
        byte[] old = new byte[1000];
        byte[] young = new byte[2000];
        var retention = new Retention(LONG, Long.MAX_VALUE, Duration.ofHours(1), 2500);
        try (var ledger = open(retention)) {
            keepWith(ledger, 1, old);
            now.set(NOON.plusSeconds(10));
            keepWith(ledger, 2, young);
            assertThat(ledger.expire()).isPositive();
            assertThat(has(old)).describedAs("3000 bytes are more than 2500").isFalse();
            keepWith(ledger, 3, old);
            now.set(NOON.plus(Duration.ofHours(3)));
            ledger.expire();
            assertThat(has(old) || has(young)).isFalse();
        }
        assertThat(verify().flaws()).isEmpty();
        assertThat(verify().expired()).isZero();
    }

    private boolean has(byte[] payload) {
        try (var archive = SqliteArchive.open(state)) {
            return archive.payload(sha(payload)).isPresent();
        }
    }

    private static void keepWith(SqliteLedger ledger, int number, byte[] payload) {
        var evidence = new Evidence(
                "e7f2-" + number,
                NOON,
                "ana",
                "files",
                Evidence.Way.TO_CLIENT,
                Evidence.Kind.RESULT,
                "tools/call",
                "read_file",
                "1",
                Evidence.Ruling.PASSED,
                true,
                List.of(),
                sha(payload),
                payload.length,
                sha(payload),
                payload.length,
                "");
        kept(keep(ledger, evidence, new Evidence.Payload(payload, payload), Ledger.Durability.PROCESS));
    }

    private static String sha(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256().digest(bytes));
    }

    @Test
    void of_checkpoints_older_than_a_day_the_last_of_each_hour_stays() {
        for (int minute : List.of(0, 10, 20, 70, 80)) {
            now.set(NOON.plus(Duration.ofMinutes(minute)));
            try (var ledger = open(Retention.FOREVER)) {
                keepMany(ledger, "m" + minute, 1);
            }
        }
        assertThat(verify().checkpoints()).isEqualTo(5 + 1);
        now.set(NOON.plus(Duration.ofHours(26)));
        try (var ledger = open(Retention.FOREVER)) {
            ledger.expire();
        }
        assertThat(verify().checkpoints()).isEqualTo(2 + 1);
        assertThat(verify().flaws()).isEmpty();
        assertThat(verify().signed()).isEqualTo(5);
    }
}
