package dev.pavise.app.admin;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.message.Method;
import dev.pavise.gateway.Watcher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.DoubleStream;

/// What is counted and timed. Operations and sessions are called as OpenTelemetry's conventions for MCP
/// have them (`mcp.server.operation.duration`; Development), all else `pavise.…`. A label has few
/// values, whatever peers send: methods of MCP, names of configured servers, tools that were approved,
/// and `other`.
public final class Metrics {
    /// In seconds, by the same conventions.
    private static final Duration[] BUCKETS = DoubleStream.of(
                    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300)
            .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
            .toArray(Duration[]::new);

    private static final Duration[] WRITES = DoubleStream.of(0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
            .mapToObj(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
            .toArray(Duration[]::new);

    /// Codes of JSON-RPC, of MCP and of Pavise; a server may make up others.
    private static final Set<String> ERRORS = Set.of(
            "",
            "tool_error",
            "cancelled",
            "-32700",
            "-32600",
            "-32601",
            "-32602",
            "-32603",
            "-32002",
            "-32020",
            "-32021",
            "-32022",
            "-32042",
            "403",
            "408",
            "429",
            "502",
            "503");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<List<String>, Timer> operations = new ConcurrentHashMap<>();
    private final Words tools = new Words(500);
    private final Words servers = new Words(200);
    private final Words guards = new Words(100);
    private final MultiGauge states = MultiGauge.builder("pavise.server.state")
            .description("1 for the state that a configured server is in")
            .register(registry);

    /// The state of a server, as `pavise status` says it.
    ///
    /// @param state one of the words given to [#states]
    public record Standing(String server, String state) {}

    Metrics() {
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /// A number that is looked up whenever somebody asks.
    void gauge(String name, String says, IntSupplier now) {
        Gauge.builder(name, now::getAsInt).description(says).register(registry);
    }

    /// As Prometheus reads it (text format 0.0.4).
    ///
    /// @param words every state that there is
    String text(Set<String> words, List<Standing> standing) {
        states.register(
                standing.stream()
                        .flatMap(each -> words.stream()
                                .map(word -> MultiGauge.Row.of(
                                        Tags.of("server", servers.of(each.server()), "state", word),
                                        word.equals(each.state()) ? 1 : 0)))
                        .toList(),
                true);
        return registry.scrape();
    }

    /// For a session that begins.
    Watcher session(String name, Instant since) {
        String server = servers.of(name);
        return new Watcher() {
            @Override
            public void saw(State before, Event event, Step step) {
                for (Operation each : Operation.ended(before, event, step)) operation(server, before, each);
                for (Effect effect : step.effects())
                    if (effect instanceof Effect.Keep keep) kept(server, keep.evidence());
            }

            @Override
            public void over(Instant at) {
                ended(server, Duration.between(since, at));
            }
        };
    }

    private void operation(String server, State state, Operation each) {
        String method = Operation.method(each.request());
        String tool = Method.TOOLS_CALL.is(method)
                ? Operation.tool(state, each.request()).map(tools::of).orElse(Words.OTHER)
                : "";
        String error = ERRORS.contains(each.error()) ? each.error() : Words.OTHER;
        operations
                .computeIfAbsent(
                        List.of(server, method, tool, error, each.fault()),
                        labels -> Timer.builder("mcp.server.operation.duration")
                                .description("From a client's request to the decision about its answer")
                                .tags("server", server, "mcp.method.name", method)
                                .tags("gen_ai.tool.name", tool, "error.type", error, "fault", each.fault())
                                .serviceLevelObjectives(BUCKETS)
                                .register(registry))
                .record(Duration.between(each.since(), each.until()));
    }

    private void ended(String server, Duration time) {
        Timer.builder("mcp.server.session.duration")
                .description("Of sessions that ended; modern requests of a principal share one")
                .tags("server", server)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(time);
    }

    private void kept(String server, Evidence evidence) {
        if (evidence.kind() == Evidence.Kind.FACT) return;
        String way = word(evidence.way());
        String ruling = word(evidence.ruling());
        Tags tags = Tags.of("server", server, "way", way);
        registry.counter("pavise.rulings", tags.and("ruling", ruling, "enforced", "" + evidence.enforced()))
                .increment();
        registry.counter("pavise.received.bytes", tags).increment((double) evidence.receivedBytes());
        registry.counter("pavise.sent.bytes", tags).increment((double) evidence.sentBytes());
        var rules = new TreeSet<String>();
        for (Reason reason : evidence.reasons()) rules.add(reason.rule());
        for (String rule : rules)
            registry.counter("pavise.guard.rulings", "guard", guards.of(rule), "ruling", ruling)
                    .increment();
    }

    /// How long evidence took to be kept, or not to be.
    void written(Ledger.Durability durability, boolean isKept, long nanos) {
        Timer.builder("pavise.ledger.write.duration")
                .description("From the ruling to the evidence being kept")
                .tags("durability", word(durability), "kept", "" + isKept)
                .serviceLevelObjectives(WRITES)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
