package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.cli.Terminal;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.policy.Preset;
import dev.pavise.core.seal.Tokens;
import dev.pavise.gateway.Gate;
import dev.pavise.gateway.stdio.StdioGateway;
import dev.pavise.launch.Child;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import dev.pavise.launch.Launcher;
import dev.pavise.launch.Patience;
import dev.pavise.ledger.Retention;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import dev.pavise.ledger.state.SqliteAllowances;
import dev.pavise.ledger.state.SqlitePins;
import dev.pavise.ledger.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One server behind the judge: its process is started first, and Pavise gets itself ready while that boots.
public final class Wrapped {
    /// Hosts close a server's input, send SIGTERM two seconds later and SIGKILL after two more; a server that has not
    /// ended by then gets this long.
    private static final long TOLD_TO_END_MILLIS = 500;
    /// How long the last evidence may take after the server is gone.
    private static final long LAST_EVIDENCE_MILLIS = 400;
    private static final long LAST_WORDS_MILLIS = 200;

    private final Command command;
    private final Terminal terminal;
    private final CompletableFuture<Child> starting = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Relay relay;

    private Wrapped(Command command, Terminal terminal) {
        this.command = command;
        this.terminal = terminal;
        relay = new Relay(terminal::say);
    }

    /// Starts the server's process and returns at once.
    public static Wrapped start(Command command, Terminal terminal) {
        var wrapped = new Wrapped(command, terminal);
        Thread.ofPlatform().daemon().name("start").start(wrapped::launch);
        return wrapped;
    }

    /// Carries messages until one side is gone; the server's exit code.
    ///
    /// @param preset what a person asked for at start; counts for more than the configuration
    /// @param known the configuration, where it had to be read before the server could start
    public int carry(Home home, Optional<Preset> preset, Optional<ConfigWatch> known)
            throws Fault, InterruptedException {
        var hook = Thread.ofPlatform().name("end").unstarted(this::endAtOnce);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return carried(home, preset, known.isPresent() ? known.get() : ConfigWatch.of(home));
        } finally {
            over.countDown();
            dropped();
            relay.finish(LAST_WORDS_MILLIS);
            unhook(hook);
        }
    }

    private int carried(Home home, Optional<Preset> preset, ConfigWatch watch) throws Fault, InterruptedException {
        Path folder = home.state();
        var clock = InstantSource.system();
        var tokens = new Tokens(SealKeys.whenNeeded(folder, clock));
        Exchange exchange = Protection.exchange(OwnRules.of(home), Optional.empty(), tokens, terminal.environment());
        try (var state = StateDatabase.in(folder);
                var ledger = SqliteLedger.open(folder, Settings.DEFAULT.with(retention(watch.config())))) {
            var stores =
                    new Stores(ledger, new SqlitePins(state), new SqliteAllowances(state), new Facts(ledger, clock));
            var settings = new LiveSettings(
                    command.name(), preset, watch, stores, terminal::say, config -> ledger.retain(retention(config)));
            var who = new State.Who(SessionId.random(), Facts.principal(), command.name());
            var opened = State.opened(who, settings.policy(), settings.pins());
            var gate = new Gate(exchange, ledger, stores.pins(), settings, clock, Gate.timer());
            Child child = started();
            Thread.ofPlatform().daemon().name("trouble").start(() -> {
                ledger.notice().ifPresent(terminal::say);
                ledger.trouble().ifPresent(why -> terminal.say(why + "\npavise: without a ledger no message passes"));
            });
            return new StdioGateway(gate)
                    .carry(child, opened, terminal.in(), terminal.out())
                    .code();
        }
    }

    /// For how long the ledger keeps what was said.
    public static Retention retention(Config config) {
        Duration age = config.keepDays().map(days -> Duration.ofDays(days)).orElse(Retention.FOREVER.age());
        long bytes = config.keepMegabytes().map(count -> count * 1_000_000L).orElse(Long.MAX_VALUE);
        return new Retention(age, bytes, age, bytes);
    }

    private void launch() {
        try {
            starting.complete(new Launcher().start(command, Patience.DEFAULT, relay));
        } catch (LaunchException | RuntimeException | Error e) {
            starting.completeExceptionally(e);
        }
    }

    private Child started() throws Fault {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof LaunchException fault)) throw e;
            String[] words = String.valueOf(fault.getMessage()).split(": ", 2);
            throw Fault.lacking(words[0], words.length > 1 ? words[1] : "cannot start", fault.hint());
        }
    }

    /// Ends the server where carrying it failed or never began.
    private void dropped() {
        try {
            starting.join().kill();
        } catch (CompletionException e) {
            // It never started, and whoever waited for it has been told.
            return;
        }
    }

    /// For signals: the server's tree is gone, and what it did is in the ledger, within a second.
    private void endAtOnce() {
        Child child = starting.isCompletedExceptionally() ? null : starting.getNow(null);
        if (child == null) return;
        Thread.ofPlatform().daemon().name("ending").start(child::close);
        try {
            child.onExit().get(TOLD_TO_END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            child.kill();
        }
        try {
            over.await(LAST_EVIDENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook runs.
            return;
        }
    }
}
