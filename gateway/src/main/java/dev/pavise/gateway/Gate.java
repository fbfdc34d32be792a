package dev.pavise.gateway;

import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.pin.PinStore;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/// What all sessions at one server share.
///
/// @param later runs what is due at a time, and what must not run under a session's lock
public record Gate(
        Exchange exchange,
        Ledger ledger,
        PinStore pins,
        Settings settings,
        InstantSource clock,
        ScheduledExecutorService later,
        Watcher watcher) {
    /// Where nobody watches.
    public Gate(
            Exchange exchange,
            Ledger ledger,
            PinStore pins,
            Settings settings,
            InstantSource clock,
            ScheduledExecutorService later) {
        this(exchange, ledger, pins, settings, clock, later, Watcher.none());
    }

    /// One thread for whatever is due.
    public static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().daemon().name("timer").unstarted(task));
        timer.setRemoveOnCancelPolicy(true);
        // Whoever closes it does not wait for what is due in minutes.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // A ledger answers until it is closed, and by then the session that would hear of it may be over.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timer;
    }
}
