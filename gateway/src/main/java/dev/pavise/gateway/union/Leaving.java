package dev.pavise.gateway.union;

import dev.pavise.gateway.Partner;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Partners that members have no more, until they are closed.
final class Leaving {
    private static final long LOOK_NANOS = 10_000_000;

    private final Set<Partner> partners = ConcurrentHashMap.newKeySet();
    private volatile boolean isHurried;

    List<Partner> all() {
        return List.copyOf(partners);
    }

    /// Ends it once its calls are answered, or have had so long.
    void retire(Partner partner, Duration patience) {
        partners.add(partner);
        long until = System.nanoTime() + patience.toNanos();
        while (!isHurried && partner.isBusy() && System.nanoTime() < until) LockSupport.parkNanos(LOOK_NANOS);
        end(partner);
    }

    void end(Partner partner) {
        partners.add(partner);
        partner.close();
        partners.remove(partner);
    }

    /// Nobody has time any more.
    void hurry() {
        isHurried = true;
    }
}
