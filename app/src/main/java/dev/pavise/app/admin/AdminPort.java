package dev.pavise.app.admin;

import dev.pavise.app.cli.Fault;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.gateway.Watcher;
import dev.pavise.gateway.http.AdminServer;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows over HTTP how serving goes: `/healthz`, whether the process is alive; `/readyz`, whether calls
/// would pass; `/metrics`, for Prometheus.
public final class AdminPort implements AutoCloseable {
    private static final String WORDS = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String ENDING = "about to end\n";

    private final Metrics metrics = new Metrics();
    private final MeasuredLedger ledger;
    private @Nullable AdminServer server;

    /// Whoever serves.
    public interface Subject {
        /// Whether it takes nothing new any more.
        boolean isDraining();

        /// Why the configuration does not stand, else empty.
        Optional<Fault> fault();

        /// Puts something into the ledger, which kept nothing the last time, to see whether it does
        /// again.
        void tryLedger(String why);

        /// How many connections there are.
        int connections();

        /// How many sessions are open.
        int sessions();

        /// How many requests have no whole reply yet, streams among them.
        int underWay();

        /// Every state that a server can be in.
        Set<String> states();

        /// The state of each configured server.
        List<Metrics.Standing> standings();
    }

    /// @param trouble why the ledger did not open, else empty
    public AdminPort(Ledger ledger, Optional<String> trouble) {
        this.ledger = new MeasuredLedger(ledger, metrics, trouble);
    }

    /// The ledger to work with, which is watched.
    public Ledger ledger() {
        return ledger;
    }

    /// Watches a session that begins.
    public Watcher session(String server, Instant since) {
        return metrics.session(server, since);
    }

    /// Begins to show.
    ///
    /// @throws IOException when the address cannot be had
    public void listen(InetSocketAddress address, Subject subject, IoEventLoopGroup loops)
            throws IOException, InterruptedException {
        metrics.gauge("pavise.http.connections", "Connections of clients", subject::connections);
        metrics.gauge("pavise.http.sessions", "Open sessions", subject::sessions);
        metrics.gauge("pavise.http.requests", "Requests without a whole reply, streams among them", subject::underWay);
        server = AdminServer.listen(
                address,
                Map.of(
                        "/healthz", () -> subject.isDraining() ? page(503, ENDING) : page(200, "ok\n"),
                        "/readyz", () -> readiness(subject),
                        "/metrics",
                                () -> new AdminServer.Page(
                                        200, METRICS, metrics.text(subject.states(), subject.standings()))),
                loops);
    }

    /// Where it listens.
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(AdminServer::address);
    }

    private AdminServer.Page readiness(Subject subject) {
        if (subject.isDraining()) return page(503, ENDING);
        Optional<String> lost = ledger.lost();
        if (lost.isPresent()) {
            subject.tryLedger(lost.get());
            return page(503, "the ledger keeps nothing: " + lost.get() + "\n");
        }
        return subject.fault()
                .map(fault -> page(200, "ready, by the settings from before: " + fault.words() + "\n"))
                .orElse(page(200, "ready\n"));
    }

    private static AdminServer.Page page(int status, String words) {
        return new AdminServer.Page(status, WORDS, words);
    }

    @Override
    public void close() {
        if (server != null) server.close();
    }
}
