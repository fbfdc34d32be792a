package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Each answer belongs to one question, asked and still open; so does progress, and so does each cancellation.
public final class Correlation implements Guard {
    private static final Set<Method> SUBSCRIBED = Set.of(
            Method.TOOLS_CHANGED,
            Method.PROMPTS_CHANGED,
            Method.RESOURCES_CHANGED,
            Method.RESOURCE_UPDATED,
            Method.SUBSCRIPTIONS_ACKNOWLEDGED);

    @Override
    public String id() {
        return "correlation";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        return switch (message) {
            case Message.Request request -> asked(request, context);
            case Message.Notification notification -> told(notification, context);
            case Message.Result result -> answered(result.id().json(), context);
            case Message.Failure failure ->
                answered(failure.id().map(Object::toString).orElse("null"), context);
        };
    }

    private Verdict asked(Message.Request request, Context context) {
        return context.flight()
                        .askedAs(context.direction(), request.id(), context.asker())
                        .isPresent()
                ? deny("/id", "the id " + Words.quote(request.id().json()) + " belongs to a request still in flight")
                : Verdict.PASS;
    }

    private Verdict answered(String id, Context context) {
        if (context.answered().isEmpty()) return deny("/id", "nobody asked what " + Words.quote(id) + " answers");
        return context.answered().get().cancelled()
                ? deny("/id", "the request " + Words.quote(id) + " was cancelled")
                : Verdict.PASS;
    }

    private Verdict told(Message.Notification notification, Context context) {
        Value params = notification.params();
        return switch (Method.of(notification.method()).orElse(null)) {
            case CANCELLED -> cancels(params == null ? null : params.member("requestId"), context);
            case PROGRESS -> progresses(params == null ? null : params.member("progressToken"), context);
            case Method method
            when SUBSCRIBED.contains(method) && context.revision().isModern() ->
                subscribed(Flight.subscriptionId(notification), context);
            case null, default -> Verdict.PASS;
        };
    }

    private Verdict cancels(@Nullable Value id, Context context) {
        if (id == null) return Verdict.PASS;
        Optional<Asked> asked =
                Id.of(id).flatMap(each -> context.flight().askedAs(context.direction(), each, context.asker()));
        if (asked.isPresent()) {
            return Method.INITIALIZE.is(asked.get().request().method())
                    ? deny("/params/requestId", "initialize can't be cancelled")
                    : Verdict.PASS;
        }
        return isListen(id, context)
                ? Verdict.PASS
                : deny("/params/requestId", "no request " + Words.quote(id.raw()) + " of this side is in flight");
    }

    /// Modern servers take a subscription down so (2026-07-28, cancellation).
    private static boolean isListen(Value id, Context context) {
        return context.revision().isModern()
                && context.direction() == Direction.TO_CLIENT
                && context.flight().subscription(id).isPresent();
    }

    private Verdict progresses(@Nullable Value token, Context context) {
        if (token == null) return deny("/params", "progress without a token");
        Direction way = context.direction().reversed();
        boolean known = context.flight().lastingTokens().contains(Asked.tokenOf(token))
                || context.flight().underToken(way, token).isPresent();
        return known
                ? Verdict.PASS
                : deny("/params/progressToken", "no request in flight has the token " + Words.quote(token.raw()));
    }

    private Verdict subscribed(@Nullable Value id, Context context) {
        if (id == null) return Verdict.PASS;
        return context.flight().subscription(id).isPresent()
                ? Verdict.PASS
                : deny("/params/_meta", "no subscription " + Words.quote(id.raw()) + " is open");
    }

    private Verdict deny(String place, String seen) {
        return Verdict.deny(new Reason(id(), place, seen));
    }
}
