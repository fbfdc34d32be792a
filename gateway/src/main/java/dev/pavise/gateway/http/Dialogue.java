package dev.pavise.gateway.http;

import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Partner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A session as HTTP clients have it: one legacy client's, or the one that all modern requests of a principal share.
final class Dialogue {
    /// By which transport its client comes. None reaches a session through another's door.
    enum Door {
        MODERN,
        STREAMABLE,
        OLD_STYLE
    }

    private final String id;
    private final Door door;
    private final String principal;
    private final String destination;
    private final Object made;
    private final Streams streams;
    private final Partner partner;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile @Nullable Long leavesBy;
    private volatile long usedAt = System.nanoTime();

    private Dialogue(String id, Door door, String principal, Destination destination, EventLog.Room room) {
        this.id = id;
        this.door = door;
        this.principal = principal;
        this.destination = destination.name();
        made = destination.made();
        streams = new Streams(door == Door.MODERN ? null : new EventLog(room));
        partner = destination.open(principal, door == Door.MODERN, streams, streams::finish);
    }

    /// @param id what the client knows it by; empty for modern requests
    /// @param room for what it keeps for a client that comes back
    static Dialogue open(String id, Door door, String principal, Destination destination, EventLog.Room room) {
        return new Dialogue(id, door, principal, destination, room);
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

    /// The name of what it leads to.
    String destination() {
        return destination;
    }

    Streams streams() {
        return streams;
    }

    Partner partner() {
        return partner;
    }

    /// Whether an answer is on its way that will come.
    boolean isBusy() {
        return !partner.isOver() && partner.isBusy();
    }

    /// Whether it is at this very server, and not at what its entry said before.
    boolean isAt(Destination now) {
        return made.equals(now.made());
    }

    /// From now on it takes no new request, and what is under way has so long.
    void retire(Duration patience) {
        if (leavesBy == null) leavesBy = System.nanoTime() + patience.toNanos();
    }

    boolean isLeaving() {
        return leavesBy != null;
    }

    /// Whether it takes no new request: it leaves, or its server hangs. Then it leaves now, and what is under way has
    /// so long.
    boolean turnsAway(Duration patience) {
        if (partner.isMute()) retire(patience);
        return isLeaving();
    }

    /// Whether it has left, or has had its time for it.
    boolean isToClose() {
        Long by = leavesBy;
        return by != null && (System.nanoTime() - by >= 0 || !isBusy());
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    /// Whether nobody listens to it, and no answer is on its way.
    boolean isIdle() {
        return streams.isIdle() && !isBusy();
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
            partner.close();
        } finally {
            streams.close();
        }
    }

    /// Whether it is this principal's at this destination, by this door.
    boolean isFor(String caller, String name, Door by) {
        return door == by && principal.equals(caller) && destination.equals(name);
    }
}
