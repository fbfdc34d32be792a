package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.tree.Hashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The ledger in one SQLite file. Opening returns at once: a thread of the ledger's own opens the store, commits what
/// waits in groups, has checkpoints signed and answers. Several processes may have the same ledger open.
public final class SqliteLedger implements Ledger {
    private final Inbox inbox;
    private final LedgerThread thread;

    private SqliteLedger(Path state, Settings settings) {
        inbox = new Inbox(settings.queueMax(), settings.queueBytesMax());
        thread = new LedgerThread(state, settings, inbox);
        thread.start();
    }

    /// Opens the ledger in the folder `state`, or starts one there.
    public static SqliteLedger open(Path state, Settings settings) {
        return new SqliteLedger(state, settings);
    }

    /// Waits until the store has been opened, or has turned out not to open: then why, in words for people.
    public Optional<String> trouble() {
        return thread.opened().join();
    }

    /// Waits as well: what a person should know of a store that did open, else empty.
    public Optional<String> notice() {
        return thread.noticed().join();
    }

    @Override
    public void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then) {
        Job job;
        try {
            byte[] json = EvidenceJson.write(evidence);
            job = new Job.Keep(evidence, json, Hashes.leaf(json), blobs(evidence, payload), durability, then);
        } catch (IllegalArgumentException e) {
            job = new Job.Refuse(
                    "evidence " + evidence.id() + ": " + e.getMessage()
                            + "\nhint: this is an error in Pavise; please report it",
                    then);
        }
        if (!inbox.put(job)) then.on(new Outcome.Lost(LedgerThread.CLOSED));
    }

    /// Keeps by this from now on.
    public void retain(Retention retention) {
        thread.retain(retention);
    }

    /// Lets go at once of what retention no longer wants, and otherwise happens by itself every hour. How many
    /// entries and payloads went.
    public long expire() {
        var done = new CompletableFuture<Long>();
        if (!inbox.put(new Job.Expire(done))) return 0;
        return done.join();
    }

    @Override
    public void close() {
        inbox.close();
        thread.join();
    }

    private static List<Job.Blob> blobs(Evidence evidence, Evidence.Payload payload) {
        if (payload.received() == null && payload.sent() == null) return List.of();
        var blobs = new ArrayList<Job.Blob>(2);
        add(blobs, payload.received(), evidence.received());
        if (!evidence.sent().equals(evidence.received())) add(blobs, payload.sent(), evidence.sent());
        return blobs;
    }

    private static void add(List<Job.Blob> blobs, byte @Nullable [] bytes, String digest) {
        if (bytes == null) return;
        byte[] sha = Hashes.sha256().digest(bytes);
        if (!HexFormat.of().formatHex(sha).equals(digest)) {
            throw new IllegalArgumentException("the payload is not what its digest says");
        }
        blobs.add(new Job.Blob(sha, bytes));
    }
}
