package dev.pavise.gateway;

import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.message.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sees what happens in one session. It holds nothing up, and changes nothing but where a request stands
/// in a trace.
public interface Watcher {
    /// One that sees nothing.
    static Watcher none() {
        return new Several(List.of());
    }

    /// A client's message is about to be judged. What HTTP says of it, perhaps with a trace context
    /// ([Event.Asks#headers]). Called under the session's lock.
    default Optional<Map<String, String>> asked(Reading reading, Asker from, Optional<Map<String, String>> headers) {
        return headers;
    }

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
        public Optional<Map<String, String>> asked(Reading reading, Asker from, Optional<Map<String, String>> headers) {
            Optional<Map<String, String>> said = headers;
            for (Watcher each : all) said = each.asked(reading, from, said);
            return said;
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
