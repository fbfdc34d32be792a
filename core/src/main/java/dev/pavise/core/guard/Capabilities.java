package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A server asks a client only for what that client declared: sampling, elicitation in a declared mode, roots. In the
/// modern era the requests stand inside an answer (SEP-2322).
public final class Capabilities implements Guard {
    private static final Set<String> MAY_ASK = Set.of("tools/call", "prompts/get", "resources/read", "tasks/get");
    /// Inputs that one answer may ask for; a person looks at each.
    static final int INPUTS_MAX = 64;
    /// 2025-11-25, elicitation: a request waits until the person has been to these addresses.
    private static final Set<Method> TASKS = Set.of(Method.TASKS_GET, Method.TASKS_UPDATE, Method.TASKS_CANCEL);
    private static final String IN_META = "io.modelcontextprotocol/clientCapabilities";
    public static final String TASKS_EXTENSION = "io.modelcontextprotocol/tasks";
    private static final String URL_REQUIRED = "-32042";

    @Override
    public String id() {
        return "capability";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        if (context.direction() == Direction.TO_SERVER) return asksAfterTask(message, context);
        return switch (message) {
            case Message.Request request -> asked(request.method(), request.params(), "/method", context);
            case Message.Result result -> asksInside(result, context);
            case Message.Failure failure -> sendsElsewhere(failure, context);
            case Message.Notification _ -> Verdict.PASS;
        };
    }

    /// A modern client asks after tasks only where it says that it knows what they are (the tasks extension).
    private Verdict asksAfterTask(Message message, Context context) {
        if (!context.revision().isModern() || !(message instanceof Message.Request request)) return Verdict.PASS;
        if (Method.of(request.method()).filter(TASKS::contains).isEmpty()) return Verdict.PASS;
        Value params = request.params();
        Value extension = params == null ? null : params.at("_meta", IN_META, "extensions", TASKS_EXTENSION);
        return extension != null && extension.isObject()
                ? Verdict.PASS
                : deny("/params/_meta", "the client did not declare what tasks need (" + TASKS_EXTENSION + ")");
    }

    /// An error that sends the person to an address asks as much as a request does. The code alone, or the addresses
    /// alone, may be enough for some client.
    private Verdict sendsElsewhere(Message.Failure failure, Context context) {
        Value elicitations = failure.error().at("data", "elicitations");
        if (!failure.code().equals(URL_REQUIRED) && elicitations == null) return Verdict.PASS;
        if (context.capabilities().contains("elicitation/url")) return Verdict.PASS;
        return deny("/error", "the client did not declare what the error needs (elicitation/url)");
    }

    private Verdict asksInside(Message.Result result, Context context) {
        Value requests = result.result().member("inputRequests");
        if (requests == null || !context.revision().isModern()) return Verdict.PASS;
        // What some clients read as a list of members is no list to others.
        if (!requests.isObject()) return deny(requests.place(), "inputRequests is no object");
        if (!MAY_ASK.contains(context.answeredMethod())) {
            return deny(requests.place(), context.answeredMethod() + " may not ask for input");
        }
        List<Value.Member> members = requests.members();
        if (members.size() > INPUTS_MAX) {
            return deny(requests.place(), members.size() + " inputs asked for, and " + INPUTS_MAX + " are allowed");
        }
        var verdicts = new ArrayList<Verdict>();
        for (Value.Member member : members) {
            String method = Optional.ofNullable(member.value().string("method")).orElse("");
            Value params = member.value().member("params");
            verdicts.add(asked(method, params, member.value().place(), context));
        }
        return Verdict.all(verdicts);
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
