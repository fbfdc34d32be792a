package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.union.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One subscription at several members: granted together, told of together, over with the last of them.
final class Listening {
    private final Everyone everyone;
    private final Asker client;
    private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
    private final Set<String> awaited = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Subscription.Part> grants = new LinkedHashMap<>();
    private Effect.@Nullable Send last;
    private boolean isAsked;
    private boolean isAcknowledged;
    private boolean isOver;

    /// @param client where what is told goes
    Listening(Everyone everyone, Asker client) {
        this.everyone = everyone;
        this.client = client;
    }

    /// Somebody is about to be asked.
    synchronized void expect(String label, boolean isAwaited) {
        open.add(label);
        if (isAwaited) awaited.add(label);
    }

    /// All have been asked; done once all have granted it or not, or the time is over.
    CompletableFuture<Boolean> within(Duration patience) {
        synchronized (this) {
            isAsked = true;
            look();
        }
        return granted.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Tells the client what has been granted; what is told before belongs to no subscription yet.
    synchronized void acknowledge() {
        isAcknowledged = true;
        if (!grants.isEmpty() && !isOver)
            everyone.tell(client.stream(), Subscription.granted(List.copyOf(grants.values())));
        end();
    }

    private void look() {
        if (isAsked && awaited.isEmpty()) granted.complete(true);
    }

    private void end() {
        if (!isAcknowledged || !open.isEmpty() || isOver) return;
        isOver = true;
        if (last == null) everyone.gone(client);
        else everyone.pass(client, last);
    }

    private synchronized void over(String label, Effect.@Nullable Send answer) {
        if (answer != null && (last == null || last.error() != 0)) last = answer;
        open.remove(label);
        awaited.remove(label);
        look();
        end();
    }

    private synchronized boolean heard(String label, Message aside) {
        boolean isGrant = aside instanceof Message.Notification notification
                && Method.SUBSCRIPTIONS_ACKNOWLEDGED.is(notification.method());
        if (!isGrant) return isAcknowledged && !isOver;
        if (!isAcknowledged) grants.putIfAbsent(label, new Subscription.Part(label, (Message.Notification) aside));
        awaited.remove(label);
        look();
        return false;
    }

    /// A member's part of it.
    final class Part implements Hearer {
        private final String label;

        Part(String label) {
            this.label = label;
        }

        @Override
        public void answered(Effect.Send answer) {
            over(label, answer);
        }

        @Override
        public void finished() {
            over(label, null);
        }

        @Override
        public void gone(String why) {
            over(label, null);
        }

        @Override
        public boolean hears(Message aside) {
            return heard(label, aside);
        }
    }
}
