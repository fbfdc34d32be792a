package dev.pavise.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Ledger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When the ledger's thread finds what waits for it.
@Timeout(60)
class InboxTest {
    private static final long AN_HOUR_NANOS = 3_600_000_000_000L;

    private final Inbox inbox = new Inbox(100, 1 << 20);

    @Test
    void what_nobody_waits_for_is_taken_soon_though_nothing_else_comes()
            throws ExecutionException, InterruptedException {
        var taken = new CompletableFuture<List<Job>>();
        reading(taken);
        while (!inbox.isAsleep()) Thread.onSpinWait();
        inbox.put(keep(Ledger.Durability.LATER));
        assertThat(taken.get()).hasSize(1);
    }

    @Test
    void it_is_taken_with_what_somebody_waits_for() throws ExecutionException, InterruptedException {
        inbox.put(keep(Ledger.Durability.LATER));
        inbox.put(keep(Ledger.Durability.PROCESS));
        var taken = new CompletableFuture<List<Job>>();
        reading(taken);
        assertThat(taken.get()).hasSize(2);
    }

    private void reading(CompletableFuture<List<Job>> taken) {
        Thread.ofPlatform().daemon().start(() -> {
            var batch = inbox.take(AN_HOUR_NANOS);
            taken.complete(batch == null ? List.of() : batch);
        });
    }

    private static Job keep(Ledger.Durability durability) {
        return new Job.Keep(Samples.passed("e7f2", 1), new byte[1], new byte[32], List.of(), durability, _ -> {});
    }
}
