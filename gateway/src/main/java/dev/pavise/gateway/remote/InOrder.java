package dev.pavise.gateway.remote;

import dev.pavise.core.message.Id;
import dev.pavise.gateway.Upstream;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands a session what its server says, in its order. What is short is judged at once, on the event loop. What is
/// long,
/// or for a session that is busy or slow, would hold up all others there: it is judged on another thread, and what
/// comes
/// meanwhile waits behind it.
final class InOrder implements Upstream.Listener {
    private static final int LONG_BYTES = 256 << 10;

    private final Upstream.Listener session;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean isBusy;

    InOrder(Upstream.Listener session) {
        this.session = session;
    }

    @Override
    public void tells(byte[] message, Optional<Id> about) {
        run(message.length > LONG_BYTES || !session.isQuick(), () -> session.tells(message, about));
    }

    @Override
    public void overlong(long bytes, Optional<Id> id) {
        then(() -> session.overlong(bytes, id));
    }

    @Override
    public void unanswered(Id sentAs, String why) {
        then(() -> session.unanswered(sentAs, why));
    }

    @Override
    public void ended(String why) {
        then(() -> session.ended(why));
    }

    /// Does this once the session has heard all that came before.
    void then(Runnable action) {
        run(false, action);
    }

    /// Waits until nothing is judged on another thread, and nothing waits behind it.
    synchronized void await() throws InterruptedException {
        while (isBusy) wait();
    }

    private void run(boolean isLong, Runnable action) {
        synchronized (this) {
            if (isBusy || isLong) waiting.add(action);
            if (isBusy) return;
            isBusy = isLong;
        }
        if (isLong) Thread.ofVirtual().start(this::work);
        else action.run();
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                // What one message does must not cost those behind it their turn.
                var thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            isBusy = false;
            notifyAll();
        }
        return next;
    }
}
