package dev.pavise.app.run;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Config;
import dev.pavise.app.config.Home;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The configuration as it was read last, and whether its file has changed since. Looks at the file at most once a
/// second.
public final class ConfigWatch {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Home home;
    private Stamp stamp;
    private Config config;
    private long version;
    private Optional<Fault> fault = Optional.empty();
    private long looked = System.nanoTime();

    private ConfigWatch(Home home, Stamp stamp, Config config) {
        this.home = home;
        this.stamp = stamp;
        this.config = config;
    }

    /// Reads the configuration, which has to be right.
    public static ConfigWatch of(Home home) throws Fault {
        Stamp before = Stamp.of(home.file());
        return new ConfigWatch(home, before, home.config());
    }

    public synchronized Config config() {
        return config;
    }

    /// A number that grows whenever the file says something else than before.
    public synchronized long version() {
        return version;
    }

    public Path file() {
        return home.file();
    }

    /// What is wrong with the file as it was seen last, so that it does not hold.
    public synchronized Optional<Fault> fault() {
        return fault;
    }

    /// Whether the file says something else than it did.
    ///
    /// @throws Fault once, when it has changed and is no longer right; what it said before stays
    public synchronized boolean changed() throws Fault {
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS) return false;
        Stamp found = Stamp.of(home.file());
        if (!found.equals(stamp) && found.isFresh()) return false;
        looked = now;
        if (found.equals(stamp)) return false;
        stamp = found;
        Config next;
        try {
            next = home.config();
            fault = Optional.empty();
        } catch (Fault fault) {
            this.fault = Optional.of(fault);
            throw fault;
        }
        if (next.equals(config)) return false;
        config = next;
        version++;
        return true;
    }
}
