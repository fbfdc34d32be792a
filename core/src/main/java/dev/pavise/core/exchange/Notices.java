package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import java.util.Optional;

/// What a notification changes in the session as it passes.
final class Notices {
    private final Turn turn;

    Notices(Turn turn) {
        this.turn = turn;
    }

    /// The bytes that go on; empty where it has reached whom it was for.
    Optional<byte[]> note(Direction way, Message.Notification notification, byte[] bytes) {
        Optional<Method> method = Method.of(notification.method());
        if (method.isEmpty()) return Optional.of(bytes);
        switch (method.get()) {
            case CANCELLED -> {
                return cancel(way, notification, bytes);
            }
            case PROGRESS -> renew(way, notification);
            case TOOLS_CHANGED -> stale(Pin.Kind.TOOL);
            case PROMPTS_CHANGED -> stale(Pin.Kind.PROMPT);
            default -> {}
        }
        return Optional.of(bytes);
    }

    private Optional<byte[]> cancel(Direction way, Message.Notification notification, byte[] bytes) {
        Value params = notification.params();
        Value id = params == null ? null : params.member("requestId");
        if (id == null) return Optional.of(bytes);
        String wanted = id.kind() == Json.Kind.STRING ? Id.of(id.text()).json() : id.raw();
        Optional<Asked> asked = turn.flight.askedAs(way, new Id(wanted));
        if (asked.isEmpty()) return Optional.of(bytes);
        Message.Request request = asked.get().request();
        if (turn.parked.contains(request)) {
            turn.unpark(request);
            turn.flight = turn.flight.without(way, asked.get().sentAs());
            return Optional.empty();
        }
        Asked given =
                asked.get().givenUp().until(turn.at.plus(turn.policy.limits().callTime()));
        turn.flight = turn.flight.with(way, given);
        return Optional.of(
                given.sentAs().equals(request.id())
                        ? bytes
                        : Rulings.withValue(bytes, given.sentAs().bytes(), "params", "requestId"));
    }

    /// Progress gives its request more time.
    private void renew(Direction way, Message.Notification notification) {
        Value params = notification.params();
        Value token = params == null ? null : params.member("progressToken");
        if (token == null) return;
        Direction asked = way.reversed();
        for (Asked each : turn.flight.values(asked)) {
            if (each.cancelled()
                    || each.progressToken().filter(token.raw()::equals).isEmpty()) continue;
            var later = turn.at.plus(turn.policy.limits().callTime());
            if (later.isAfter(each.until())) turn.flight = turn.flight.with(asked, each.until(later));
        }
    }

    private void stale(Pin.Kind kind) {
        State.Listing known = turn.listing(kind);
        turn.set(kind, new State.Listing(false, known.asking(), known.pages(), known.found()));
    }
}
