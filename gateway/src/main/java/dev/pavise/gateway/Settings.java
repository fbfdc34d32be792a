package dev.pavise.gateway;

import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.util.Optional;

/// What a session is judged by, as it stands now. Asked before each message of either side, so that a person's
/// decision holds from the next one on; the answers are empty while nothing changed since the last time they were
/// asked.
public interface Settings {
    Optional<Pins> changedPins();

    Optional<Policy> changedPolicy();

    /// What the other servers show; asked for where a list is about to be judged.
    Optional<Others> changedOthers();
}
