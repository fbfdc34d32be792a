package dev.pavise.gateway;

import dev.pavise.core.exchange.Effect;

/// Where messages leave on one side of a session.
public interface Outlet {
    /// Takes a message to write. Does not wait for the peer.
    void send(Effect.Send send);

    /// Waits while too much waits for the peer. For readers, between messages, never under a session's lock.
    void awaitRoom() throws InterruptedException;
}
