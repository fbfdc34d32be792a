package dev.pavise.gateway.http;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where to listen, and as whom.
///
/// @param hosts what may stand in `Host` and `Origin` besides loopback's names and the address:
///     `NAME:PORT`, or `NAME` for the port that is listened at and for none
/// @param tls asked for each new connection; null for plain HTTP/1.1
public record Endpoint(
        InetSocketAddress address,
        Set<String> hosts,
        @Nullable Supplier<Tls> tls) {
    public Endpoint {
        hosts = Set.copyOf(hosts);
    }

    /// For clients on this machine: plain, and under no other name.
    public static Endpoint of(InetSocketAddress address) {
        return new Endpoint(address, Set.of(), null);
    }
}
