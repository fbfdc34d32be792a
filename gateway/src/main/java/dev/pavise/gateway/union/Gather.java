package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The answers of several, until all are there or the time is over.
final class Gather {
    /// What has come.
    ///
    /// @param answers by label
    /// @param gone labels of those from whom nothing comes, with the reason
    /// @param late labels of those who may still answer
    record Gathered(Map<String, Effect.Send> answers, Map<String, String> gone, Set<String> late) {}

    private final Runnable givenUp;
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Map<String, Effect.Send> answers = new LinkedHashMap<>();
    private final Map<String, String> gone = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> awaited = new HashSet<>();
    private boolean isAsked;
    private boolean isOver;
    private boolean isGivenUp;

    /// @param givenUp done when the client wants no answer any more
    Gather(Runnable givenUp) {
        this.givenUp = givenUp;
    }

    /// Somebody is about to be asked.
    ///
    /// @param isAwaited whether the others wait for the answer
    synchronized void expect(String label, boolean isAwaited) {
        asked.add(label);
        if (isAwaited) awaited.add(label);
    }

    /// All have been asked; done once all have answered, or the time is over.
    CompletableFuture<Boolean> within(Duration patience) {
        synchronized (this) {
            isAsked = true;
            look();
        }
        return done.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether it came in time.
    synchronized boolean answered(String label, Effect.Send answer) {
        if (isOver) return false;
        answers.put(label, answer);
        awaited.remove(label);
        look();
        return true;
    }

    synchronized void gone(String label, String why) {
        if (isOver) return;
        gone.put(label, why);
        awaited.remove(label);
        look();
    }

    private void giveUp() {
        synchronized (this) {
            if (isOver) return;
            isOver = true;
            isGivenUp = true;
            done.complete(true);
        }
        givenUp.run();
    }

    /// What has come; empty where nobody wants it. Nothing more is taken.
    synchronized Optional<Gathered> end() {
        isOver = true;
        if (isGivenUp) return Optional.empty();
        var late = new LinkedHashSet<>(asked);
        late.removeAll(answers.keySet());
        late.removeAll(gone.keySet());
        return Optional.of(new Gathered(answers, gone, late));
    }

    private void look() {
        if (isAsked && awaited.isEmpty()) done.complete(true);
    }

    /// A member's part of it.
    final class Part implements Hearer {
        private final String label;
        private final Runnable late;

        /// @param late done when the answer comes too late
        Part(String label, Runnable late) {
            this.label = label;
            this.late = late;
        }

        @Override
        public void answered(Effect.Send answer) {
            if (!Gather.this.answered(label, answer)) late.run();
        }

        @Override
        public void finished() {
            giveUp();
        }

        @Override
        public void gone(String why) {
            Gather.this.gone(label, why);
        }

        /// Progress of one of several tells nothing.
        @Override
        public boolean hears(Message aside) {
            return !(aside instanceof Message.Notification notification) || !Method.PROGRESS.is(notification.method());
        }
    }
}
