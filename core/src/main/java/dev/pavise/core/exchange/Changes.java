package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Judge.Judgement;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.policy.Rates.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a client that something changed no more often than it can use: of each list, and of each resource, a few at
/// once, then one a second, and the last of them in any case. Upon each a client asks for all of it anew
/// (2025-11-25, list changed notification), so that a storm of them would cost much more than itself. A server can name
/// as many resources as it likes, so what is told of all of them together has a rate, too.
final class Changes {
    static final Rate RATE = new Rate(1, 8);
    static final int DELAYED_MAX = 256;
    /// What is longer does not wait, or all that waits would be too much to keep.
    static final int BYTES_MAX = 16 << 10;

    /// When those are looked at again for which the rate of all has no room: some at a time, not each for itself.
    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final String UPDATES = "resource updates";

    private final Turn turn;
    private final Notices notices;

    Changes(Turn turn) {
        this.turn = turn;
        notices = new Notices(turn);
    }

    /// Whether it is not told now: it waits for its time, or is one too many. What it says about lists that Pavise
    /// knows holds at once.
    boolean delays(Message.Notification notification, Judgement judgement, byte[] edited) {
        Optional<Method> method = Method.of(notification.method()).filter(Method::isChange);
        if (method.isEmpty() || !turn.enforces()) return false;
        notices.stale(method.get());
        if (notification.bytes().length > BYTES_MAX) {
            drop(notification, judgement, "more than " + BYTES_MAX + " bytes to say that something changed");
            return true;
        }
        String topic = notification.method() + " " + listener(notification) + " " + notification.subject();
        State.Delayed before = turn.delayed.get(topic);
        Duration wait = wait(topic, notification);
        if (before == null && wait.isZero()) {
            spend(topic, notification);
        } else if (before == null && isUpdate(notification) && turn.delayed.size() >= DELAYED_MAX) {
            drop(notification, judgement, "updates of more than " + DELAYED_MAX + " resources wait to be told");
        } else {
            Instant due = before == null ? turn.at.plus(wait) : before.until();
            int merged = before == null ? 0 : before.merged() + 1;
            put(topic, new State.Delayed(notification, listener(notification), judgement, edited, due, merged));
        }
        return before != null || !wait.isZero();
    }

    private void drop(Message.Notification notification, Judgement judgement, String why) {
        Verdict verdict = judgement.verdict().and(Verdict.deny(new Reason("budget", "", why)));
        new Rulings(turn).deny(Direction.TO_CLIENT, notification, Optional.empty(), verdict);
    }

    private static boolean isUpdate(Message.Notification notification) {
        return Method.RESOURCE_UPDATED.is(notification.method());
    }

    private Duration wait(String topic, Message.Notification notification) {
        Duration own = turn.changes.wait(topic, RATE, turn.at);
        Duration joint = isUpdate(notification) ? turn.budgets.wait(UPDATES, updates(), turn.at) : Duration.ZERO;
        return own.compareTo(joint) > 0 ? own : joint;
    }

    private void spend(String topic, Message.Notification notification) {
        turn.changes = turn.changes.spend(topic, RATE, turn.at);
        if (isUpdate(notification)) turn.budgets = turn.budgets.spend(UPDATES, updates(), turn.at);
    }

    private Rate updates() {
        return turn.policy.rates().notifications();
    }

    /// Tells what has waited long enough.
    void tellDue() {
        for (Map.Entry<String, State.Delayed> each : Map.copyOf(turn.delayed).entrySet()) {
            String topic = each.getKey();
            State.Delayed delayed = each.getValue();
            if (delayed.until().isAfter(turn.at)) continue;
            if (wait(topic, delayed.notification()).isPositive()) {
                put(topic, delayed.until(turn.at.plus(AGAIN)));
                continue;
            }
            remove(topic);
            // Whoever listened may have left.
            if (!listener(delayed.notification()).equals(delayed.listener())) continue;
            spend(topic, delayed.notification());
            new Rulings(turn)
                    .passNotification(
                            Direction.TO_CLIENT, delayed.notification(), delayed.judgement(), delayed.edited());
            if (delayed.merged() > 0) recordMerged(delayed);
        }
    }

    private void recordMerged(State.Delayed delayed) {
        String verb = "merged/" + delayed.notification().method();
        String note = delayed.merged() + " more like the one before came meanwhile and were told as one";
        Evidence fact = turn.fact(verb, delayed.notification().subject(), note);
        turn.keep(fact, Evidence.Payload.NONE, List.of(), List.of());
    }

    /// The subscription that it is told on, by the id under which that went on; empty where it is told to the session.
    private String listener(Message.Notification notification) {
        return notices.subscription(Direction.TO_CLIENT, notification)
                .map(asked -> asked.sentAs().json())
                .orElse("");
    }

    private void put(String topic, State.Delayed delayed) {
        var more = new HashMap<>(turn.delayed);
        more.put(topic, delayed);
        turn.delayed = more;
    }

    private void remove(String topic) {
        var fewer = new HashMap<>(turn.delayed);
        fewer.remove(topic);
        turn.delayed = fewer;
    }
}
