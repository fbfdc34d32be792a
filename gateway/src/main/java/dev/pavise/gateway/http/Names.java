package dev.pavise.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What clients may call us by. DNS rebinding comes under another name, and a page from elsewhere says so in `Origin`.
final class Names {
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private final boolean isTls;

    /// @param isTls whether a page that came without TLS is none of ours: anybody on its way may have written it
    Names(boolean isTls) {
        this.isTls = isTls;
    }

    /// @param address that is listened at
    /// @param named as in [Endpoint#hosts]
    void add(InetSocketAddress address, Set<String> named) {
        String port = ":" + address.getPort();
        boolean isUsual = address.getPort() == (isTls ? 443 : 80);
        var own = new ArrayList<>(List.of("localhost", "127.0.0.1", "[::1]"));
        if (!address.getAddress().isAnyLocalAddress()) own.add(written(address.getAddress()));
        for (String name : own) {
            hosts.add(name + port);
            if (isUsual) hosts.add(name);
        }
        for (String name : named) {
            String lower = name.toLowerCase(Locale.ROOT);
            hosts.add(lower);
            if (!lower.matches(".*:[0-9]+")) hosts.add(lower + port);
        }
    }

    private static String written(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    boolean isHost(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    boolean isOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) return isHost(lower.substring("https://".length()));
        return !isTls && lower.startsWith("http://") && isHost(lower.substring("http://".length()));
    }
}
