package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Sealed;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.message.Message;
import dev.pavise.core.seal.Seals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
            String sealed = each.value().isString() ? each.value().text() : "";
            Optional<String> inner = seals.get().open(each.binding(), sealed, turn.at);
            if (inner.isEmpty()) continue;
            out = Rulings.withValue(
                    out,
                    inner.get().getBytes(StandardCharsets.UTF_8),
                    each.path().toArray(String[]::new));
            if (each.isOnce()) spend(sealed);
        }
        return out;
    }

    /// An answer as the client may see it.
    byte[] sealed(Message.Result answer, Asked asked, byte[] bytes) {
        if (seals.isEmpty() || asked.from().scope() == 0) return bytes;
        byte[] out = bytes;
        for (Sealed each : Sealed.in(answer, asked.request(), turn.who.principal(), turn.who.server())) {
            if (!each.value().isString()) continue;
            Optional<Instant> until = each.isOnce() ? Optional.of(turn.at.plus(STATE_TIME)) : Optional.empty();
            String sealed = seals.get().seal(each.binding(), each.value().raw(), until);
            byte[] written = Escapes.quote(sealed).getBytes(StandardCharsets.UTF_8);
            out = Rulings.withValue(out, written, each.path().toArray(String[]::new));
        }
        return out;
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
