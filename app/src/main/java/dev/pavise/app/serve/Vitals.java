package dev.pavise.app.serve;

import dev.pavise.app.config.Config;
import dev.pavise.gateway.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How all configured servers fare.
final class Vitals {
    /// Changes that come close together are told of once.
    private static final long SETTLE_MILLIS = 300;

    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();
    private final Map<Standing, Breaker> breakers = new ConcurrentHashMap<>();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Log log;
    private final Runnable whenChanged;

    /// Whose luck with which server, in which era: whoever makes it fail shuts nobody else out, and a
    /// server that ends on the requests of one era may serve the other.
    private record Standing(String principal, String server, boolean stateless) {}

    /// @param whenChanged run, on a thread of its own, a moment after something has changed
    Vitals(InstantSource clock, ScheduledExecutorService timer, Log log, Runnable whenChanged) {
        this.clock = clock;
        this.timer = timer;
        this.log = log;
        this.whenChanged = whenChanged;
    }

    Pulse pulse(String server) {
        return pulses.computeIfAbsent(
                server,
                _ -> new Pulse(clock, new Pulse.Hearer() {
                    @Override
                    public void came(Pulse.Phase phase) {
                        if (phase != Pulse.Phase.BROKEN) log.event("server/" + phase.word(), "server", server);
                    }

                    @Override
                    public void failed(String why) {
                        log.event("server/broken", "server", server, "why", why);
                    }

                    @Override
                    public void changed() {
                        tell();
                    }
                }));
    }

    private void tell() {
        if (isTelling.compareAndSet(false, true))
            timer.schedule(() -> Thread.startVirtualThread(this::told), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void told() {
        isTelling.set(false);
        whenChanged.run();
    }

    Breaker breaker(String principal, String server, boolean stateless) {
        return breakers.computeIfAbsent(new Standing(principal, server, stateless), _ -> new Breaker());
    }

    /// What is corrected is tried at once.
    void forgive() {
        breakers.clear();
    }

    /// Of each of these, by name.
    Map<String, Pulse.Now> now(Doors doors) {
        var now = new LinkedHashMap<String, Pulse.Now>();
        for (String door : doors.names())
            doors.behind(door)
                    .map(Config.Server::name)
                    .ifPresent(name -> now.put(name, pulse(name).now()));
        return now;
    }

    /// As others are told.
    List<Presence.Server> servers(Doors doors) {
        var servers = new ArrayList<Presence.Server>();
        for (String door : doors.names()) {
            String name = doors.behind(door).map(Config.Server::name).orElse(door);
            Pulse.Now now = pulse(name).now();
            servers.add(new Presence.Server(
                    door, now.phase().word(), now.since(), now.sessions(), now.why(), nextTry(name)));
        }
        return servers;
    }

    /// When the first of those for whom it failed may have it started again; empty where nobody has to
    /// wait.
    private Optional<Instant> nextTry(String server) {
        Instant now = clock.instant();
        return breakers.entrySet().stream()
                .filter(each -> each.getKey().server().equals(server))
                .map(each -> each.getValue().standing(now).pause())
                .filter(Duration::isPositive)
                .min(Duration::compareTo)
                .map(now::plus);
    }
}
