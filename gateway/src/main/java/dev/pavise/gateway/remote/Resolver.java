package dev.pavise.gateway.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name. May wait; is never asked on an event loop.
@FunctionalInterface
public interface Resolver {
    /// The resolver of the system.
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /// All addresses of a name, in the order in which they should be tried.
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
