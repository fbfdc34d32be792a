package dev.pavise.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address and a port, as people write them.
final class ListenAddress {
    private static final Pattern WRITTEN =
            Pattern.compile("(localhost|[0-9.]{7,15}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");

    private ListenAddress() {}

    /// What is written as ADDRESS:PORT; empty where it is no such thing. Names are not looked up.
    static Optional<InetSocketAddress> of(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) return Optional.empty();
        try {
            return Optional.of(
                    new InetSocketAddress(InetAddress.getByName(parts.group(1)), Integer.parseInt(parts.group(2))));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
