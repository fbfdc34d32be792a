package dev.pavise.app.admin;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Pin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A client's request that came to its end.
///
/// @param error a JSON-RPC code, `tool_error`, or `cancelled` where nobody waits any more; empty where
///     it went well (OpenTelemetry's conventions for MCP, `error.type`)
record Operation(Message.Request request, Asker from, Instant since, Instant until, String error) {
    private static final String TOOL_ERROR = "tool_error";
    private static final String CANCELLED = "cancelled";

    /// A method of MCP, or `other`.
    static String method(Message.Request request) {
        return Method.of(request.method()).isPresent() ? request.method() : Words.OTHER;
    }

    /// The tool that is called, where somebody approved it: its name is none that a peer made up just
    /// now.
    static Optional<String> tool(State state, Message.Request request) {
        if (!Method.TOOLS_CALL.is(request.method())) return Optional.empty();
        return state.pins()
                .of(new Pin.Item(Pin.Kind.TOOL, request.subject()))
                .filter(pin -> pin.state() == Pin.State.APPROVED)
                .map(_ -> request.subject());
    }

    /// Those that this step ended.
    static List<Operation> ended(State before, Event event, Step step) {
        var ended = new ArrayList<Operation>();
        List<Effect.Send> answers = answers(step);
        for (Asked asked : before.flight().values(Direction.TO_SERVER)) {
            if (asked.own() || asked.cancelled() || isOpen(step.next(), asked)) continue;
            String error = taken(answers, asked.from().stream())
                    .map(answer -> error(answer, event))
                    .orElse(CANCELLED);
            ended.add(new Operation(asked.request(), asked.from(), asked.since(), event.at(), error));
        }
        // What was answered without being asked further.
        if (event instanceof Event.Asks asks) {
            for (Message.Request request : requests(asks.reading())) {
                if (answers.isEmpty() || isAsked(step.next(), asks, request)) continue;
                taken(answers, asks.from().stream())
                        .map(answer ->
                                new Operation(request, asks.from(), event.at(), event.at(), error(answer, event)))
                        .ifPresent(ended::add);
            }
        }
        return ended;
    }

    private static boolean isOpen(State next, Asked asked) {
        return next.flight()
                .find(Direction.TO_SERVER, asked.sentAs())
                .filter(found -> !found.cancelled())
                .isPresent();
    }

    private static boolean isAsked(State next, Event.Asks asks, Message.Request request) {
        return next.flight()
                .askedAs(Direction.TO_SERVER, request.id(), asks.from())
                .isPresent();
    }

    private static List<Message.Request> requests(Reading reading) {
        return switch (reading) {
            case Reading.Read(Message.Request request) -> List.of(request);
            case Reading.Batch batch ->
                batch.each().stream().flatMap(one -> requests(one).stream()).toList();
            case Reading.Read _ -> List.of();
            case Reading.Unreadable _ -> List.of();
        };
    }

    private static List<Effect.Send> answers(Step step) {
        var answers = new ArrayList<Effect.Send>(1);
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Send send && send.ends()) answers.add(send);
            if (effect instanceof Effect.Keep keep)
                for (Effect.Send send : keep.then()) if (send.ends()) answers.add(send);
        }
        return answers;
    }

    private static Optional<Effect.Send> taken(List<Effect.Send> answers, long stream) {
        for (Iterator<Effect.Send> each = answers.iterator(); each.hasNext(); ) {
            Effect.Send answer = each.next();
            if (answer.stream() != stream) continue;
            each.remove();
            return Optional.of(answer);
        }
        return Optional.empty();
    }

    private static String error(Effect.Send answer, Event event) {
        if (answer.error() != 0) return Integer.toString(answer.error());
        return answer.refused() || isFailedTool(event) ? TOOL_ERROR : "";
    }

    private static boolean isFailedTool(Event event) {
        if (!(event instanceof Event.Tells tells)
                || !(tells.reading() instanceof Reading.Read(Message.Result result))
                || !result.result().isObject()) return false;
        Value failed = result.result().member("isError");
        return failed != null && failed.raw().equals("true");
    }
}
