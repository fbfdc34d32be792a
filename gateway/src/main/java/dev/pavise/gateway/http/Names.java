package dev.pavise.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What clients may call us by. DNS rebinding comes under another name, and a page from elsewhere says
/// so in `Origin`.
final class Names {
    private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}([.][0-9]{1,3}){3}|\\[[0-9a-f:.]+])(:[0-9]+)?");

    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private final boolean isTls;
    private volatile boolean isEverywhere;

    /// @param isTls whether a page that came without TLS is none of ours: anybody on its way may have
    ///     written it
    Names(boolean isTls) {
        this.isTls = isTls;
    }

    /// @param address that is listened at
    /// @param named as in [Endpoint#hosts]
    void add(InetSocketAddress address, Set<String> named) {
        String port = ":" + address.getPort();
        boolean isUsual = address.getPort() == (isTls ? 443 : 80);
        var own = new ArrayList<>(List.of("localhost", "127.0.0.1", "[::1]"));
        isEverywhere = address.getAddress().isAnyLocalAddress();
        if (!isEverywhere) own.add(written(address.getAddress()));
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

    /// Why nobody is let in with such a request, whoever it is: it is for somebody else, or from a page
    /// of somebody else's, or two readers may take it in two ways.
    Optional<Refused> strangeness(Incoming incoming) {
        if (incoming.isAmbiguous()) return Optional.of(new Refused(400, "a header stands there twice"));
        if (!isHost(incoming.header("host")))
            return Optional.of(
                    new Refused(403, "no such host here\nhint: hosts in pavise.yaml holds the names that count"));
        String origin = incoming.header("origin");
        if (origin == null || isOrigin(origin)) return Optional.empty();
        return Optional.of(new Refused(403, "pages from elsewhere may not call"));
    }

    /// Who listens everywhere is called by any address: no name leads astray where none is looked up.
    private boolean isHost(@Nullable String host) {
        if (host == null) return false;
        String lower = host.toLowerCase(Locale.ROOT);
        return hosts.contains(lower) || (isEverywhere && ADDRESS.matcher(lower).matches());
    }

    private boolean isOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("https://")) return hosts.contains(lower.substring("https://".length()));
        return !isTls && lower.startsWith("http://") && hosts.contains(lower.substring("http://".length()));
    }
}
