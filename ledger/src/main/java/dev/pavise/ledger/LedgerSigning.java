package dev.pavise.ledger;

import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.NoteSigner;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When checkpoints are due, and the signing of them: on a thread that lives as long as one signature takes, because
/// the first one loads half the cryptography of the runtime and evidence must not wait for that. All else here
/// happens on the ledger's thread.
final class LedgerSigning {
    private final SigningKey key;
    private final long signAfterNanos;
    private final Inbox inbox;
    private long unsignedSince;
    private boolean unsigned;
    private boolean underway;
    private @Nullable String fault;

    LedgerSigning(Path keyFile, long signAfterNanos, Inbox inbox) {
        this.key = new SigningKey(keyFile);
        this.signAfterNanos = signAfterNanos;
        this.inbox = inbox;
    }

    /// Looks at the key before anything is kept.
    ///
    /// @throws StoreException when it is none: until it is one, [#fault] says so
    void open() {
        try {
            key.check();
        } catch (StoreException e) {
            fault = e.words();
            throw e;
        }
    }

    /// Entries have been kept that no checkpoint covers yet.
    void kept() {
        if (unsigned) return;
        unsigned = true;
        unsignedSince = System.nanoTime();
    }

    long nanosUntilDue() {
        if (!unsigned || underway) return Long.MAX_VALUE;
        return Math.max(0, unsignedSince + signAfterNanos - System.nanoTime());
    }

    void startIfDue(LedgerStore store) {
        if (nanosUntilDue() > 0) return;
        unsigned = false;
        underway = true;
        var head = store.head();
        String origin = store.origin();
        Thread.ofPlatform().daemon().name("pavise-signing").start(() -> inbox.put(signed(head, origin)));
    }

    /// Keeps what the signing thread has brought.
    void done(LedgerStore store, Job.Signed signed) {
        underway = false;
        try {
            store.keep(signed);
            if (store.head().size() > signed.checkpoint().size()) kept();
        } catch (StoreException e) {
            // Whoever keeps evidence next hears of it; until then there is nobody to tell.
            kept();
        }
    }

    void failed(Job.Unsigned job) {
        underway = false;
        fault = job.why();
        kept();
    }

    /// Why nothing can be signed, if that is so: then nothing is kept either, because a ledger without signatures is
    /// a quieter one than was asked for. Tries again first.
    Optional<String> fault(LedgerStore store) {
        if (fault == null) return Optional.empty();
        try {
            key.signer(store.origin());
            fault = null;
        } catch (StoreException e) {
            fault = e.words();
        }
        return Optional.ofNullable(fault);
    }

    /// Signs what is left. Twice, if the first checkpoint makes the ledger tell of a new key.
    void finish(LedgerStore store) {
        for (int round = 0; round < 2 && (unsigned || underway); round++) {
            unsigned = false;
            if (signed(store.head(), store.origin()) instanceof Job.Signed signed) done(store, signed);
        }
    }

    private Job signed(LedgerStore.Head head, String origin) {
        try {
            NoteSigner signer = key.signer(origin);
            var checkpoint = new Checkpoint(signer.key().name(), head.size(), head.root());
            return new Job.Signed(
                    checkpoint, signer.sign(checkpoint.text()), signer.key().toString());
        } catch (StoreException e) {
            return new Job.Unsigned(e.words());
        } catch (RuntimeException | Error e) {
            return new Job.Unsigned(
                    "ledger: signing failed (" + e + ")\nhint: please report this as an error in Pavise");
        }
    }
}
