package dev.pavise.app.run;

import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import dev.pavise.gateway.Settings;
import dev.pavise.gateway.StdioGateway;
import dev.pavise.launch.Child;
import dev.pavise.launch.Command;
import dev.pavise.launch.LaunchException;
import dev.pavise.launch.Launcher;
import dev.pavise.launch.Patience;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One server behind the judge: its process is started first, and Pavise gets itself ready while that boots.
public final class Wrapped {
    /// How long a server may take to end by itself when Pavise is told to end at once.
    private static final long LAST_MILLIS = 600;

    private Wrapped() {}

    /// Runs until one side is gone; the server's exit code.
    public static int run(Command command, Policy policy) throws LaunchException, InterruptedException {
        var starting = new CompletableFuture<Child>();
        Thread.ofPlatform().daemon().name("start").start(() -> {
            try {
                starting.complete(new Launcher().start(command, Patience.DEFAULT));
            } catch (LaunchException | RuntimeException | Error e) {
                starting.completeExceptionally(e);
            }
        });
        var stores = new StandIn();
        var exchange = new Exchange(Guards.ALL);
        var pins = Pins.of(stores.load(command.name()));
        var who = new State.Who(SessionId.random(), System.getProperty("user.name", ""), command.name());
        var opened = State.opened(who, policy, pins);
        var settings = new Settings() {
            @Override
            public Optional<Pins> changedPins() {
                return Optional.empty();
            }

            @Override
            public Optional<Policy> changedPolicy() {
                return Optional.empty();
            }
        };
        var gateway = new StdioGateway(exchange, stores, stores, settings, InstantSource.system());
        var child = started(starting);
        var hook = Thread.ofPlatform().name("end").unstarted(() -> end(child, stores));
        Runtime.getRuntime().addShutdownHook(hook);
        var exit = gateway.carry(
                child, opened, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        return exit.code();
    }

    private static void end(Child child, StandIn ledger) {
        var ending = Thread.ofPlatform().daemon().name("ending").start(child::close);
        try {
            child.onExit().get(LAST_MILLIS, TimeUnit.MILLISECONDS);
            ending.join(LAST_MILLIS);
        } catch (TimeoutException e) {
            child.kill();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            child.kill();
        }
        ledger.close();
    }

    private static Child started(CompletableFuture<Child> starting) throws LaunchException {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LaunchException fault) throw fault;
            throw e;
        }
    }
}
