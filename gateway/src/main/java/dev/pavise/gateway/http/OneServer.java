package dev.pavise.gateway.http;

import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Partner;
import dev.pavise.gateway.Session;
import dev.pavise.gateway.Upstream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One configured server as a path leads to it.
record OneServer(Backend backend) implements Destination {
    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public String path() {
        return "/s/" + backend.name();
    }

    @Override
    public Object made() {
        return backend.made();
    }

    @Override
    public Partner open(String principal, boolean stateless, Outlet client, Consumer<Long> finish) {
        return new Alone(backend, principal, stateless, client, finish);
    }

    /// The session at it.
    private static final class Alone implements Partner {
        /// How long what has been decided may wait for its evidence when a session ends.
        private static final long LEAVING_MILLIS = 2000;

        private final Session session;
        private final Upstream upstream;

        Alone(Backend backend, String principal, boolean stateless, Outlet client, Consumer<Long> finish) {
            Backend.Opening opening = backend.open(principal, stateless, client, this::state);
            upstream = opening.upstream();
            session = new Session(opening.gate(), opening.state(), upstream, client, finish);
            session.open();
        }

        private State state() {
            return session.state();
        }

        @Override
        public Reading read(byte[] bytes) {
            return session.read(bytes);
        }

        @Override
        public void asks(Reading reading, Asker from, Optional<Map<String, String>> headers) {
            session.asks(reading, from, headers);
        }

        @Override
        public void left(Asker from) {
            session.left(from);
        }

        @Override
        public Revision revision() {
            return state().revision();
        }

        @Override
        public boolean hasBatches() {
            return state().hasBatches();
        }

        @Override
        public boolean isReady() {
            return !isOver() && upstream.isReady() && session.isQuick();
        }

        @Override
        public boolean hasRoom() {
            return upstream.hasRoom();
        }

        @Override
        public boolean isOver() {
            return session.isOver();
        }

        @Override
        public boolean isMute() {
            return session.isMute();
        }

        @Override
        public boolean isBusy() {
            return state().flight().values(Direction.TO_SERVER).stream().anyMatch(Alone::isAwaited);
        }

        private static boolean isAwaited(Asked asked) {
            String method = asked.request().method();
            boolean isLasting = Method.SUBSCRIPTIONS_LISTEN.is(method) || Method.TASKS_RESULT.is(method);
            return !isLasting && !asked.own() && !asked.cancelled();
        }

        @Override
        public CompletableFuture<String> closed() {
            return session.closed();
        }

        @Override
        public void close() {
            try {
                upstream.close();
                session.awaitLeft(LEAVING_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                session.release();
            }
        }
    }
}
