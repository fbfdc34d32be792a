package dev.pavise.gateway;

import java.util.function.Consumer;

/// What a path leads to: one server, or several as one.
public interface Destination {
    /// What it is called in paths; empty for all servers as one.
    String name();

    /// The path that its doors begin with: `/s/files`, or nothing.
    String path();

    /// What it was made of: another one where it is not the same any more, though it has the same name.
    Object made();

    /// Begins to talk to it. The server itself need not run before the first message.
    ///
    /// @param stateless whether it is for modern requests, which have no session
    /// @param client hears the messages
    /// @param finish hears on which of the client's streams nothing more comes
    Partner open(String principal, boolean stateless, Outlet client, Consumer<Long> finish);
}
