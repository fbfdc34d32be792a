package dev.pavise.gateway.http;

import dev.pavise.gateway.remote.Remotes;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The HTTP side with two scripted servers, `market` and `bank`, and two principals, whose keys are their names with
/// `-key` behind.
final class Front implements House, AutoCloseable {
    static final HttpLimits LIMITS = new HttpLimits(
            16 << 10,
            1 << 20,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            1000,
            100,
            10,
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            64 << 20);

    final Scripted market = new Scripted("market");
    final Scripted bank = new Scripted("bank");
    final HttpServer server;
    /// A server that there is no more.
    volatile String gone = "";
    /// Whose key counts no more.
    volatile String revoked = "";
    /// Status, path and address of each who was not let in.
    final List<String> refused = new CopyOnWriteArrayList<>();
    private final IoEventLoopGroup loops = Remotes.loops(2);

    Front() throws IOException, InterruptedException {
        this(LIMITS);
    }

    Front(HttpLimits limits) throws IOException, InterruptedException {
        this(limits, Endpoint.of(loopback()));
    }

    Front(HttpLimits limits, Endpoint endpoint) throws IOException, InterruptedException {
        server = HttpServer.listen(endpoint, this, limits, loops);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.address().getPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    /// A new connection.
    HttpWire wire() throws IOException {
        return new HttpWire(port());
    }

    /// A client of ada's at `market`, not initialized.
    Client ada() {
        return new Client(this, "ada-key", "market");
    }

    /// A legacy client that has initialized.
    Client legacy(String revision) throws IOException {
        Client client = ada();
        client.initialize(revision);
        return client;
    }

    @Override
    public Optional<String> principal(String key) {
        return Optional.ofNullable(Map.of("ada-key", "ada", "bob-key", "bob").get(key))
                .filter(principals()::contains);
    }

    @Override
    public Set<String> principals() {
        return revoked.equals("ada") ? Set.of("bob") : Set.of("ada", "bob");
    }

    @Override
    public Optional<Backend> backend(String name) {
        return switch (name.equals(gone) ? "" : name) {
            case "market" -> Optional.of(market);
            case "bank" -> Optional.of(bank);
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> names() {
        return List.of("market", "bank");
    }

    @Override
    public void refused(int status, String why, String path, String from) {
        refused.add(status + " " + path + " " + from);
    }

    @Override
    public void close() {
        server.close(Duration.ZERO);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        market.close();
        bank.close();
    }
}
