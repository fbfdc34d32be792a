package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.policy.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How often, and how much at once: token buckets for the principal, for each tool and for what a server tells, and a
/// bound on requests in flight.
public final class RateLimits implements Guard {
    /// One bucket that a message draws from.
    public record Draw(String bucket, Rates.Rate rate) {}

    @Override
    public String id() {
        return "budget";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        if (message instanceof Message.Request
                && context.flight().values(context.direction()).size()
                        >= context.policy().rates().concurrent()) {
            return deny(context.policy().rates().concurrent() + " requests are in flight; wait for an answer");
        }
        for (Draw draw : draws(
                message, context.direction(), context.flight(), context.policy().rates())) {
            Duration wait = context.budgets().wait(draw.bucket(), draw.rate(), context.now());
            if (wait.isPositive()) {
                return deny("more than " + draw.rate().perSecond() + " a second (" + draw.bucket() + "); try again in "
                        + wait.toMillis() + " ms");
            }
        }
        return Verdict.PASS;
    }

    /// What is left after a message.
    public static Budgets spend(
            Budgets left, Message message, Direction direction, Flight flight, Rates rates, Instant now) {
        for (Draw draw : draws(message, direction, flight, rates)) left = left.spend(draw.bucket(), draw.rate(), now);
        return left;
    }

    private static List<Draw> draws(Message message, Direction direction, Flight flight, Rates rates) {
        var draws = new ArrayList<Draw>(2);
        switch (message) {
            case Message.Request request -> {
                draws.add(
                        new Draw(direction == Direction.TO_SERVER ? "requests" : "server requests", rates.requests()));
                if (Method.TOOLS_CALL.is(request.method())) {
                    draws.add(new Draw("tool " + Words.quote(request.subject()), rates.toolCalls()));
                }
            }
            case Message.Notification notification when isFirstWord(notification, direction, flight) -> {}
            // They have rates of their own, at which they are told together.
            case Message.Notification changed
            when direction == Direction.TO_CLIENT
                    && Method.of(changed.method()).filter(Method::isChange).isPresent() -> {}
            case Message.Notification _
            when direction == Direction.TO_CLIENT -> draws.add(new Draw("notifications", rates.notifications()));
            case Message.Notification _ -> draws.add(new Draw("client notifications", rates.notifications()));
            case Message.Result _, Message.Failure _ -> {}
        }
        return draws;
    }

    /// Whether a server says for the first time that it listens: its client waits for that as for an answer.
    private static boolean isFirstWord(Message.Notification notification, Direction direction, Flight flight) {
        if (direction == Direction.TO_SERVER || !Method.SUBSCRIPTIONS_ACKNOWLEDGED.is(notification.method()))
            return false;
        Value id = Flight.subscriptionId(notification);
        return id != null
                && flight.subscription(id)
                        .filter(asked -> !asked.acknowledged())
                        .isPresent();
    }

    private Verdict deny(String seen) {
        return Verdict.deny(new Reason(id(), "", seen));
    }
}
