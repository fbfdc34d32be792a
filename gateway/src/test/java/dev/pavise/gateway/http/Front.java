package dev.pavise.gateway.http;

import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.policy.Rates;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
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
            4,
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            64 << 20);

    /// Longer than a test waits for anything.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// How long those at `/mcp` wait for a server.
    volatile Duration patience;

    final Scripted market = new Scripted("market");
    final Scripted bank = new Scripted("bank");
    /// Those that are served; a test may add some, and take some away.
    final List<Scripted> servers = new CopyOnWriteArrayList<>(List.of(market, bank));
    private final Scripted own = new Scripted("/mcp");
    /// Who went without being heard at `/mcp`, and why.
    final BlockingQueue<String> leftOut = new LinkedBlockingQueue<>();

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

    /// One whose servers do not wait long for one another.
    static Front impatient() throws IOException, InterruptedException {
        return new Front(LIMITS, Duration.ofSeconds(3), Endpoint.of(loopback()));
    }

    Front(HttpLimits limits) throws IOException, InterruptedException {
        this(limits, Endpoint.of(loopback()));
    }

    Front(HttpLimits limits, Endpoint endpoint) throws IOException, InterruptedException {
        this(limits, PATIENCE, endpoint);
    }

    private Front(HttpLimits limits, Duration patience, Endpoint endpoint) throws IOException, InterruptedException {
        this.patience = patience;
        server = HttpServer.listen(endpoint, this, limits, loops);
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// Where a request goes unanswered for a short time only.
    static Policy brief() {
        Limits usual = Limits.DEFAULT;
        var brief = new Limits(
                usual.messageBytesMax(),
                usual.depthMax(),
                usual.contentItemsMax(),
                usual.blobBytesMax(),
                usual.listItemsMax(),
                usual.definitionBytesMax(),
                Duration.ofSeconds(3),
                usual.pagesMax());
        return new Policy(Preset.BALANCED, brief, Rates.DEFAULT, false, List.of());
    }

    /// By what sessions are judged from now on.
    void judgeBy(Policy policy) {
        for (Scripted each : servers) each.policy = policy;
        own.policy = policy;
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

    /// A client of ada's at all servers, not initialized.
    Client all() {
        return new Client(this, "ada-key", "");
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
        return servers.stream()
                .filter(each -> each.name().equals(name) && !name.equals(gone))
                .<Backend>map(each -> each)
                .findFirst();
    }

    @Override
    public List<String> names() {
        return servers.stream().map(Scripted::name).toList();
    }

    @Override
    public Backend own() {
        return own.own();
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void leftOut(String server, String why) {
        leftOut.add(server + ": " + why);
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
        own.close();
    }
}
