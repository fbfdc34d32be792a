package dev.pavise.gateway.union;

import dev.pavise.core.json.Value;
import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Partner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One server in a dialogue with all. Its fields change under the lock of [Members], but for what has been told of it.
final class Member {
    /// Of one member; a server that is late again and again is not told of each time.
    private static final int ANNOUNCEMENTS_MAX = 8;

    final String label;
    final Destination server;
    private final Object made;

    @Nullable
    Partner partner;

    /// Whether it can be asked: in the legacy era once it has introduced itself.
    boolean isReady;

    @Nullable
    Value capabilities;

    /// What it is asked once it is ready.
    List<Runnable> waiting = new ArrayList<>();

    /// Whether it did not answer when it was waited for. Nobody waits for it then, until it answers again.
    volatile boolean isLate;

    private int announcements;
    private final Set<String> told = new HashSet<>();

    Member(String label, Destination server) {
        this.label = label;
        this.server = server;
        made = server.made();
    }

    /// Whether its news may be told to the client.
    synchronized boolean mayAnnounce() {
        return announcements++ < ANNOUNCEMENTS_MAX;
    }

    /// Whether a person has not been told yet that it is left out for this.
    synchronized boolean isNews(String why) {
        return told.size() < ANNOUNCEMENTS_MAX && told.add(why);
    }

    /// Whether it is this very server, and not what its entry said before.
    boolean isAt(Destination now) {
        return server.name().equals(now.name()) && made.equals(now.made());
    }

    /// It has no partner any more; another one takes its place when it is next asked.
    void leave() {
        partner = null;
        isReady = false;
        waiting = new ArrayList<>();
    }
}
