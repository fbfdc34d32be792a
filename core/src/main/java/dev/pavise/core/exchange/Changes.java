package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Judge.Judgement;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.policy.Rates.Rate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a client that something changed no more often than it can use: of each list, and of each resource, a few at
/// once, then one a second, and the last of them in any case. Upon each a client asks for all of it anew
/// (2025-11-25, list changed notification), so that a storm of them would cost much more than itself.
final class Changes {
    static final Rate RATE = new Rate(1, 8);
    private static final int DELAYED_MAX = 256;

    private final Turn turn;
    private final Notices notices;

    Changes(Turn turn) {
        this.turn = turn;
        notices = new Notices(turn);
    }

    /// Whether it waits for its time; what it says about lists that Pavise knows holds at once.
    boolean delays(Message.Notification notification, Judgement judgement, byte[] edited) {
        Optional<Method> method = Method.of(notification.method())
                .filter(each -> each.isListChanged() || each == Method.RESOURCE_UPDATED);
        if (method.isEmpty() || !turn.enforces()) return false;
        String topic = notification.method() + " " + listener(notification) + " " + notification.subject();
        State.Delayed before = turn.delayed.get(topic);
        Instant due = before == null ? turn.at.plus(turn.changes.wait(topic, RATE, turn.at)) : before.until();
        boolean isLate = due.isAfter(turn.at) || before != null;
        if (!isLate || (before == null && turn.delayed.size() >= DELAYED_MAX)) {
            turn.changes = turn.changes.spend(topic, RATE, turn.at);
            return false;
        }
        notices.stale(method.get());
        int merged = before == null ? 0 : before.merged() + 1;
        put(topic, new State.Delayed(notification, listener(notification), judgement, edited, due, merged));
        return true;
    }

    /// Tells what has waited long enough.
    void tellDue() {
        for (Map.Entry<String, State.Delayed> each : Map.copyOf(turn.delayed).entrySet()) {
            State.Delayed delayed = each.getValue();
            if (delayed.until().isAfter(turn.at)) continue;
            remove(each.getKey());
            // Whoever listened may have left.
            if (!listener(delayed.notification()).equals(delayed.listener())) continue;
            turn.changes = turn.changes.spend(each.getKey(), RATE, turn.at);
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
