package dev.pavise.gateway;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Id;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A server that is started, or connected to, when the first message is for it, unless it has failed too often of
/// late.
public final class LazyUpstream implements Upstream {
    /// Starts it.
    @FunctionalInterface
    public interface Start {
        /// @throws Exception when it cannot be started; the message is for people
        Upstream start() throws Exception;
    }

    private final Start start;
    private final Breaker breaker;
    private final InstantSource clock;
    private final Executor elsewhere;
    private @Nullable Listener listener;
    private volatile @Nullable Upstream started;
    private boolean isOver;

    /// @param breaker shared by all sessions of one principal at the server
    /// @param elsewhere runs what must not run under a session's lock
    public LazyUpstream(Start start, Breaker breaker, InstantSource clock, Executor elsewhere) {
        this.start = start;
        this.breaker = breaker;
        this.clock = clock;
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

    @Override
    public boolean hasRoom() {
        Upstream server = started;
        return server == null || server.hasRoom();
    }

    @Override
    public boolean isReady() {
        Upstream server = started;
        return server != null && server.isReady();
    }

    private synchronized @Nullable Upstream started() {
        Listener hears = listener;
        if (started != null || isOver || hears == null) return started;
        Optional<String> refusal = breaker.refusal(clock.instant());
        if (refusal.isPresent()) {
            give(hears, refusal.get());
            return null;
        }
        try {
            Upstream server = start.start();
            server.open(new Watching(hears));
            started = server;
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage());
            breaker.failed(why, clock.instant());
            give(hears, why);
        }
        return started;
    }

    private void give(Listener hears, String why) {
        isOver = true;
        elsewhere.execute(() -> hears.ended(why));
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    /// Hears with the session, and tells the breaker: a server that says something works, one that ends before we end
    /// it has failed.
    private final class Watching implements Listener {
        private final Listener session;
        private boolean works;

        Watching(Listener session) {
            this.session = session;
        }

        @Override
        public void tells(byte[] message, Optional<Id> about) {
            if (!works) breaker.worked();
            works = true;
            session.tells(message, about);
        }

        @Override
        public void overlong(long bytes, Optional<Id> id) {
            session.overlong(bytes, id);
        }

        @Override
        public void unanswered(Id sentAs, String why) {
            if (!works && !why.equals(GIVEN_UP)) breaker.failed(why, clock.instant());
            session.unanswered(sentAs, why);
        }

        @Override
        public void ended(String why) {
            if (!isOver()) breaker.failed(why, clock.instant());
            session.ended(why);
        }

        @Override
        public void awaitLooked() {
            session.awaitLooked();
        }

        @Override
        public boolean isQuick() {
            return session.isQuick();
        }
    }
}
