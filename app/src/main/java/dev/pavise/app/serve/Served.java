package dev.pavise.app.serve;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Config;
import dev.pavise.app.run.ConfigWatch;
import dev.pavise.app.run.LiveSettings;
import dev.pavise.app.run.SessionId;
import dev.pavise.app.run.Stores;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.policy.Preset;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.LazyUpstream;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import dev.pavise.gateway.http.Backend;
import dev.pavise.gateway.stdio.StdioUpstream;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import dev.pavise.launch.Launcher;
import dev.pavise.launch.Patience;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/// One configured server: each session has settings and a process, or connections, of its own.
final class Served implements Backend {
    /// What all servers have in common.
    record Common(
            Exchange exchange,
            Stores stores,
            ConfigWatch watch,
            Optional<Preset> wanted,
            ScheduledExecutorService timer,
            Map<String, String> environment,
            Consumer<String> say,
            Consumer<Config> whenChanged) {}

    private final Config.Server server;
    private final Common common;

    Served(Config.Server server, Common common) {
        this.server = server;
        this.common = common;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Opening open(String principal, boolean stateless, Outlet client) {
        var settings = new LiveSettings(server.name(), common.wanted(), common.watch(), common.stores(), common.say(), common.whenChanged());
        var who = new State.Who(SessionId.random(), principal, server.name());
        State state = stateless
                ? State.stateless(who, settings.policy(), settings.pins())
                : State.opened(who, settings.policy(), settings.pins());
        var gate = new Gate(
                common.exchange(),
                common.stores().ledger(),
                common.stores().pins(),
                settings,
                InstantSource.system(),
                common.timer());
        int bytesMax = state.policy().limits().messageBytesMax();
        return new Opening(gate, state, new LazyUpstream(() -> start(bytesMax, client), common.timer()));
    }

    private Upstream start(int bytesMax, Outlet client) throws Fault, LaunchException {
        return switch (server.how()) {
            case Config.How.Start start -> {
                Command command = start.resolved(server.name(), common.environment());
                yield new StdioUpstream(new Launcher().start(command, Patience.DEFAULT), bytesMax, client);
            }
            case Config.How.Remote remote ->
                throw Fault.lacking(remote.url().place(), "servers over HTTP are not reached yet", "name a command");
        };
    }
}
