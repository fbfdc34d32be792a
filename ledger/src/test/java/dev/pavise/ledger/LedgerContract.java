package dev.pavise.ledger;

import static dev.pavise.ledger.Samples.denied;
import static dev.pavise.ledger.Samples.evidence;
import static dev.pavise.ledger.Samples.keep;
import static dev.pavise.ledger.Samples.keepMany;
import static dev.pavise.ledger.Samples.keeping;
import static dev.pavise.ledger.Samples.kept;
import static dev.pavise.ledger.Samples.lost;
import static dev.pavise.ledger.Samples.passed;
import static dev.pavise.ledger.Samples.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Ledger.Durability;
import dev.pavise.core.evidence.Reason;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Hashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every kind of ledger must do. A store's own test class implements this and says which store it is.
interface LedgerContract {
    Store store();

    private Ledger open(Path state) {
        return store().keeping().open(state, Settings.DEFAULT);
    }

    private Archive read(Path state) {
        return store().reading().open(state);
    }

    @Test
    default void what_is_kept_reads_back_the_same(@TempDir Path state) {
        try (var ledger = open(state)) {
            assertThat(kept(keep(ledger, passed("e7f2", 1)))).isZero();
            assertThat(kept(keep(ledger, denied("e7f2", 2)))).isEqualTo(1);
            try (var archive = read(state)) {
                assertThat(archive.size()).isEqualTo(2);
                assertThat(archive.show("e7f2-2")).singleElement().satisfies(entry -> {
                    assertThat(entry.index()).isEqualTo(1);
                    assertThat(entry.body()).isInstanceOfSatisfying(Entry.Body.Present.class, present -> {
                        assertThat(present.evidence()).isEqualTo(denied("e7f2", 2));
                        byte[] json = present.json().getBytes(StandardCharsets.UTF_8);
                        assertThat(entry.leaf()).isEqualTo(HexFormat.of().formatHex(Hashes.leaf(json)));
                    });
                });
                assertThat(archive.show("e7f2-3")).isEmpty();
                assertThat(archive.entry(2)).isEmpty();
            }
        }
    }

    @Test
    default void a_session_s_answers_come_in_the_order_of_its_evidence(@TempDir Path state) {
        try (var ledger = open(state)) {
            var answered = new ConcurrentLinkedQueue<Integer>();
            var last = new CompletableFuture<Ledger.Outcome>();
            for (int i = 1; i <= 1000; i++) {
                int number = i;
                // Every tenth is refused, which must not let it overtake the others.
                var evidence = i % 10 == 0 ? withoutYear(passed("e7f2", i)) : passed("e7f2", i);
                ledger.keep(evidence, Evidence.Payload.NONE, Durability.PROCESS, outcome -> {
                    answered.add(number);
                    if (number == 1000) last.complete(outcome);
                });
            }
            within(last);
            assertThat(List.copyOf(answered)).isSorted().hasSize(1000);
        }
    }

    @Test
    default void evidence_that_nobody_waits_for_is_kept_soon_and_in_its_place(@TempDir Path state) {
        try (var ledger = open(state)) {
            var alone = keeping(ledger, passed("e7f2", 1), Evidence.Payload.NONE, Durability.LATER);
            assertThat(kept(within(alone))).isZero();
            var later = keeping(ledger, passed("e7f2", 2), Evidence.Payload.NONE, Durability.LATER);
            assertThat(kept(keep(ledger, passed("e7f2", 3)))).isEqualTo(2);
            assertThat(later).isCompleted();
            assertThat(kept(within(later))).isEqualTo(1);
        }
    }

    private static Evidence withoutYear(Evidence e) {
        return new Evidence(
                e.id(),
                java.time.Instant.MIN,
                e.principal(),
                e.server(),
                e.way(),
                e.kind(),
                e.method(),
                e.subject(),
                e.rpcId(),
                e.ruling(),
                e.enforced(),
                e.reasons(),
                e.received(),
                e.receivedBytes(),
                e.sent(),
                e.sentBytes(),
                e.note());
    }

    @Test
    default void evidence_that_no_time_can_be_written_for_is_lost_with_words(@TempDir Path state) {
        try (var ledger = open(state)) {
            assertThat(lost(keep(ledger, withoutYear(passed("e7f2", 1)))))
                    .contains("e7f2-1")
                    .contains("\nhint: ");
        }
    }

    @Test
    default void several_open_ledgers_append_to_one_tree(@TempDir Path state) throws InterruptedException {
        try (var one = open(state);
                var two = open(state)) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 4; t++) {
                var ledger = t % 2 == 0 ? one : two;
                String session = "s" + t;
                threads.add(Thread.ofPlatform().start(() -> keepMany(ledger, session, 300)));
            }
            for (var thread : threads) thread.join();
        }
        try (var archive = read(state)) {
            assertThat(archive.size()).isEqualTo(1200);
            var verification = archive.verify(Anchors.NONE);
            assertThat(verification.flaws()).isEmpty();
            assertThat(verification.unsigned()).isZero();
        }
    }

    @Test
    default void closing_keeps_what_waits_and_signs_it(@TempDir Path state) {
        var outcomes = new ArrayList<CompletableFuture<Ledger.Outcome>>();
        try (var ledger = open(state)) {
            for (int i = 1; i <= 2000; i++) {
                outcomes.add(keeping(ledger, passed("e7f2", i), Evidence.Payload.NONE, Durability.PROCESS));
            }
        }
        for (int i = 0; i < outcomes.size(); i++)
            assertThat(kept(outcomes.get(i).getNow(null))).isEqualTo(i);
        try (var archive = read(state)) {
            var verification = archive.verify(Anchors.NONE);
            assertThat(verification.isSound()).isTrue();
            assertThat(verification.signed()).isEqualTo(2000);
        }
    }

    @Test
    default void a_closed_ledger_says_so(@TempDir Path state) {
        var ledger = open(state);
        ledger.close();
        ledger.close();
        assertThat(lost(keep(ledger, passed("e7f2", 1)))).contains("closed");
    }

    @Test
    default void a_ledger_goes_on_where_it_ended(@TempDir Path state) {
        for (int run = 0; run < 3; run++) {
            try (var ledger = open(state)) {
                assertThat(kept(keep(ledger, passed("run" + run, 1)))).isEqualTo(run);
            }
        }
        try (var archive = read(state)) {
            assertThat(archive.verify(Anchors.NONE).flaws()).isEmpty();
        }
    }

    @Test
    default void a_checkpoint_is_signed_within_a_second_of_traffic(@TempDir Path state) {
        try (var ledger = open(state);
                var archive = readOnceThere(ledger, state)) {
            long start = System.nanoTime();
            while (archive.checkpoint().isEmpty()) {
                keep(ledger, passed("e7f2", 2));
                // The machine may be busy; what counts is that it comes by itself while the ledger is open.
                assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
            }
            Checkpoint checkpoint = Checkpoint.of(archive.checkpoint().orElseThrow());
            assertThat(checkpoint.size()).isPositive();
        }
    }

    private Archive readOnceThere(Ledger ledger, Path state) {
        kept(keep(ledger, passed("e7f2", 1)));
        return read(state);
    }

    @Test
    default void one_callers_failure_does_not_cost_the_others_their_answers(@TempDir Path state) {
        var silent = Thread.getDefaultUncaughtExceptionHandler();
        var thrown = new ConcurrentLinkedQueue<Throwable>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        try (var ledger = open(state)) {
            ledger.keep(passed("e7f2", 1), Evidence.Payload.NONE, Durability.PROCESS, outcome -> {
                throw new IllegalStateException("a caller's mistake");
            });
            assertThat(kept(keep(ledger, passed("e7f2", 2)))).isEqualTo(1);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(silent);
        }
        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void more_may_be_kept_from_within_an_answer_even_when_the_queue_is_full(@TempDir Path state)
            throws InterruptedException {
        int callers = 50;
        var done = new CountDownLatch(2 * callers);
        var small = new Settings(
                Retention.FOREVER,
                Settings.DEFAULT.signAfter(),
                Settings.DEFAULT.patience(),
                2,
                1 << 20,
                Settings.DEFAULT.clock());
        try (var ledger = store().keeping().open(state, small)) {
            for (int i = 1; i <= callers; i++) {
                int number = i;
                ledger.keep(passed("a", number), Evidence.Payload.NONE, Durability.PROCESS, outcome -> {
                    done.countDown();
                    ledger.keep(
                            passed("b", number), Evidence.Payload.NONE, Durability.PROCESS, more -> done.countDown());
                });
            }
            done.await();
        }
        try (var archive = read(state)) {
            assertThat(archive.size()).isEqualTo(2L * callers);
        }
    }

    @Test
    default void evidence_too_large_for_an_entry_is_kept_shortened(@TempDir Path state) {
        var reasons = new ArrayList<Reason>();
        for (int i = 0; i < 2000; i++) reasons.add(new Reason("hidden-text", "/result/tools/" + i, "x".repeat(120)));
        var large = evidence("e7f2", 1, "files", "n".repeat(70_000), Evidence.Ruling.DENIED, reasons);
        try (var ledger = open(state)) {
            kept(keep(ledger, large));
        }
        try (var archive = read(state)) {
            var body = (Entry.Body.Present) archive.entry(0).orElseThrow().body();
            assertThat(body.json().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(65535);
            assertThat(body.json()).contains("\"cut\":").contains("(70000 characters)");
            assertThat(body.evidence().ruling()).isEqualTo(Evidence.Ruling.DENIED);
            assertThat(body.evidence().reasons()).isNotEmpty().isSubsetOf(reasons);
        }
    }
}
