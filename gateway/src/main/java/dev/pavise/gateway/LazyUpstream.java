package dev.pavise.gateway;

import dev.pavise.core.exchange.Effect;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A server that is started, or connected to, when the first message is for it.
public final class LazyUpstream implements Upstream {
    /// Starts it.
    @FunctionalInterface
    public interface Start {
        /// @throws Exception when it cannot be started; the message is for people
        Upstream start() throws Exception;
    }

    private final Start start;
    private final Executor elsewhere;
    private @Nullable Listener listener;
    private @Nullable Upstream started;
    private boolean isOver;

    /// @param elsewhere runs what must not run under a session's lock
    public LazyUpstream(Start start, Executor elsewhere) {
        this.start = start;
        this.elsewhere = elsewhere;
    }

    @Override
    public synchronized void open(Listener hears) {
        listener = hears;
    }

    @Override
    public void send(Effect.Send send) {
        Upstream server = started();
        if (server != null) server.send(send);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        Upstream server;
        synchronized (this) {
            server = started;
        }
        if (server != null) server.awaitRoom();
    }

    @Override
    public void close() {
        Upstream server;
        Listener hears;
        synchronized (this) {
            if (isOver) return;
            isOver = true;
            server = started;
            hears = listener;
        }
        if (server != null) server.close();
        else if (hears != null) hears.ended("it was never started");
    }

    private synchronized @Nullable Upstream started() {
        Listener hears = listener;
        if (started != null || isOver || hears == null) return started;
        try {
            Upstream server = start.start();
            server.open(hears);
            started = server;
        } catch (Exception e) {
            isOver = true;
            String why = String.valueOf(e.getMessage());
            elsewhere.execute(() -> hears.ended(why));
        }
        return started;
    }
}
