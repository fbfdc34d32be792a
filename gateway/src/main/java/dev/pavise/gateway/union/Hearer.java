package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Message;

/// Hears what becomes of a question. On the thread of whoever speaks: it asks nobody anything before it returns.
interface Hearer {
    void answered(Effect.Send answer);

    /// No answer comes, and none is wanted.
    void finished();

    /// No answer comes. `why` is for people.
    void gone(String why);

    /// For what nobody waits for.
    Hearer NOBODY = new Hearer() {
        @Override
        public void answered(Effect.Send answer) {
            // Whoever asked has been answered.
        }

        @Override
        public void finished() {
            // The same.
        }

        @Override
        public void gone(String why) {
            // The same.
        }
    };

    /// The server says something besides; whether the client is to hear it as it is.
    default boolean hears(Message aside) {
        return true;
    }
}
