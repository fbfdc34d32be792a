package dev.pavise.gateway;

import dev.pavise.core.message.Id;
import java.util.Optional;

/// A server as the gateway reaches it, for one session.
///
/// What is sent carries in [dev.pavise.core.exchange.Effect.Send#about] the request that it is, or the one that it
/// gives up; a transport with a stream for each request opens and closes streams by it.
public interface Upstream extends Outlet, AutoCloseable {
    /// Hears what the server does, on threads of the upstream's own.
    interface Listener {
        /// Why a request is over that its client gave up. That is no failure of the server's.
        String GIVEN_UP = "it was given up";

        /// Bytes that should be one message.
        ///
        /// @param about the request, by the id under which it was sent, in whose reply they came; empty
        ///     where there is one stream for everything
        void tells(byte[] message, Optional<Id> about);

        /// A message that was too long to keep, and its id where that is known.
        void overlong(long bytes, Optional<Id> id);

        /// The reply to a request is over, and there was no answer in it. `why` is for people.
        void unanswered(Id sentAs, String why);

        /// Nothing more will come. `why` is for people.
        void ended(String why);

        /// Waits until nothing that was told is looked at any more: who ends before, ends without its answer.
        default void awaitLooked() {}

        /// What of such a reason is ours, and may stand in a log: a transport's begins with words of ours, and behind
        /// them may stand the server's; what kept a process from being started is ours as a whole.
        static String ownWords(String why) {
            return why.startsWith("launch: ") ? why : why.split("[:;]", 2)[0];
        }

        /// Whether what it is told costs little, so that an event loop may tell it.
        default boolean isQuick() {
            return true;
        }
    }

    /// Begins to listen. Called once, before anything is sent.
    void open(Listener listener);

    /// Whether a message can be sent without waiting for a process or a connection to be made.
    default boolean isReady() {
        return true;
    }

    /// Whether it takes what it is sent; one that does not read is sent nothing more.
    default boolean hasRoom() {
        return true;
    }

    /// Ends the session at the server; returns when it is over. The listener hears [Listener#ended] at the latest then.
    @Override
    void close();
}
