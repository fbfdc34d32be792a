package dev.pavise.gateway.http;

import dev.pavise.core.exchange.State;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import java.util.function.Supplier;

/// One configured server, as the HTTP side needs it.
public interface Backend {
    /// What a new session begins with.
    record Opening(Gate gate, State state, Upstream upstream) {}

    String name();

    /// What the server is made of, as a value: two backends of one name are the same server where these are equal.
    Object made();

    /// Opens a session for a principal. The server itself need not run before the first message.
    ///
    /// @param stateless whether it is for modern requests, which have no session
    /// @param client while too much waits there, the server is not read
    /// @param now what the session is at the time
    Opening open(String principal, boolean stateless, Outlet client, Supplier<State> now);
}
