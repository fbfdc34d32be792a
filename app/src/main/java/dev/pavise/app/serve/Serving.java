package dev.pavise.app.serve;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.app.run.ConfigWatch;
import dev.pavise.app.run.Facts;
import dev.pavise.app.run.Stores;
import dev.pavise.app.run.Wrapped;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.policy.Preset;
import dev.pavise.gateway.Breaker;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.http.Backend;
import dev.pavise.gateway.http.House;
import dev.pavise.gateway.http.HttpLimits;
import dev.pavise.gateway.http.HttpServer;
import dev.pavise.gateway.remote.Limits;
import dev.pavise.gateway.remote.Remotes;
import dev.pavise.gateway.remote.Resolver;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import dev.pavise.ledger.state.SqliteAllowances;
import dev.pavise.ledger.state.SqliteKeys;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The configured servers, served over HTTP until it is closed.
public final class Serving implements AutoCloseable, House {
    private static final long KEYS_NANOS = 250_000_000;

    private final StateDatabase state;
    private final SqliteLedger ledger;
    private final SqliteKeys keys;
    private final ConfigWatch watch;
    private final Served.Common common;
    private final ScheduledExecutorService timer = Gate.timer();
    private final IoEventLoopGroup remoteLoops =
            Remotes.loops(Runtime.getRuntime().availableProcessors());
    private final Remotes remotes = new Remotes(remoteLoops, Limits.DEFAULT, Resolver.SYSTEM);
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final HttpServer http;
    private Map<String, String> namesByHash = Map.of();
    private long keysVersion = -1;
    private long keysLooked;

    /// Begins to serve.
    ///
    /// @param preset what a person asked for at start; counts for more than the configuration
    public static Serving start(Home home, InetSocketAddress address, Optional<Preset> preset, Terminal terminal)
            throws Fault, InterruptedException {
        return new Serving(home, address, preset, terminal);
    }

    private Serving(Home home, InetSocketAddress address, Optional<Preset> preset, Terminal terminal)
            throws Fault, InterruptedException {
        watch = ConfigWatch.of(home);
        var clock = InstantSource.system();
        state = StateDatabase.in(home.state());
        ledger = SqliteLedger.open(home.state(), Settings.DEFAULT.with(Wrapped.retention(watch.config())));
        keys = new SqliteKeys(state);
        var stores = new Stores(ledger, new SqlitePins(state), new SqliteAllowances(state), new Facts(ledger, clock));
        common = new Served.Common(
                new Exchange(Guards.ALL, SealKeys.in(home.state(), clock.instant())),
                stores,
                watch,
                remotes,
                preset,
                timer,
                terminal.environment(),
                terminal::say,
                config -> ledger.retain(Wrapped.retention(config)));
        ledger.notice().ifPresent(terminal::say);
        ledger.trouble().ifPresent(why -> terminal.say(why + "\npavise: without a ledger no message passes"));
        try {
            http = HttpServer.listen(address, this, HttpLimits.DEFAULT);
        } catch (IOException e) {
            ledger.close();
            throw Fault.lacking(
                    "listen " + address.getHostString() + ":" + address.getPort(),
                    String.valueOf(e.getMessage()),
                    "name another port: listen: 127.0.0.1:0 takes a free one");
        }
    }

    /// Where it serves: `http://127.0.0.1:4400`.
    public String url() {
        InetSocketAddress address = http.address();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public Optional<String> principal(String key) {
        return Optional.ofNullable(keyNames().get(SqliteKeys.hash(key)));
    }

    /// Looked up anew as soon as somebody has added or revoked one, within a moment.
    private synchronized Map<String, String> keyNames() {
        long now = System.nanoTime();
        if (keysVersion >= 0 && now - keysLooked < KEYS_NANOS) return namesByHash;
        keysLooked = now;
        long version = keys.version();
        if (version != keysVersion) namesByHash = keys.byHash();
        keysVersion = version;
        return namesByHash;
    }

    @Override
    public Optional<Backend> backend(String name) {
        Config.Server server = watch.config().servers().get(name);
        return server == null
                ? Optional.empty()
                : Optional.of(new Served(server, common, breakers.computeIfAbsent(name, key -> new Breaker())));
    }

    @Override
    public List<String> names() {
        return List.copyOf(watch.config().servers().keySet());
    }

    /// Ends all sessions and their servers; what they did is in the ledger.
    @Override
    public void close() {
        http.close();
        remotes.close();
        remoteLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        timer.shutdownNow();
        ledger.close();
        state.close();
    }
}
