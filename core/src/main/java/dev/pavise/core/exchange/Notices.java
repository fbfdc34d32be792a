package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Flight;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a notification changes in the session as it passes, and where it goes.
final class Notices {
    private final Turn turn;

    Notices(Turn turn) {
        this.turn = turn;
    }

    /// What goes on; empty where it has reached whom it was for, or nobody is there to hear it.
    Optional<Effect.Send> note(Direction way, Message.Notification notification, byte[] bytes) {
        Optional<Method> known = Method.of(notification.method());
        Optional<Asked> listening = subscription(way, notification);
        if (listening.isPresent()) {
            known.ifPresent(this::stale);
            if (Method.SUBSCRIPTIONS_ACKNOWLEDGED.is(notification.method())) {
                turn.flight =
                        turn.flight.with(Direction.TO_SERVER, listening.get().heard());
            }
            return Optional.of(
                    toListener(listening.get(), new Sealing(turn).sealed(notification, listening.get(), bytes)));
        }
        return switch (known.orElse(null)) {
            case CANCELLED -> cancel(way, notification, bytes);
            case PROGRESS -> progress(way, notification, bytes);
            case TOOLS_CHANGED,
                    PROMPTS_CHANGED,
                    RESOURCES_CHANGED,
                    RESOURCE_UPDATED,
                    TASK_STATUS,
                    ELICITATION_COMPLETE -> {
                known.ifPresent(this::stale);
                yield plain(way, 0, bytes);
            }
            case null, default -> plain(way, turn.aside, bytes);
        };
    }

    private Optional<Effect.Send> plain(Direction way, long stream, byte[] bytes) {
        if (way == Direction.TO_SERVER) return Optional.of(Effect.Send.toServer(bytes));
        return Optional.of(Effect.Send.aside(stream, bytes));
    }

    private Optional<Effect.Send> cancel(Direction way, Message.Notification notification, byte[] bytes) {
        Value id = param(notification, "requestId");
        if (id == null) return plain(way, turn.aside, bytes);
        Optional<Id> named = Id.of(id);
        if (named.isEmpty()) return plain(way, turn.aside, bytes);
        Id wanted = named.get();
        if (way == Direction.TO_CLIENT) {
            // Modern servers take a subscription down so (2026-07-28, cancellation); else it is a request of theirs.
            Optional<Asked> listening = turn.flight.subscription(id);
            if (listening.isPresent()) return Optional.of(toListener(listening.get(), bytes, "params", "requestId"));
            Optional<Asked> own = turn.flight.find(way, wanted);
            own.ifPresent(asked -> giveUp(way, asked));
            return plain(way, own.map(asked -> asked.from().stream()).orElse(turn.aside), bytes);
        }
        Optional<Asked> asked = turn.flight.askedAs(way, wanted, turn.asker);
        if (asked.isEmpty()) return plain(way, 0, bytes);
        if (turn.isParked(asked.get().sentAs())) {
            turn.unpark(asked.get().sentAs());
            turn.flight = turn.flight.without(way, asked.get().sentAs());
            turn.emit(new Effect.Finish(asked.get().from().stream()));
            return Optional.empty();
        }
        Asked given = giveUp(way, asked.get());
        turn.emit(new Effect.Finish(given.from().stream()));
        byte[] out = given.sentAs().equals(wanted)
                ? bytes
                : Rulings.withValue(bytes, given.sentAs().bytes(), "params", "requestId");
        return Optional.of(Effect.Send.toServer(out, given));
    }

    private Asked giveUp(Direction way, Asked asked) {
        Asked given = asked.givenUp().until(turn.at.plus(turn.policy.limits().callTime()));
        turn.flight = turn.flight.with(way, given);
        return given;
    }

    /// Progress gives its request more time.
    private Optional<Effect.Send> progress(Direction way, Message.Notification notification, byte[] bytes) {
        Value token = param(notification, "progressToken");
        Direction asked = way.reversed();
        Optional<Asked> open = token == null ? Optional.empty() : turn.flight.underToken(asked, token);
        if (open.isEmpty()) return plain(way, turn.aside, bytes);
        var later = turn.at.plus(turn.policy.limits().callTime());
        if (later.isAfter(open.get().until()))
            turn.flight = turn.flight.with(asked, open.get().until(later));
        String own = Asked.tokenOf(open.get().request());
        byte[] out = own.equals(open.get().sentToken())
                ? bytes
                : Rulings.withValue(bytes, own.getBytes(StandardCharsets.UTF_8), "params", "progressToken");
        return plain(way, open.get().from().stream(), out);
    }

    /// The open subscription that a modern server's notification belongs to.
    Optional<Asked> subscription(Direction way, Message.Notification notification) {
        if (way == Direction.TO_SERVER || !turn.stage.revision().isModern()) return Optional.empty();
        return Optional.ofNullable(Flight.subscriptionId(notification)).flatMap(turn.flight::subscription);
    }

    private static Effect.Send toListener(Asked listening, byte[] bytes) {
        return toListener(listening, bytes, Flight.subscriptionPath());
    }

    private static Effect.Send toListener(Asked listening, byte[] bytes, String... path) {
        Id own = listening.request().id();
        byte[] out = listening.sentAs().equals(own) ? bytes : Rulings.withValue(bytes, own.bytes(), path);
        return Effect.Send.aside(listening.from().stream(), out);
    }

    private static @Nullable Value param(Message.Notification notification, String name) {
        Value params = notification.params();
        return params == null ? null : params.member(name);
    }

    void stale(Method method) {
        switch (method) {
            case TOOLS_CHANGED -> stale(Pin.Kind.TOOL);
            case PROMPTS_CHANGED -> stale(Pin.Kind.PROMPT);
            default -> {}
        }
    }

    private void stale(Pin.Kind kind) {
        State.Listing known = turn.listing(kind);
        turn.set(kind, new State.Listing(false, known.asking(), known.pages(), known.found()));
    }
}
