package dev.pavise.gateway;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Keeps evidence in memory, on a thread of its own as a real one does; full when told so.
final class MemoryLedger implements Ledger {
    final List<Evidence> kept = new CopyOnWriteArrayList<>();
    volatile String full = "";
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    @Override
    public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
        thread.execute(() -> {
            if (full.isEmpty()) {
                kept.add(evidence);
                then.on(new Outcome.Kept(kept.size() - 1));
            } else {
                then.on(new Outcome.Lost(full));
            }
        });
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
