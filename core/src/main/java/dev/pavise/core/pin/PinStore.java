package dev.pavise.core.pin;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where pins live between sessions. Several processes share it: what sessions learn gives way to what has changed
/// meanwhile, and a person's decision gives way to nothing.
public interface PinStore {
    /// What a session has learned of one item.
    ///
    /// @param read the pin that the session went by, empty where it knew of none
    record Change(Optional<Pin> read, Pin now) {
        public Change {
            if (read.isPresent() && !read.get().item().equals(now.item()))
                throw new IllegalArgumentException("two items in one change");
        }
    }

    /// All pins of a server, in the order of their items.
    List<Pin> load(String server);

    /// What all servers but this one show: their approved tools that are not gone, as many of each in turn as there is
    /// room for.
    Others others(String server);

    /// The servers that have pins.
    List<String> servers();

    /// Saves what a session has learned: all of it where the store still holds each pin as it was
    /// read, else nothing. Then what [Pins#forgotten] names goes. Whether it was saved. Where not, the
    /// session has to load the pins and judge again.
    boolean save(String server, List<Change> changes);

    /// A person's decision, made of what is stored now; the pin as it is then, empty where there is no such item.
    Optional<Pin> decide(String server, Pin.Item item, UnaryOperator<Pin> decision);

    /// A number that grows whenever anybody saves, so that a session sees a person's decision without polling rows.
    long version();
}
