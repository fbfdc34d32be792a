package dev.pavise.core.guard;

import dev.pavise.core.message.Message;
import java.util.function.Consumer;

/// A protection that takes its time: it may start programs and wait for them, so that it is no part of a step. A
/// message that is due waits; the edge has it looked at, and what that says comes back as an event. It can only tighten
/// what the guards have said.
public interface Look {
    /// Where nothing is looked at.
    Look NONE = new Look() {
        @Override
        public boolean isDue(Message message, Context context) {
            return false;
        }

        @Override
        public void look(Message message, Context context, Consumer<Verdict> said) {
            said.accept(Verdict.PASS);
        }
    };

    /// Whether this message waits. Pure, and quick: it is asked about every message.
    boolean isDue(Message message, Context context);

    /// Has a message looked at that is due, and returns at once.
    ///
    /// @param said hears, once and on any thread, what there is to say of it: within a bound of
    ///     time, whatever it is, and a denial where it could not be looked at
    void look(Message message, Context context, Consumer<Verdict> said);
}
