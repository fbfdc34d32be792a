package dev.pavise.gateway.remote;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Where a server is: what its URL says, taken apart and checked.
///
/// @param host in lower case; an IPv6 address without brackets
/// @param path with the query
/// @param literal the address itself, where one is written instead of a name
record Target(boolean tls, String host, int port, String path, Optional<InetAddress> literal) {
    private static final int URL_LENGTH_MAX = 4096;

    /// @throws IllegalArgumentException what is wrong with the URL, in words
    static Target of(URI url) {
        if (url.toASCIIString().length() > URL_LENGTH_MAX) throw new IllegalArgumentException("the URL is too long");
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) throw new IllegalArgumentException("the URL is neither https nor http");
        if (url.getHost() == null) throw new IllegalArgumentException("the URL names no host");
        if (url.getRawUserInfo() != null) throw new IllegalArgumentException("the URL holds a user name");
        if (url.getRawFragment() != null) throw new IllegalArgumentException("the URL holds a fragment");
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        Optional<InetAddress> literal = Addresses.literal(host);
        literal.flatMap(Addresses::neverReached).ifPresent(why -> {
            throw new IllegalArgumentException("the URL names " + why);
        });
        boolean loopback = host.equals("localhost")
                || literal.filter(InetAddress::isLoopbackAddress).isPresent();
        if (!tls && !loopback) throw new IllegalArgumentException("plain http is for loopback only: write https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        if (port == 0 || port > 65535) throw new IllegalArgumentException("the URL names no port");
        return new Target(tls, host, port, path(url), literal);
    }

    private static String path(URI url) {
        URI ascii = URI.create(url.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    /// The URL that a reference means here (RFC 3986, section 5).
    ///
    /// @throws IllegalArgumentException it is no URL, or one that is not to be reached
    Target resolve(String reference) {
        return of(URI.create(url()).resolve(reference));
    }

    boolean isSameOrigin(Target other) {
        return tls == other.tls && port == other.port && host.equals(other.host);
    }

    /// As the Host header has it.
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    private String url() {
        return (tls ? "https://" : "http://") + authority() + path;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
