package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.message.Direction;
import dev.pavise.core.pin.Pin;
import java.time.Instant;
import java.util.List;

/// What the edge has to do. Effects are begun in their order, and what is sent in one direction leaves in the order
/// of the effects, whatever it waits for.
public sealed interface Effect {
    /// Bytes, as one message.
    record Send(Direction way, byte[] bytes) implements Effect {}

    /// Evidence, and what leaves once it is kept; or else, where it could not be kept.
    record Keep(
            Evidence evidence,
            Evidence.Payload payload,
            Ledger.Durability durability,
            List<Send> then,
            List<Send> otherwise)
            implements Effect {
        public Keep {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /// Pins that changed, to be stored before anything behind this leaves.
    record SavePins(List<Pin> pins) implements Effect {
        public SavePins {
            pins = List.copyOf(pins);
        }
    }

    /// A person has to decide about what is held under this id, until then.
    record Ask(String held, Instant until) implements Effect {}

    /// The session is over.
    record Close(String why) implements Effect {}
}
