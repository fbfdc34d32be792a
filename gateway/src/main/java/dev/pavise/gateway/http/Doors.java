package dev.pavise.gateway.http;

import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How much goes on at the moment, and whether anything new may begin.
final class Doors {
    private final Counts visits;
    private final Set<Visit> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosing;

    Doors(HttpLimits limits) {
        visits = new Counts(limits.streamsMax());
    }

    /// From now on nothing new begins; what is under way goes on.
    void close() {
        isClosing = true;
    }

    boolean isClosing() {
        return isClosing;
    }

    /// Requests that are not answered to the end.
    int underWay() {
        return open.size();
    }

    void begin(Visit visit) {
        open.add(visit);
        visit.onDone(() -> open.remove(visit));
    }

    /// Cuts off those whose key is nobody's any more.
    void review(House house) {
        var known = new HashMap<String, Boolean>();
        for (Visit each : open) {
            String key = each.key();
            boolean isKnown = key == null
                    || known.computeIfAbsent(key, one -> house.principal(one).isPresent());
            if (!isKnown) each.cutOff();
        }
    }

    /// Whether this principal may have one more reply at once.
    boolean admits(String principal, Visit visit) {
        if (!visits.enter(principal)) return false;
        visit.onDone(() -> visits.leave(principal));
        return true;
    }
}
