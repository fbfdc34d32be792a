package dev.pavise.gateway.union;

import dev.pavise.gateway.Destination;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Partner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All servers behind one path.
///
/// @param servers those that there are now, in their order
/// @param own where what concerns no server is judged; an [OwnUpstream] answers there
/// @param waits how long those who answered wait for those who did not, as it is now
/// @param drainTime how long calls under way have to be answered when their server is another one, or gone
/// @param workers for what must not run on a session's thread
public record AllServers(
        Supplier<List<Destination>> servers,
        Destination own,
        LeftOut leftOut,
        Supplier<Duration> waits,
        Duration drainTime,
        Executor workers)
        implements Destination {
    Duration patience() {
        return waits.get();
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public String path() {
        return "";
    }

    /// Whatever servers there are, it stays what it is: each dialogue takes up those that come and lets those go that
    /// do.
    @Override
    public Object made() {
        return "";
    }

    @Override
    public Partner open(String principal, boolean stateless, Outlet client, Consumer<Long> finish) {
        return new Everyone(this, principal, stateless, client, finish);
    }
}
