package dev.pavise.gateway;

import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Whom a client talks to: one server, or several as one. What it says leaves by the [Outlet] that it was opened with.
public interface Partner extends AutoCloseable {
    /// What the bytes are as a message.
    Reading read(byte[] bytes);

    /// A message of a client's, or what should have been one.
    ///
    /// @param headers what HTTP says of it, by names in lower case; empty where it came another way
    void asks(Reading reading, Asker from, Optional<Map<String, String>> headers);

    /// A client's stream is gone, and its requests with it.
    void left(Asker from);

    /// The revision by which messages are judged now.
    Revision revision();

    /// Whether JSON arrays of messages are taken.
    boolean hasBatches();

    /// Whether a message for it waits for nothing: its server runs, and nobody else is at it.
    boolean isReady();

    /// Whether its server takes what it is sent.
    boolean hasRoom();

    /// Whether it takes nothing more.
    boolean isOver();

    /// Whether its server hangs, as far as can be told: it took a request's whole time to say nothing at all.
    boolean isMute();

    /// Looks whether the servers behind it are still those that there are. Called again and again.
    default void review() {}

    /// Whether an answer is on its way that will come: what stays open by its nature does not count.
    boolean isBusy();

    /// Done once it is over, with the reason.
    CompletableFuture<String> closed();

    /// Ends it, and the server's side of it. Who still waits for an answer is told first.
    @Override
    void close();
}
