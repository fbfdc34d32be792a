package dev.pavise.core.guard;

import dev.pavise.core.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A protection that takes its time: it may start programs and wait for them, so that it is no part of a step. A
/// message
/// that is due waits; the edge has it looked at, and what that says comes back as an event. It can only tighten what
/// the
/// guards have said.
public interface Look {
    /// Where nothing is looked at.
    Look NONE = new Look() {
        @Override
        public boolean isDue(Message message, Context context) {
            return false;
        }

        @Override
        public CompletionStage<Verdict> look(Message message, Context context) {
            return CompletableFuture.completedFuture(Verdict.PASS);
        }
    };

    /// Whether this message waits. Pure, and quick: it is asked about every message.
    boolean isDue(Message message, Context context);

    /// What there is to say of a message that is due: said within a bound of time, whatever the message is, and a
    /// denial
    /// where it could not be looked at. Returns at once.
    CompletionStage<Verdict> look(Message message, Context context);
}
