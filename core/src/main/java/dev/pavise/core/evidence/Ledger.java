package dev.pavise.core.evidence;

/// Where evidence is kept. Many sessions and several processes may keep at once; each call is answered in the order
/// of its session.
public interface Ledger extends AutoCloseable {
    /// What the evidence must survive before it counts as kept.
    enum Durability {
        /// Nothing yet, since nobody waits for it: it shares the next commit, or has its own within milliseconds. What
        /// is kept later is never kept before it.
        LATER,
        /// A `kill -9` of this process.
        PROCESS,
        /// The loss of power.
        DISK
    }

    /// What became of it.
    sealed interface Outcome {
        /// Kept, as leaf `index` of the tree.
        record Kept(long index) implements Outcome {}

        /// Not kept. `why` names the fault, the place and the next step.
        record Lost(String why) implements Outcome {}
    }

    /// Called once for each [#keep], on a thread of the ledger's; must not block.
    @FunctionalInterface
    interface Then {
        void on(Outcome outcome);
    }

    /// Does not wait, except while the ledger's queue is full.
    void keep(Evidence evidence, Evidence.Payload payload, Durability durability, Then then);

    /// Keeps what is queued, signs a last checkpoint and lets go of the store.
    @Override
    void close();
}
