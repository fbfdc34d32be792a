package dev.pavise.app.verb;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.run.Facts;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Puts a person's decisions into the ledger before they take effect; what cannot be recorded is not done.
final class Decisions implements AutoCloseable {
    private final SqliteLedger ledger;
    private final Facts facts;

    private Decisions(SqliteLedger ledger) {
        this.ledger = ledger;
        facts = new Facts(ledger, InstantSource.system());
    }

    static Decisions in(Path state) {
        return new Decisions(SqliteLedger.open(state, Settings.DEFAULT));
    }

    /// Records one; its id, once it is on disk.
    String record(String server, String method, String subject, Evidence.Ruling ruling, String note) throws Fault {
        var outcome = new CompletableFuture<Ledger.Outcome>();
        String id = facts.keep(server, method, subject, ruling, note, Ledger.Durability.DISK, outcome::complete);
        return switch (outcome.join()) {
            case Ledger.Outcome.Kept _ -> id;
            case Ledger.Outcome.Lost(String why) -> throw Verbs.fault(why);
        };
    }

    @Override
    public void close() {
        ledger.close();
    }
}
