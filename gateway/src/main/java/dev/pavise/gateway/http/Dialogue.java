package dev.pavise.gateway.http;

import dev.pavise.core.exchange.State;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Method;
import dev.pavise.gateway.Session;
import dev.pavise.gateway.Upstream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A session at one server as HTTP clients have it: one legacy client's, or the one that all modern requests of a
/// principal share.
final class Dialogue {
    /// By which transport its client comes. None reaches a session through another's door.
    enum Door {
        MODERN,
        STREAMABLE,
        OLD_STYLE
    }

    /// How long what has been decided may wait for its evidence when a session ends.
    private static final long LEAVING_MILLIS = 2000;

    private final String id;
    private final Door door;
    private final String principal;
    private final String server;
    private final Object made;
    private final Streams streams;
    private final Session session;
    private final Upstream upstream;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile @Nullable Long leavesBy;
    private volatile long usedAt = System.nanoTime();

    private Dialogue(String id, Door door, String principal, Backend backend, EventLog.Room room) {
        this.id = id;
        this.door = door;
        this.principal = principal;
        server = backend.name();
        made = backend.made();
        streams = new Streams(door == Door.MODERN ? null : new EventLog(room));
        var opening = backend.open(principal, door == Door.MODERN, streams, this::state);
        upstream = opening.upstream();
        session = new Session(opening.gate(), opening.state(), upstream, streams, streams::finish);
    }

    /// @param id what the client knows it by; empty for modern requests
    /// @param room for what it keeps for a client that comes back
    static Dialogue open(String id, Door door, String principal, Backend backend, EventLog.Room room) {
        var dialogue = new Dialogue(id, door, principal, backend, room);
        dialogue.session.open();
        return dialogue;
    }

    String id() {
        return id;
    }

    Door door() {
        return door;
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

    /// Whether a message for it waits for nothing: its server runs, and nobody else is at it.
    boolean isReady() {
        return !isOver() && upstream.isReady() && session.isQuick();
    }

    /// Whether it takes nothing more.
    boolean isOver() {
        return session.isOver();
    }

    /// Whether an answer is on its way that will come: what stays open by its nature does not count.
    boolean isBusy() {
        return !isOver()
                && state().flight().values(Direction.TO_SERVER).stream().anyMatch(Dialogue::isAwaited);
    }

    private static boolean isAwaited(Asked asked) {
        String method = asked.request().method();
        boolean isLasting = Method.SUBSCRIPTIONS_LISTEN.is(method) || Method.TASKS_RESULT.is(method);
        return !isLasting && !asked.own() && !asked.cancelled();
    }

    /// Whether it is at this very server, and not at what its entry said before.
    boolean isAt(Backend backend) {
        return made.equals(backend.made());
    }

    /// From now on it takes no new request, and what is under way has so long.
    void retire(Duration patience) {
        if (leavesBy == null) leavesBy = System.nanoTime() + patience.toNanos();
    }

    boolean isLeaving() {
        return leavesBy != null;
    }

    /// Whether it has left, or has had its time for it.
    boolean isToClose() {
        Long by = leavesBy;
        return by != null && (System.nanoTime() - by >= 0 || !isBusy());
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    /// For how long nobody has used it or listened to it.
    long idleNanos() {
        if (!streams.isIdle()) touch();
        return System.nanoTime() - usedAt;
    }

    /// Ends it, and the server's side of it. Who still waits for an answer is told first.
    void close() {
        if (!isClosed.compareAndSet(false, true)) return;
        try {
            upstream.close();
            session.awaitLeft(LEAVING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.close();
            session.release();
        }
    }

    /// Whether it is this principal's at this server, by this door.
    boolean isFor(String caller, String name, Door by) {
        return door == by && principal.equals(caller) && server.equals(name);
    }
}
