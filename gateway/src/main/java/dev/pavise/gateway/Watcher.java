package dev.pavise.gateway;

import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import java.time.Instant;
import java.util.List;

/// Sees what happens in one session. It changes nothing and holds nothing up.
public interface Watcher {
    Watcher NONE = new Several(List.of());

    /// A step that was taken: its effects are about to be carried out. Called one step at a time, under
    /// the session's lock.
    void saw(State before, Event event, Step step);

    /// The session is over. Called once, at the end.
    void over(Instant at);

    /// Several that see the same.
    record Several(List<Watcher> all) implements Watcher {
        public Several {
            all = List.copyOf(all);
        }

        @Override
        public void saw(State before, Event event, Step step) {
            for (Watcher each : all) each.saw(before, event, step);
        }

        @Override
        public void over(Instant at) {
            for (Watcher each : all) each.over(at);
        }
    }
}
