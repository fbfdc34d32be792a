package dev.pavise.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Where `serve` listens, and as whom.
///
/// @param hosts what clients may call it by, besides loopback's names and its address: `NAME` or
///     `NAME:PORT`
/// @param tls empty for plain HTTP
public record Listening(InetSocketAddress address, List<String> hosts, Optional<Tls> tls) {
    static final String HOST_PATTERN = "([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?";

    /// Where nothing is set.
    static final Listening DEFAULT =
            new Listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4400), List.of(), Optional.empty());

    /// Files in PEM.
    public record Tls(Template certificate, Template key) {}

    public Listening {
        hosts = List.copyOf(hosts);
    }

    /// Where clients reach it at this address, which is the one that was bound: `http://127.0.0.1:4400`.
    /// A certificate names hosts, so over TLS it is the first of those that are set.
    public String url(InetSocketAddress bound) {
        String port = ":" + bound.getPort();
        if (tls.isEmpty()) return plainUrl(bound);
        if (hosts.isEmpty()) return "https://" + written(bound.getAddress()) + port;
        String host = hosts.getFirst();
        return "https://" + host + (host.matches(".*:[0-9]+") ? "" : port);
    }

    /// Where a plain address is reached.
    public static String plainUrl(InetSocketAddress bound) {
        return "http://" + written(bound.getAddress()) + ":" + bound.getPort();
    }

    /// Whether who listens so does what this one wants, but for what is taken up without a new start.
    public boolean isAsGoodAs(Listening next) {
        return address.equals(next.address())
                && hosts.equals(next.hosts())
                && tls.isPresent() == next.tls().isPresent();
    }

    /// An address as it stands in a URL. Who listens at all of them is reached at loopback's.
    private static String written(InetAddress address) {
        String text = (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
