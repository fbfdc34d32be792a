package dev.pavise.gateway.remote;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import dev.pavise.gateway.Outlet;
import dev.pavise.gateway.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes down what an upstream says, one line each: `tells 1 {…}`, `unanswered 1 why`, `overlong 1`, `ended why`.
final class Heard implements Upstream.Listener {
    private static final int SECONDS_MAX = 15;

    /// A client that always has room.
    static final Outlet ROOMY = new Outlet() {
        @Override
        public void send(Effect.Send send) {
            throw new IllegalStateException("not used");
        }

        @Override
        public void awaitRoom() {}
    };

    final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void tells(byte[] message, Optional<Id> about) {
        lines.add("tells " + about.map(Id::json).orElse("-") + " " + new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void overlong(long bytes, Optional<Id> id) {
        lines.add("overlong " + id.map(Id::json).orElse("-"));
    }

    @Override
    public void unanswered(Id sentAs, String why) {
        lines.add("unanswered " + sentAs.json() + " " + why);
    }

    @Override
    public void ended(String why) {
        lines.add("ended " + why);
    }

    String next() throws InterruptedException {
        String line = lines.poll(SECONDS_MAX, TimeUnit.SECONDS);
        return line == null ? "nothing within " + SECONDS_MAX + " s" : line;
    }

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    /// A request of the modern era.
    static Effect.Send modern(int id, String method, String params) {
        String more = params.isEmpty() ? "" : params + ",";
        return request("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + more + META
                + "}}");
    }

    static Effect.Send request(String json) {
        return send(json, Optional.of(asked(json)));
    }

    static Effect.Send tell(String json) {
        return send(json, Optional.empty());
    }

    static Effect.Send initialize() {
        return request("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}");
    }

    static Effect.Send initialized() {
        return tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    static Effect.Send ping(int id) {
        return request("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
    }

    static String pong(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}";
    }

    static String opened() {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                + "\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}}";
    }

    /// What Pavise itself asks, and for how long it waits.
    static Effect.Send own(Effect.Send request, long millis) {
        Asked asked = request.about().orElseThrow();
        return send("", Optional.of(Asked.own(asked.request(), Instant.EPOCH, Instant.EPOCH.plusMillis(millis))));
    }

    /// Gives a request up.
    static Effect.Send cancel(Effect.Send request) {
        Asked asked = request.about().orElseThrow().givenUp();
        String json = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
                + asked.sentAs().json() + "}}";
        return send(json, Optional.of(asked));
    }

    private static Asked asked(String json) {
        var reading = Reading.of(json.getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT);
        var request = (Message.Request) ((Reading.Read) reading).message();
        var now = Instant.EPOCH;
        return Asked.unchanged(request, Asker.ONLY, now, now.plusSeconds(300));
    }

    private static Effect.Send send(String json, Optional<Asked> about) {
        byte[] bytes = about.map(asked -> asked.request().bytes()).orElse(json.getBytes(StandardCharsets.UTF_8));
        boolean gives = about.isPresent() && about.get().cancelled();
        byte[] sent = gives ? json.getBytes(StandardCharsets.UTF_8) : bytes;
        return new Effect.Send(Direction.TO_SERVER, sent, 0, false, 0, false, about);
    }
}
