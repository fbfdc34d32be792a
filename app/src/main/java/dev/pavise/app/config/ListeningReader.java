package dev.pavise.app.config;

import dev.pavise.app.cli.Shown;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads where to listen. Nothing is sent readable beyond this machine unless somebody wrote that it may
/// be.
final class ListeningReader {
    private final ConfigReader reader;
    private final Checker checker;

    ListeningReader(ConfigReader reader, Checker checker) {
        this.reader = reader;
        this.checker = checker;
    }

    Listening listening(Node root) {
        Node tls = ConfigReader.member(root, "tls");
        Node insecure = ConfigReader.member(root, "insecure");
        List<String> hosts = hosts(ConfigReader.member(root, "hosts"));
        boolean isInsecure = ConfigReader.text(insecure).equals("true");
        if (tls != null && insecure != null && isInsecure)
            checker.problem(insecure, "insecure does not go with tls", "keep one of them");
        String hint = "name certificate and key under tls, or write insecure: true where a proxy in front has TLS";
        return new Listening(
                address(ConfigReader.member(root, "listen"), tls != null || isInsecure, hint)
                        .orElse(Listening.DEFAULT.address()),
                hosts,
                Optional.ofNullable(tls).map(this::tls));
    }

    /// Where the admin port listens.
    Optional<InetSocketAddress> admin(@Nullable Node node) {
        boolean isInsecure =
                ConfigReader.text(ConfigReader.member(node, "insecure")).equals("true");
        String hint = "the admin port has none: write insecure: true under admin where only those who may reach it do";
        return address(ConfigReader.member(node, "listen"), isInsecure, hint);
    }

    /// @param isSettled whether it may be one beyond this machine; else the hint says what to do
    private Optional<InetSocketAddress> address(@Nullable Node listen, boolean isSettled, String hint) {
        if (listen == null) return Optional.empty();
        String written = ConfigReader.text(listen);
        Optional<InetSocketAddress> address = ListenAddress.of(written);
        if (address.isEmpty())
            checker.problem(
                    listen, "\"" + Shown.word(written) + "\" is no address and port", "write it as 127.0.0.1:4400");
        else if (!isSettled && !address.get().getAddress().isLoopbackAddress())
            checker.problem(listen, written + " is beyond this machine, which needs TLS", hint);
        return address;
    }

    private List<String> hosts(@Nullable Node node) {
        var hosts = new ArrayList<String>();
        if (!(node instanceof Node.Sequence list)) return hosts;
        for (Node each : list.elements()) {
            String host = ConfigReader.text(each);
            if (!host.matches(Listening.HOST_PATTERN))
                checker.problem(
                        each,
                        "\"" + Shown.word(host) + "\" is no host",
                        "write it as pavise.example.org, or pavise.example.org:8443");
            hosts.add(host);
        }
        return hosts;
    }

    private Listening.Tls tls(Node node) {
        return new Listening.Tls(file(node, "certificate"), file(node, "key"));
    }

    private Template file(Node tls, String name) {
        Node node = ConfigReader.member(tls, name);
        if (node == null) return new Template("", "");
        if (ConfigReader.text(node).contains("-----BEGIN"))
            checker.problem(node, "\"" + name + "\" is written down", "put it into a file and name that");
        return reader.referring(node);
    }
}
