package dev.pavise.app.config;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Shown;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address to serve HTTP on.
public final class ListenAddress {
    private static final int PORT = 4400;
    private static final Pattern WRITTEN =
            Pattern.compile("(localhost|[0-9.]{7,15}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");

    private ListenAddress() {}

    /// What is written as HOST:PORT; where nothing is, the usual one.
    public static InetSocketAddress of(Optional<String> written) throws Fault {
        if (written.isEmpty()) return new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
        Matcher parts = WRITTEN.matcher(written.get());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) throw fault(written.get());
        try {
            InetAddress address = InetAddress.getByName(parts.group(1));
            if (address.isLoopbackAddress()) return new InetSocketAddress(address, Integer.parseInt(parts.group(2)));
        } catch (UnknownHostException e) {
            throw fault(written.get());
        }
        throw Fault.wrongUse(
                "listen",
                Shown.word(written.get()) + " is beyond this machine, which needs TLS",
                "serving with TLS is not part of this version: listen on 127.0.0.1, behind a proxy that has it");
    }

    private static Fault fault(String written) {
        return Fault.wrongUse(
                "listen", "\"" + Shown.word(written) + "\" is no address and port", "write it as 127.0.0.1:4400");
    }
}
