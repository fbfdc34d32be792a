package dev.pavise.app.serve;

import dev.pavise.app.admin.AdminPort;
import dev.pavise.app.admin.Metrics;
import dev.pavise.app.cli.Fault;
import dev.pavise.app.run.Facts;
import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.gateway.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What serves, as the admin port sees it.
///
/// @param standing why the configuration does not stand when it is asked, else empty
/// @param pulses of each configured server, as the configuration stands when it is asked
record Observed(
        HttpServer http, Facts facts, Supplier<Optional<Fault>> standing, Supplier<Map<String, Pulse.Now>> pulses)
        implements AdminPort.Subject {
    @Override
    public boolean isDraining() {
        return http.isDraining();
    }

    @Override
    public Optional<Fault> fault() {
        return standing.get();
    }

    @Override
    public void tryLedger(String why) {
        facts.keep(
                "",
                "ledger/tried",
                "",
                Evidence.Ruling.PASSED,
                "it kept nothing: " + why,
                Ledger.Durability.PROCESS,
                _ -> {});
    }

    @Override
    public int connections() {
        return http.connections();
    }

    @Override
    public int sessions() {
        return http.sessions();
    }

    @Override
    public int underWay() {
        return http.underWay();
    }

    @Override
    public Set<String> states() {
        var words = new TreeSet<String>();
        for (Pulse.Phase each : Pulse.Phase.values()) words.add(each.word());
        return words;
    }

    @Override
    public List<Metrics.Standing> standings() {
        return pulses.get().entrySet().stream()
                .map(each -> new Metrics.Standing(
                        each.getKey(), each.getValue().phase().word()))
                .toList();
    }
}
