package dev.pavise.gateway.http;

import dev.pavise.core.exchange.State;
import dev.pavise.gateway.Session;

/// A session at one server as HTTP clients have it: one legacy client's, or the one that all modern requests of a
/// principal share.
final class Dialogue {
    private final String id;
    private final String principal;
    private final String server;
    private final Streams streams;
    private final Session session;
    private final Backend.Opening opening;
    private volatile long usedAt = System.nanoTime();

    private Dialogue(String id, String principal, String server, Streams streams, Backend.Opening opening) {
        this.id = id;
        this.principal = principal;
        this.server = server;
        this.streams = streams;
        this.opening = opening;
        session = new Session(opening.gate(), opening.state(), opening.upstream(), streams, streams::finish);
    }

    /// @param id what the client knows it by; empty for modern requests
    static Dialogue open(String id, String principal, Backend backend) {
        var log = id.isEmpty() ? null : new EventLog();
        var streams = new Streams(log);
        var opening = backend.open(principal, id.isEmpty(), streams);
        var dialogue = new Dialogue(id, principal, backend.name(), streams, opening);
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

    /// Ends it, and the server's side of it.
    void close() {
        opening.upstream().close();
        streams.close();
        session.release();
    }

    /// Whether it is this principal's at this server.
    boolean isFor(String caller, String name) {
        return principal.equals(caller) && server.equals(name);
    }
}
