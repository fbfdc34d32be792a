package dev.pavise.app.admin;

import dev.pavise.core.evidence.Evidence;
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
import java.util.Set;

/// A client's request that came to its end.
///
/// @param error a JSON-RPC code, `tool_error`, or `cancelled` where nobody waits any more; empty where
///     it went well (OpenTelemetry's conventions for MCP, `error.type`)
/// @param fault whose it is that it did not go well: `client` where its request was wrong or not let through, `server`,
///     or `pavise` where there was no ledger; empty where it went well or nobody waits any more
record Operation(Message.Request request, Asker from, Instant since, Instant until, String error, String fault) {
    private static final String TOOL_ERROR = "tool_error";
    private static final String CANCELLED = "cancelled";
    /// What servers say of a request that was wrong: codes of JSON-RPC and of MCP, like HTTP's that begin with 4.
    private static final Set<Integer> CLIENTS =
            Set.of(-32700, -32600, -32601, -32602, -32002, -32020, -32021, -32022, -32042);

    /// Decided together.
    ///
    /// @param evidence for which it waits; empty where there is none
    private record Answer(Effect.Send send, Optional<Evidence> evidence) {}

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
        List<Answer> answers = answers(step);
        for (Asked asked : before.flight().values(Direction.TO_SERVER)) {
            if (asked.own() || asked.cancelled() || isOpen(step.next(), asked)) continue;
            Optional<Answer> answer = taken(answers, asked.from().stream());
            ended.add(of(asked.request(), asked.from(), asked.since(), event, answer));
        }
        // What was answered without being asked further.
        if (event instanceof Event.Asks asks) {
            for (Message.Request request : requests(asks.reading())) {
                if (answers.isEmpty() || isAsked(step.next(), asks, request)) continue;
                Optional<Answer> answer = taken(answers, asks.from().stream());
                if (answer.isPresent()) ended.add(of(request, asks.from(), event.at(), event, answer));
            }
        }
        return ended;
    }

    private static Operation of(
            Message.Request request, Asker from, Instant since, Event event, Optional<Answer> answer) {
        String error = answer.map(each -> error(each.send(), event)).orElse(CANCELLED);
        String fault = error.isEmpty() || answer.isEmpty() ? "" : fault(answer.get());
        return new Operation(request, from, since, event.at(), error, fault);
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

    private static List<Answer> answers(Step step) {
        var answers = new ArrayList<Answer>(1);
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Send send && send.ends()) answers.add(new Answer(send, Optional.empty()));
            if (effect instanceof Effect.Keep keep)
                for (Effect.Send send : keep.then())
                    if (send.ends()) answers.add(new Answer(send, Optional.of(keep.evidence())));
        }
        return answers;
    }

    private static Optional<Answer> taken(List<Answer> answers, long stream) {
        for (Iterator<Answer> each = answers.iterator(); each.hasNext(); ) {
            Answer answer = each.next();
            if (answer.send().stream() != stream) continue;
            each.remove();
            return Optional.of(answer);
        }
        return Optional.empty();
    }

    /// A request that Pavise denied is its client's fault, an answer that it denied the server's.
    private static String fault(Answer answer) {
        if (!answer.send().refused()) return CLIENTS.contains(answer.send().error()) ? "client" : "server";
        boolean isOfRequest = answer.evidence()
                .filter(evidence -> evidence.kind() == Evidence.Kind.REQUEST)
                .isPresent();
        if (!isOfRequest) return "server";
        boolean isLedger = answer.evidence().orElseThrow().reasons().stream()
                .anyMatch(reason -> reason.rule().equals("ledger"));
        return isLedger ? "pavise" : "client";
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
