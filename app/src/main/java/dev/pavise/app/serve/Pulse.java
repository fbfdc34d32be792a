package dev.pavise.app.serve;

import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.gateway.Upstream;
import dev.pavise.gateway.Watcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// How one configured server fares, over all its sessions.
final class Pulse {
    /// It works where it works for anybody.
    enum Phase {
        /// Nobody has needed it, or it was let go.
        LAZY,
        /// It was started, or is connected to, and has said nothing yet.
        STARTING,
        UP,
        /// It failed, and has not worked since, though it may have been started again.
        BROKEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What holds of it.
    ///
    /// @param since when it got into this phase
    /// @param sessions that are open
    /// @param why it failed last, for people; empty where it has worked since
    record Now(Phase phase, Instant since, int sessions, String why) {}

    private static final String MUTE = "it hangs; the next request starts it anew";

    private final InstantSource clock;
    private final Hearer hearer;
    private Instant since;
    private Phase phase = Phase.LAZY;
    private int sessions;
    private int starting;
    private int up;
    /// How many of those that are up hang.
    private int mute;

    private String why = "";

    /// Hears of what changes. It holds nobody up.
    interface Hearer {
        /// It came into another phase.
        void came(Phase phase);

        /// One of its processes or connections failed. `why` quotes nobody.
        void failed(String why);

        /// Something in [#now] is another than before.
        void changed();
    }

    Pulse(InstantSource clock, Hearer hearer) {
        this.clock = clock;
        this.hearer = hearer;
        since = clock.instant();
    }

    synchronized Now now() {
        return new Now(phase, since, sessions, why);
    }

    /// Counts a session that begins, until it is over.
    Watcher session() {
        count(1);
        return new Watcher() {
            private boolean isMute;

            @Override
            public void saw(State before, Event event, Step step) {
                if (isMute == step.next().isMute()) return;
                isMute = !isMute;
                if (isMute) hangs(1, MUTE);
                else hangs(-1, "");
            }

            @Override
            public void over(Instant at) {
                if (isMute) hangs(-1, MUTE);
                count(-1);
            }
        };
    }

    /// One of them said nothing for the whole time of a request; or one that did speaks again, or is over.
    private synchronized void hangs(int more, String reason) {
        mute += more;
        why = reason;
        if (more > 0) hearer.failed(reason);
        settle();
    }

    private synchronized void count(int more) {
        sessions += more;
        hearer.changed();
    }

    /// Starts it for a session.
    <E extends Exception> Upstream start(Starting<E> start) throws E {
        began();
        try {
            return new Beating(start.start(), this);
        } catch (Exception e) {
            failed(String.valueOf(e.getMessage()), String.valueOf(e.getMessage()), false);
            throw e;
        }
    }

    /// How it is started.
    @FunctionalInterface
    interface Starting<E extends Exception> {
        Upstream start() throws E;
    }

    private synchronized void began() {
        starting++;
        settle();
    }

    /// One of its processes or connections, which was starting, said something.
    synchronized void works() {
        starting--;
        up++;
        why = "";
        settle();
    }

    /// One of them ended because its session did.
    synchronized void ended(boolean wasUp) {
        gone(wasUp);
        settle();
    }

    /// One of them ended by itself, or never began.
    synchronized void failed(String reason, boolean wasUp) {
        failed(reason, Upstream.Listener.ownWords(reason), wasUp);
    }

    private synchronized void failed(String reason, String told, boolean wasUp) {
        gone(wasUp);
        why = reason;
        hearer.failed(told);
        settle();
    }

    /// One of them did not answer, and has said nothing yet.
    synchronized void stumbled(String reason) {
        why = reason;
        hearer.failed(Upstream.Listener.ownWords(reason));
        settle();
    }

    private void gone(boolean wasUp) {
        if (wasUp) up--;
        else starting--;
    }

    private void settle() {
        Phase now = up > mute ? Phase.UP : !why.isEmpty() ? Phase.BROKEN : starting > 0 ? Phase.STARTING : Phase.LAZY;
        if (now == phase) return;
        since = clock.instant();
        phase = now;
        hearer.came(now);
        hearer.changed();
    }
}
