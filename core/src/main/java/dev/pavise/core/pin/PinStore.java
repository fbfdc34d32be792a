package dev.pavise.core.pin;

import java.util.List;

/// Where pins live between sessions. Several processes share it; the last decision about an item holds.
public interface PinStore {
    /// All pins of a server, in the order of their items.
    List<Pin> load(String server);

    /// The servers that have pins.
    List<String> servers();

    void save(String server, List<Pin> pins);

    /// A number that grows whenever anybody saves, so that a session sees a person's decision without polling rows.
    long version();
}
