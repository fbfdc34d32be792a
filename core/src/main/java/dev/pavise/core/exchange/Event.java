package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that happened to a session, as the edge saw it.
public sealed interface Event {
    Instant at();

    /// A message of a client, or what should have been one.
    ///
    /// @param headers what HTTP says of it, by names in lower case; empty where it came another way.
    ///     A `traceparent` there is the edge's own and goes on in `params._meta`; a `tracestate` replaces
    ///     the client's
    record Asks(Reading reading, Asker from, Optional<Map<String, String>> headers, Instant at) implements Event {}

    /// A message of the server, or what should have been one.
    ///
    /// @param about the request, by the id under which it went on, in whose reply they came; empty where
    ///     the transport has one stream for everything
    record Tells(Reading reading, Optional<Id> about, Instant at) implements Event {}

    /// The server's side of a request is over without an answer to it.
    record Unanswered(Id sentAs, String why, Instant at) implements Event {}

    /// A client's stream is gone, and its requests with it: in the modern era that cancels them.
    record Left(Asker from, Instant at) implements Event {}

    /// A message so long that the edge did not keep it. Its id is what went by, if exactly one did at the top level.
    record Overlong(Direction way, Asker from, long bytes, Optional<Id> id, Instant at) implements Event {}

    /// Time went by.
    record Ticked(Instant at) implements Event {}

    /// The server is gone. `why` is for people: how it ended and what it said last.
    record ServerEnded(String why, Instant at) implements Event {}

    /// Somebody changed pins: these hold from now on.
    record PinsSet(Pins pins, Instant at) implements Event {}

    /// Other servers show something else than before: this is what holds from now on.
    record OthersSet(Others others, Instant at) implements Event {}

    /// Somebody changed settings: these hold from now on.
    record PolicySet(Policy policy, Instant at) implements Event {}

    /// A person decided about what was held under this evidence's id.
    record Decided(String held, boolean allowed, String by, Instant at) implements Event {}

    /// What was said of a message that waited to be looked at, under the id of its effect.
    record Looked(String held, Verdict verdict, Instant at) implements Event {}

    /// The ledger could not keep this.
    record Lost(Evidence evidence, String why, Instant at) implements Event {}

    /// The ledger keeps again.
    record Recovered(Instant at) implements Event {}
}
