package dev.pavise.app.serve;

import dev.pavise.app.admin.AdminPort;
import dev.pavise.app.admin.Traces;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.app.config.Listening;
import dev.pavise.app.run.ConfigWatch;
import dev.pavise.app.run.Facts;
import dev.pavise.app.run.OwnRules;
import dev.pavise.app.run.Protection;
import dev.pavise.app.run.SealKeys;
import dev.pavise.app.run.Stores;
import dev.pavise.app.run.Wrapped;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.seal.Seals;
import dev.pavise.core.seal.Tokens;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.Watcher;
import dev.pavise.gateway.http.Backend;
import dev.pavise.gateway.http.Endpoint;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The configured servers, served over HTTP until it is closed or this process ends.
public final class Serving implements AutoCloseable, House {
    private static final long LOOK_SECONDS = 2;

    private final Path folder;
    private final StateDatabase state;
    private final SqliteLedger ledger;
    private final KeyNames keys;
    private final ConfigWatch watch;
    private final Wishes wishes;
    private final Served.Common common;
    private final Listening listening;
    private final Optional<TlsFiles> tls;
    private final ScheduledExecutorService timer = Gate.timer();
    /// Both sides are handled by the same few threads: the more of them, the more often each is woken for little.
    private final IoEventLoopGroup loops =
            Remotes.loops(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final Remotes remotes = new Remotes(loops, Limits.DEFAULT, Resolver.SYSTEM);
    private final TurnedAway turnedAway;
    private final Vitals vitals;
    private final Log log;
    private final Optional<AdminPort> admin;
    private final Optional<Traces> traces;
    private final HttpServer http;
    private final Thread ending = new Thread(this::end, "end");
    private Config seen;
    private Doors doors;
    private boolean isOver;

    /// What is asked for at start.
    ///
    /// @param elsewhere whether it serves beside others: a free port will do where the configuration's is
    ///     taken, and there is no admin port
    /// @param otherwise what is served where the configuration names no server; its preset counts for more than the
    ///     configuration's
    /// @param form in what way events are said
    public record Wishes(boolean elsewhere, Optional<Config.Server> otherwise, Log.Form form) {}

    /// Begins to serve.
    public static Serving start(Home home, Wishes wishes, Terminal terminal) throws Fault, InterruptedException {
        var serving = new Serving(home, wishes, terminal);
        Runtime.getRuntime().addShutdownHook(serving.ending);
        serving.leaveWord();
        serving.log.event(
                "started",
                "url",
                serving.url(),
                "admin",
                serving.adminUrl().orElse(""),
                "servers",
                String.join(",", serving.names()));
        return serving;
    }

    private Serving(Home home, Wishes wishes, Terminal terminal) throws Fault, InterruptedException {
        this.wishes = wishes;
        watch = ConfigWatch.of(home);
        seen = watch.config();
        doors = doors(seen);
        var clock = InstantSource.system();
        log = new Log(terminal::say, wishes.form(), clock);
        vitals = new Vitals(clock, timer, log, this::leaveWord);
        listening = seen.listening();
        tls = listening.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsFiles(listening.tls().get(), terminal.environment(), clock));
        folder = home.state();
        state = StateDatabase.in(folder);
        ledger = SqliteLedger.open(folder, Settings.DEFAULT.with(Wrapped.retention(seen)));
        keys = new KeyNames(new SqliteKeys(state));
        admin = wishes.elsewhere() || seen.admin().isEmpty()
                ? Optional.empty()
                : Optional.of(new AdminPort(ledger, ledger.trouble()));
        traces = seen.traces().isEmpty()
                ? Optional.empty()
                : Optional.of(Traces.of(seen.traces().get(), terminal.environment(), () -> log.event("traces/lost")));
        Ledger kept = admin.isPresent() ? admin.get().ledger() : ledger;
        var stores = new Stores(kept, new SqlitePins(state), new SqliteAllowances(state), new Facts(kept, clock));
        turnedAway = new TurnedAway(stores.facts(), clock, timer);
        Seals seals = SealKeys.in(home.state(), clock.instant());
        common = new Served.Common(
                Protection.exchange(
                        OwnRules.of(home), Optional.of(seals), new Tokens(() -> seals), terminal.environment()),
                stores,
                watch,
                remotes,
                timer,
                terminal.environment(),
                vitals,
                log::notice,
                config -> ledger.retain(Wrapped.retention(config)),
                this::watcher);
        ledger.notice().ifPresent(log::notice);
        ledger.trouble().ifPresent(why -> log.notice(why + "\npavise: without a ledger no message passes"));
        http = listening();
        if (admin.isPresent()) show(admin.get(), seen.admin().orElseThrow());
        if (tls.isPresent())
            timer.scheduleWithFixedDelay(
                    () -> Thread.startVirtualThread(this::renew), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /// Shows what the configuration names now, as its files are now.
    private void renew() {
        doors();
        Optional<Listening.Tls> named = watch.config().listening().tls();
        if (tls.isEmpty() || named.isEmpty()) return;
        String certificate = named.get().certificate().text();
        try {
            if (!tls.get().look(named.get())) return;
            log.event("tls/renewed", "certificate", certificate);
            record("tls/renewed", Evidence.Ruling.PASSED, certificate);
        } catch (Fault fault) {
            log.notice(fault.words() + "\npavise: the certificate from before is still shown");
            record("tls/refused", Evidence.Ruling.DENIED, String.valueOf(fault.getMessage()));
        }
    }

    /// Of a session that begins.
    private Watcher watcher(Config.Server server) {
        var all = new ArrayList<Watcher>();
        all.add(vitals.pulse(server.name()).session());
        admin.ifPresent(port -> all.add(port.session(server.name(), Instant.now())));
        String transport = server.how() instanceof Config.How.Start ? "pipe" : "tcp";
        if (traces.isPresent()) all.add(traces.get().session(transport));
        return new Watcher.Several(all);
    }

    private HttpServer listening() throws Fault, InterruptedException {
        InetSocketAddress address = listening.address();
        try {
            return listening(address);
        } catch (IOException e) {
            if (wishes.elsewhere() && address.getPort() != 0) return listeningElsewhere(address, e);
            letGo();
            throw fault(address, e);
        }
    }

    private void show(AdminPort port, InetSocketAddress address) throws Fault, InterruptedException {
        try {
            port.listen(
                    address,
                    new Observed(http, common.stores().facts(), this::fault, () -> vitals.now(doors())),
                    loops);
        } catch (IOException e) {
            http.close(Duration.ZERO);
            letGo();
            throw fault("admin.listen", address, e, "name another port under admin in pavise.yaml");
        }
    }

    private Optional<Fault> fault() {
        doors();
        return watch.fault();
    }

    private HttpServer listening(InetSocketAddress address) throws IOException, InterruptedException {
        var endpoint = new Endpoint(address, Set.copyOf(listening.hosts()), tls.orElse(null));
        return HttpServer.listen(endpoint, this, HttpLimits.DEFAULT, loops);
    }

    private HttpServer listeningElsewhere(InetSocketAddress wanted, IOException before)
            throws Fault, InterruptedException {
        try {
            HttpServer server = listening(new InetSocketAddress(wanted.getAddress(), 0));
            log.notice(fault(wanted, before).getMessage() + "; serving at a free port instead");
            return server;
        } catch (IOException e) {
            letGo();
            throw fault(wanted, e);
        }
    }

    private static Fault fault(InetSocketAddress address, IOException e) {
        return fault("listen", address, e, "name another port in pavise.yaml, such as listen: 127.0.0.1:4401");
    }

    private static Fault fault(String setting, InetSocketAddress address, IOException e, String hint) {
        String place = address.getAddress().getHostAddress() + ":" + address.getPort();
        boolean isTaken = String.valueOf(e.getMessage()).contains("in use");
        return Fault.lacking(
                setting + " " + place,
                isTaken ? "somebody else listens there" : "cannot be had (" + e.getMessage() + ")",
                hint);
    }

    /// Where the admin port is: `http://127.0.0.1:4401`; empty where there is none.
    public Optional<String> adminUrl() {
        return admin.flatMap(AdminPort::address).map(Listening::plainUrl);
    }

    /// Where it serves: `http://127.0.0.1:4400`.
    public String url() {
        return listening.url(http.address());
    }

    @Override
    public Optional<String> principal(String key) {
        return keys.of(key);
    }

    @Override
    public Set<String> principals() {
        return keys.all();
    }

    @Override
    public Optional<Backend> backend(String name) {
        return doors().behind(name).map(server -> new Served(name, server, preset(server), common));
    }

    @Override
    public void refused(int status, String why, String path, String from) {
        turnedAway.note(status, why, path, from);
        String first = why.lines().findFirst().orElse("");
        log.event("request/refused", "from", from, "status", Integer.toString(status), "why", first);
    }

    private Optional<Preset> preset(Config.Server server) {
        return wishes.otherwise().filter(server::equals).flatMap(Config.Server::preset);
    }

    @Override
    public List<String> names() {
        return doors().names();
    }

    @Override
    public Backend own() {
        return Served.own(common);
    }

    @Override
    public Duration patience() {
        return watch.config().patience();
    }

    @Override
    public void leftOut(String server, String why) {
        log.event("server/left-out", "server", server, "why", why);
    }

    /// As the configuration has them now; while it has errors, as it had them before.
    private synchronized Doors doors() {
        try {
            watch.changed();
        } catch (Fault fault) {
            log.notice(fault.words() + "\npavise: the settings from before stay in force");
            record("config/refused", Evidence.Ruling.DENIED, String.valueOf(fault.getMessage()));
        }
        Config now = watch.config();
        if (now.equals(seen)) return doors;
        if (!listening.isAsGoodAs(now.listening())
                || !now.admin().equals(seen.admin())
                || !now.traces().equals(seen.traces()))
            log.notice(
                    "pavise: listen, hosts, insecure, admin, traces, and whether there is tls, count from the next start on");
        record("config/changed", Evidence.Ruling.PASSED, watch.file().toString());
        ledger.retain(Wrapped.retention(now));
        seen = now;
        vitals.forgive();
        doors = doors(now);
        log.event("config/changed", "file", watch.file().toString());
        leaveWord();
        return doors;
    }

    /// For `pavise status`.
    private synchronized void leaveWord() {
        if (isOver) return;
        try {
            Presence.own(url(), vitals.servers(doors)).leave(folder);
        } catch (IOException e) {
            log.notice("pavise: pavise status does not see this process (" + e.getMessage() + ")");
        }
    }

    private Doors doors(Config config) {
        return Doors.of(
                config.servers().isEmpty()
                        ? wishes.otherwise().stream().toList()
                        : config.servers().values());
    }

    private void record(String method, Evidence.Ruling ruling, String note) {
        common.stores().facts().keep("", method, "", ruling, note, Ledger.Durability.PROCESS, _ -> {});
    }

    /// Ends all sessions and their servers; what they did is in the ledger.
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook finds nothing left to do.
            return;
        }
    }

    private void end() {
        synchronized (ending) {
            if (isOver) return;
            takeBackWord();
            log.event("draining", "sessions", Integer.toString(http.sessions()));
            http.close();
            turnedAway.recordCounts();
            admin.ifPresent(AdminPort::close);
            log.event("ended");
            letGo();
        }
    }

    private synchronized void takeBackWord() {
        isOver = true;
        try {
            Presence.takeBack(folder);
        } catch (IOException e) {
            // Whoever reads it sees that this process is gone.
            return;
        }
    }

    private void letGo() {
        // By no reference to the method, which would load what is not used.
        if (traces.isPresent()) traces.get().close();
        remotes.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        timer.shutdownNow();
        ledger.close();
        state.close();
        log.close();
    }
}
