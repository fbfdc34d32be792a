package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Sealed;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.seal.Seals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Seals what a server gives to clients to bring back, and opens it for the server, which sees what it wrote. Only
/// where many clients share a session.
final class Sealing {
    private static final Duration STATE_TIME = Duration.ofMinutes(15);
    private static final int SPENT_MAX = 4096;

    private final Turn turn;
    private final Optional<Seals> seals;

    Sealing(Turn turn) {
        this.turn = turn;
        seals = turn.seals;
    }

    /// A request as the server has to see it.
    byte[] opened(Message.Request request, byte[] bytes) {
        if (seals.isEmpty() || turn.asker.scope() == 0) return bytes;
        byte[] out = bytes;
        for (Sealed each : Sealed.in(request, turn.who.principal(), turn.who.server())) {
            out = written(
                    out,
                    each,
                    value -> seals.get()
                            .open(each.binding(), value.text(), turn.at)
                            .orElse(value.raw()));
            if (each.isOnce() && each.value().isString()) spend(each.value().text());
        }
        return out;
    }

    /// An answer as the client may see it.
    byte[] sealed(Message.Result answer, Asked asked, byte[] bytes) {
        if (seals.isEmpty() || asked.from().scope() == 0) return bytes;
        return sealed(Sealed.in(answer, asked.request(), turn.who.principal(), turn.who.server()), bytes);
    }

    /// A notification as the client may see it that subscribed so.
    byte[] sealed(Message.Notification notification, Asked listening, byte[] bytes) {
        if (seals.isEmpty() || listening.from().scope() == 0) return bytes;
        return sealed(Sealed.in(notification, turn.who.principal(), turn.who.server()), bytes);
    }

    private byte[] sealed(List<Sealed> all, byte[] bytes) {
        byte[] out = bytes;
        for (Sealed each : all) {
            Optional<Instant> until = each.isOnce() ? Optional.of(turn.at.plus(STATE_TIME)) : Optional.empty();
            out = written(
                    out, each, value -> Escapes.quote(seals.orElseThrow().seal(each.binding(), value.raw(), until)));
        }
        return out;
    }

    /// The message with each of the texts written otherwise; what is no text stays, and what nobody can have asked for
    /// goes.
    private static byte[] written(byte[] message, Sealed sealed, Function<Value, String> as) {
        String json = sealed.values().stream()
                .limit(Sealed.VALUES_MAX)
                .map(value -> value.isString() ? as.apply(value) : value.raw())
                .collect(Collectors.joining(","));
        byte[] bytes = (sealed.value().isArray() ? "[" + json + "]" : json).getBytes(StandardCharsets.UTF_8);
        return Rulings.withValue(message, bytes, sealed.path().toArray(String[]::new));
    }

    /// The same request, read from other bytes of it.
    static Message.Request as(Message.Request request, byte[] bytes) {
        if (bytes == request.bytes() || !(Json.read(bytes) instanceof Json json)) return request;
        return new Message.Request(
                json, request.id(), request.method(), json.root().member("params"));
    }

    private void spend(String sealed) {
        var spent = new HashMap<String, Instant>();
        for (Map.Entry<String, Instant> each : turn.spent.entrySet()) {
            if (each.getValue().isAfter(turn.at) && spent.size() < SPENT_MAX) spent.put(each.getKey(), each.getValue());
        }
        spent.put(sealed, turn.at.plus(STATE_TIME));
        turn.spent = spent;
    }
}
