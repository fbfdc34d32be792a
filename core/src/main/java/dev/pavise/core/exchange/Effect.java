package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Context;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.pin.Pin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the edge has to do. Effects are begun in their order, and what is sent in one direction leaves in the order
/// of the effects, whatever it waits for.
public sealed interface Effect {
    /// Bytes, as one message.
    ///
    /// @param stream to the client: the stream of the request that it is about, else 0
    /// @param ends to the client: whether it is the answer to that request
    /// @param error the code, where it is a JSON-RPC error, else 0
    /// @param refused to the client: whether Pavise itself answers
    /// @param about to the server: the request itself, or the one that it gives up
    record Send(
            Direction way, byte[] bytes, long stream, boolean ends, int error, boolean refused, Optional<Asked> about)
            implements Effect {
        static Send toServer(byte[] bytes) {
            return new Send(Direction.TO_SERVER, bytes, 0, false, 0, false, Optional.empty());
        }

        static Send toServer(byte[] bytes, Asked about) {
            return new Send(Direction.TO_SERVER, bytes, 0, false, 0, false, Optional.of(about));
        }

        static Send answer(Asker to, byte[] bytes, int error) {
            return new Send(Direction.TO_CLIENT, bytes, to.stream(), true, error, false, Optional.empty());
        }

        static Send answer(Asker to, Refusal refusal) {
            return new Send(
                    Direction.TO_CLIENT, refusal.bytes(), to.stream(), true, refusal.code(), true, Optional.empty());
        }

        static Send aside(long stream, byte[] bytes) {
            return new Send(Direction.TO_CLIENT, bytes, stream, false, 0, false, Optional.empty());
        }
    }

    /// Nothing more comes on this stream of the client's, and no answer either.
    record Finish(long stream) implements Effect {}

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

    /// A message has to be looked at ([dev.pavise.core.guard.Look]); it waits under this id until then.
    record Look(String held, Message message, Context context, Instant until) implements Effect {}

    /// The session is over. The last effect of its step.
    record Close(String why) implements Effect {}
}
