package dev.pavise.core.exchange;

import java.util.List;

/// The machine's answer to an event: the state it is in now, and what the edge has to do.
public record Step(State next, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
