package dev.pavise.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A request under way: the one reply that it gets, what is to be done when its connection breaks, and what once it
/// is over either way.
final class Visit {
    private final Runnable hangUp;
    private volatile boolean isLast;
    private volatile @Nullable String key;
    private final AtomicReference<@Nullable Reply> reply = new AtomicReference<>();
    private final List<Runnable> after = new ArrayList<>(2);
    private @Nullable Runnable left;
    private boolean isGone;
    private boolean isDone;

    /// @param isLast whether its connection is closed behind it
    /// @param hangUp closes the connection
    Visit(boolean isLast, Runnable hangUp) {
        this.hangUp = hangUp;
        this.isLast = isLast;
    }

    /// It is by who has this key.
    void enter(String with) {
        key = with;
    }

    /// By which key it came in; null as long as it has not.
    @Nullable
    String key() {
        return key;
    }

    /// Ends it at once, whatever it has been told.
    void cutOff() {
        hangUp.run();
    }

    boolean isLast() {
        return isLast;
    }

    /// Closes the connection behind the reply, which has not begun.
    void makeLast() {
        isLast = true;
    }

    /// Whether this reply is the one; the first that begins is.
    boolean isFor(Reply begins) {
        return reply.compareAndSet(null, begins) || reply.get() == begins;
    }

    /// The reply that has begun, if one has.
    @Nullable
    Reply reply() {
        return reply.get();
    }

    /// Done when the connection breaks before the reply has left; at once where it is broken already.
    void onLeft(Runnable action) {
        synchronized (this) {
            if (!isGone) {
                left = action;
                return;
            }
        }
        action.run();
    }

    void leave() {
        Runnable action;
        synchronized (this) {
            isGone = true;
            action = left;
            left = null;
        }
        if (action != null) action.run();
    }

    /// Done once nothing more comes of it.
    void onDone(Runnable action) {
        synchronized (this) {
            if (!isDone) {
                after.add(action);
                return;
            }
        }
        action.run();
    }

    void done() {
        List<Runnable> actions;
        synchronized (this) {
            if (isDone) return;
            isDone = true;
            left = null;
            actions = List.copyOf(after);
        }
        actions.forEach(Runnable::run);
    }
}
