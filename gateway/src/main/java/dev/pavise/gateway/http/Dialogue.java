package dev.pavise.gateway.http;

import dev.pavise.core.exchange.State;
import dev.pavise.gateway.Session;
import dev.pavise.gateway.Upstream;

/// A session at one server as HTTP clients have it: one legacy client's, or the one that all modern requests of a
/// principal share.
final class Dialogue {
    private static final long LAST_WORDS_MILLIS = 1000;

    private final String id;
    private final String principal;
    private final String server;
    private final Streams streams;
    private final Session session;
    private final Upstream upstream;
    private volatile long usedAt = System.nanoTime();

    private Dialogue(String id, String principal, Backend backend) {
        this.id = id;
        this.principal = principal;
        server = backend.name();
        streams = new Streams(id.isEmpty() ? null : new EventLog());
        var opening = backend.open(principal, id.isEmpty(), streams, this::state);
        upstream = opening.upstream();
        session = new Session(opening.gate(), opening.state(), upstream, streams, streams::finish);
    }

    /// @param id what the client knows it by; empty for modern requests
    static Dialogue open(String id, String principal, Backend backend) {
        var dialogue = new Dialogue(id, principal, backend);
        dialogue.session.open();
        return dialogue;
    }

    String id() {
        return id;
    }

    String principal() {
        return principal;
    }

    String server() {
        return server;
    }

    Streams streams() {
        return streams;
    }

    Session session() {
        return session;
    }

    State state() {
        return session.state();
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    long idleNanos() {
        return streams.isIdle() ? System.nanoTime() - usedAt : 0;
    }

    /// Ends it, and the server's side of it; whoever waits for an answer is told first.
    void close() {
        upstream.close();
        try {
            session.awaitLeft(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
        session.release();
    }

    /// Whether it is this principal's at this server.
    boolean isFor(String caller, String name) {
        return principal.equals(caller) && server.equals(name);
    }
}
