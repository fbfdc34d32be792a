package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.util.Optional;
import java.util.Set;

/// A server asks a client only for what that client declared: sampling, elicitation in a declared mode, roots. In the
/// modern era the requests stand inside an answer (SEP-2322).
public final class Capabilities implements Guard {
    private static final Set<String> MAY_ASK = Set.of("tools/call", "prompts/get", "resources/read");

    @Override
    public String id() {
        return "capability";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        if (context.direction() != Direction.TO_CLIENT) return Verdict.PASS;
        return switch (message) {
            case Message.Request request -> asked(request.method(), request.params(), "/method", context);
            case Message.Result result -> asksInside(result, context);
            case Message.Notification _, Message.Failure _ -> Verdict.PASS;
        };
    }

    private Verdict asksInside(Message.Result result, Context context) {
        Value requests = result.result().member("inputRequests");
        if (requests == null || !context.revision().isModern()) return Verdict.PASS;
        if (!MAY_ASK.contains(context.answeredMethod())) {
            return deny(requests.place(), context.answeredMethod() + " may not ask for input");
        }
        var verdict = Verdict.PASS;
        for (Value.Member member : requests.members()) {
            String method = Optional.ofNullable(member.value().string("method")).orElse("");
            Value params = member.value().member("params");
            verdict = verdict.and(asked(method, params, member.value().place(), context));
        }
        return verdict;
    }

    private Verdict asked(
            String method, @org.jspecify.annotations.Nullable Value params, String place, Context context) {
        Optional<Method> known = Method.of(method);
        if (known.isEmpty()) {
            return context.revision().isModern() ? deny(place, "no input of this kind can be asked for") : Verdict.PASS;
        }
        String needed = switch (known.get()) {
            case SAMPLING -> "sampling";
            case ROOTS_LIST -> "roots";
            case ELICITATION -> isByUrl(params) ? "elicitation/url" : "elicitation";
            default -> context.revision().isModern() ? "-" : "";
        };
        if (needed.isEmpty() || context.capabilities().contains(needed)) return Verdict.PASS;
        return deny(place, "the client did not declare what " + method + " needs (" + needed + ")");
    }

    private static boolean isByUrl(@org.jspecify.annotations.Nullable Value params) {
        return params != null && "url".equals(params.string("mode"));
    }

    private Verdict deny(String place, String seen) {
        return Verdict.deny(new Reason(id(), place, seen));
    }
}
