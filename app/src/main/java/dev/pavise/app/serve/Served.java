package dev.pavise.app.serve;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Product;
import dev.pavise.app.config.Config;
import dev.pavise.app.run.ConfigWatch;
import dev.pavise.app.run.LiveSettings;
import dev.pavise.app.run.SessionId;
import dev.pavise.app.run.Stores;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.guard.HeaderParameter;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.policy.Preset;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.LazyUpstream;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import dev.pavise.gateway.Watcher;
import dev.pavise.gateway.http.Backend;
import dev.pavise.gateway.remote.Remote;
import dev.pavise.gateway.remote.RemoteUpstream;
import dev.pavise.gateway.remote.Remotes;
import dev.pavise.gateway.stdio.StdioUpstream;
import dev.pavise.gateway.union.OwnUpstream;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import dev.pavise.launch.Launcher;
import dev.pavise.launch.Patience;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One configured server: each session has settings and a process, or connections, of its own.
final class Served implements Backend {
    /// What all servers have in common.
    record Common(
            Exchange exchange,
            Stores stores,
            ConfigWatch watch,
            Remotes remotes,
            ScheduledExecutorService timer,
            Map<String, String> environment,
            Vitals vitals,
            Consumer<String> say,
            Consumer<Config> whenChanged,
            Function<Config.Server, Watcher> watchers) {}

    private static final String OWN = "/mcp";

    private final String door;
    private final Config.Server server;
    private final Optional<Preset> wanted;
    private final Common common;
    private final Pulse pulse;

    /// @param door what it is called in paths
    /// @param wanted counts for more than what the configuration says
    Served(String door, Config.Server server, Optional<Preset> wanted, Common common) {
        this.door = door;
        this.server = server;
        this.wanted = wanted;
        this.common = common;
        pulse = common.vitals().pulse(server.name());
    }

    @Override
    public String name() {
        return door;
    }

    @Override
    public Object made() {
        return new Made(server);
    }

    @Override
    public Opening open(String principal, boolean stateless, Outlet client, Supplier<State> now) {
        Watcher watcher = common.watchers().apply(server);
        return opening(server.name(), wanted, common, watcher, principal, stateless, state -> {
            int bytesMax = state.policy().limits().messageBytesMax();
            return new LazyUpstream(
                    () -> pulse.start(() -> start(stateless, bytesMax, client, now)),
                    common.vitals().breaker(principal, server.name(), stateless),
                    InstantSource.system(),
                    common.timer());
        });
    }

    /// Where what concerns no server is judged. No server of a configuration is called `/mcp`.
    static Backend own(Common common) {
        return new Backend() {
            @Override
            public String name() {
                return OWN;
            }

            @Override
            public Object made() {
                return OWN;
            }

            @Override
            public Opening open(String principal, boolean stateless, Outlet client, Supplier<State> now) {
                return opening(
                        OWN,
                        Optional.empty(),
                        common,
                        Watcher.none(),
                        principal,
                        stateless,
                        _ -> new OwnUpstream(common.timer(), Product.VERSION));
            }
        };
    }

    /// A session with settings of its own.
    private static Opening opening(
            String server,
            Optional<Preset> wanted,
            Common common,
            Watcher watcher,
            String principal,
            boolean stateless,
            Function<State, Upstream> upstream) {
        var settings =
                new LiveSettings(server, wanted, common.watch(), common.stores(), common.say(), common.whenChanged());
        var who = new State.Who(SessionId.random(), principal, server);
        State state = stateless
                ? State.stateless(who, settings.policy(), settings.pins())
                : State.opened(who, settings.policy(), settings.pins());
        var gate = new Gate(
                common.exchange(),
                common.stores().ledger(),
                common.stores().pins(),
                settings,
                InstantSource.system(),
                common.timer(),
                watcher);
        return new Opening(gate, state, upstream.apply(state));
    }

    /// Of one value with whatever says the same of how the server is reached, wherever in the file it does.
    private record Made(Config.Server server) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made(Config.Server its)
                    && (its.equals(server)
                            || (its.name().equals(server.name())
                                    && its.how().words().equals(server.how().words())));
        }

        @Override
        public int hashCode() {
            return server.name().hashCode();
        }
    }

    private Upstream start(boolean stateless, int bytesMax, Outlet client, Supplier<State> now)
            throws Fault, LaunchException {
        return switch (server.how()) {
            case Config.How.Start start -> {
                Command command = start.resolved(server.name(), common.environment());
                yield new StdioUpstream(new Launcher().start(command, Patience.DEFAULT), bytesMax, client);
            }
            case Config.How.Remote remote ->
                new RemoteUpstream(
                        common.remotes(),
                        remote(remote),
                        stateless,
                        bytesMax,
                        client,
                        tool -> parameters(now.get(), tool));
        };
    }

    private Remote remote(Config.How.Remote remote) throws Fault {
        var headers = new LinkedHashMap<String, String>();
        for (var each : remote.headers().entrySet()) {
            headers.put(each.getKey(), each.getValue().resolved(common.environment()));
        }
        try {
            return new Remote(URI.create(remote.url().resolved(common.environment())), headers);
        } catch (IllegalArgumentException e) {
            throw Fault.lacking(remote.url().place(), String.valueOf(e.getMessage()), "correct url or headers");
        }
    }

    private static List<HeaderParameter> parameters(State state, String tool) {
        Definition listed = state.listed().get(new Pin.Item(Pin.Kind.TOOL, tool));
        if (listed == null) return List.of();
        return HeaderParameter.of(listed.value());
    }
}
