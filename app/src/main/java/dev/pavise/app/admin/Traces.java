package dev.pavise.app.admin;

import dev.pavise.app.cli.Fault;
import dev.pavise.app.config.Config;
import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.gateway.Watcher;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Traces of requests, by OpenTelemetry's conventions for MCP (Development): a SERVER span for a
/// client's request, and a CLIENT span in it for what the server was asked. They go to a collector by
/// OTLP over HTTP, and hold nothing of what passes. Requests in batches have none.
public final class Traces implements AutoCloseable {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("mcp.method.name");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> FAULT = AttributeKey.stringKey("pavise.fault");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("mcp.protocol.version");
    private static final AttributeKey<String> SESSION = AttributeKey.stringKey("mcp.session.id");
    private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("network.transport");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("pavise.server");

    private static final Duration EXPORT_TIME = Duration.ofSeconds(5);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final long LAST_WORDS_SECONDS = 2;
    /// Of one session at once; requests beyond have no spans.
    private static final int OPEN_MAX = 1000;

    private static final TextMapGetter<Map<String, String>> GETTER =
            (carrier, name) -> carrier == null ? null : carrier.get(name);

    /// Says by itself, in lines of its own, that a collector is gone; the log does so in one.
    private static final Logger OF_LIBRARY = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /// Those that are configured.
    ///
    /// @param whenLost hears that spans could not be handed over
    /// @throws Fault where a reference leads nowhere, or the endpoint is no address
    public static Traces of(Config.Traces wanted, Map<String, String> environment, Runnable whenLost) throws Fault {
        String endpoint = wanted.endpoint().resolved(environment);
        var headers = new HashMap<String, String>();
        for (var each : wanted.headers().entrySet())
            headers.put(each.getKey(), each.getValue().resolved(environment));
        try {
            return new Traces(endpoint, headers, whenLost);
        } catch (IllegalArgumentException e) {
            throw Fault.wrongUse(
                    wanted.endpoint().place(), "endpoint is no address", "write it as http://127.0.0.1:4318/v1/traces");
        }
    }

    /// @param endpoint where the collector takes traces: `http://127.0.0.1:4318/v1/traces`
    /// @param headers sent to it with every request
    private Traces(String endpoint, Map<String, String> headers, Runnable whenLost) {
        OF_LIBRARY.setLevel(Level.OFF);
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setHeaders(() -> headers)
                .setTimeout(EXPORT_TIME)
                .setConnectTimeout(EXPORT_TIME)
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "pavise")))
                .addSpanProcessor(BatchSpanProcessor.builder(new Telling(exporter, whenLost))
                        .setScheduleDelay(EACH)
                        .build())
                .build();
        tracer = provider.get("dev.pavise");
    }

    /// Traces a session that begins.
    ///
    /// @param transport by which its server is reached: `pipe` or `tcp`
    public Watcher session(String transport) {
        return new InSession(transport);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }

    private record Key(Asker from, String id) {}

    /// A request's two spans.
    private static final class Pair {
        private final Span server;
        private final Span client;
        private boolean isSent;

        Pair(Span server, Span client) {
            this.server = server;
            this.client = client;
        }
    }

    private final class InSession implements Watcher {
        private final Map<Key, Pair> open = new HashMap<>();
        private final String transport;

        InSession(String transport) {
            this.transport = transport;
        }

        @Override
        public Optional<Map<String, String>> asked(Reading reading, Asker from, Optional<Map<String, String>> headers) {
            if (!(reading instanceof Reading.Read(Message.Request request))) return headers;
            // Where HTTP says nothing of a modern message, there must be nothing that it could have said.
            if (headers.isEmpty() && isModern(request)) return headers;
            var key = new Key(from, request.id().json());
            if (open.containsKey(key) || open.size() >= OPEN_MAX) return headers;
            Map<String, String> said = said(request);
            Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), said, GETTER);
            String name = Operation.method(request);
            Span server = tracer.spanBuilder(name)
                    .setParent(parent)
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            Span client = tracer.spanBuilder(name)
                    .setParent(parent.with(server))
                    .setSpanKind(SpanKind.CLIENT)
                    .startSpan();
            open.put(key, new Pair(server, client));
            var more = new HashMap<>(headers.orElse(Map.of()));
            W3CTraceContextPropagator.getInstance()
                    .inject(Context.root().with(client), more, (carrier, header, value) -> {
                        if (carrier != null && header.equals("traceparent")) carrier.put(header, value);
                    });
            // A state without a parent that can be read is nobody's (W3C Trace Context, section 3.3.1).
            if (!Span.fromContext(parent).getSpanContext().isValid()) more.put("tracestate", "");
            return Optional.of(more);
        }

        private static boolean isModern(Message.Request request) {
            Value params = request.params();
            boolean isVersioned =
                    params != null && params.at("_meta", "io.modelcontextprotocol/protocolVersion") != null;
            return isVersioned || Method.DISCOVER.is(request.method());
        }

        private static Map<String, String> said(Message.Request request) {
            var said = new HashMap<String, String>();
            Value params = request.params();
            Value meta = params == null ? null : params.member("_meta");
            for (String name : W3CTraceContextPropagator.getInstance().fields()) {
                String value = meta == null ? null : meta.string(name);
                if (value != null) said.put(name, value);
            }
            return said;
        }

        @Override
        public void saw(State before, Event event, Step step) {
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Send send) sent(send);
                if (effect instanceof Effect.Keep keep) keep.then().forEach(this::sent);
            }
            for (Operation each : Operation.ended(before, event, step)) {
                Pair pair = open.remove(new Key(each.from(), each.request().id().json()));
                if (pair != null) end(pair, before, step.next(), each);
            }
        }

        private void sent(Effect.Send send) {
            send.about().filter(asked -> !asked.cancelled()).ifPresent(asked -> {
                Pair pair = open.get(new Key(asked.from(), asked.request().id().json()));
                if (pair != null) pair.isSent = true;
            });
        }

        private void end(Pair pair, State before, State after, Operation operation) {
            Attributes own = attributes(before, after, operation);
            end(pair.server, own, "tcp", operation.error());
            if (pair.isSent) end(pair.client, own, transport, operation.error());
        }

        private static void end(Span span, Attributes attributes, String transport, String error) {
            String tool = attributes.get(TOOL);
            if (tool != null) span.updateName(attributes.get(METHOD) + " " + tool);
            span.setAllAttributes(attributes).setAttribute(TRANSPORT, transport);
            if (!error.isEmpty()) {
                span.setAttribute(ERROR, error).setStatus(StatusCode.ERROR);
                if (error.matches("-?[0-9]+")) span.setAttribute(CODE, error);
            }
            span.end();
        }

        private static Attributes attributes(State before, State after, Operation operation) {
            var attributes = Attributes.builder()
                    .put(METHOD, Operation.method(operation.request()))
                    .put(VERSION, after.revision().date())
                    .put(SESSION, before.who().session())
                    .put(SERVER, before.who().server());
            if (!operation.fault().isEmpty()) attributes.put(FAULT, operation.fault());
            Operation.tool(before, operation.request())
                    .ifPresent(tool -> attributes.put(TOOL, tool).put(OPERATION, "execute_tool"));
            return attributes.build();
        }

        @Override
        public void over(Instant at) {
            for (Pair each : open.values()) {
                each.server
                        .setAttribute(ERROR, "cancelled")
                        .setStatus(StatusCode.ERROR)
                        .end();
                if (each.isSent)
                    each.client
                            .setAttribute(ERROR, "cancelled")
                            .setStatus(StatusCode.ERROR)
                            .end();
            }
            open.clear();
        }
    }
}
