package dev.pavise.core.exchange;

import dev.pavise.core.message.Revision;

/// How far a session's handshake has come. The client's first message decides the era; a modern one that no answer
/// has confirmed may still turn legacy, because clients probe so (2026-07-28, versioning).
sealed interface Stage {
    /// By which revision messages are judged.
    Revision revision();

    /// Nothing has been said that tells the era.
    record New() implements Stage {
        @Override
        public Revision revision() {
            return Revision.V2025_11_25;
        }
    }

    /// `initialize` is on its way; its revision was asked for.
    record Opening(Revision revision) implements Stage {}

    /// Server and client agreed.
    record Legacy(Revision revision) implements Stage {}

    /// Each request says its own revision.
    record Modern(boolean confirmed) implements Stage {
        @Override
        public Revision revision() {
            return Revision.V2026_07_28;
        }
    }
}
