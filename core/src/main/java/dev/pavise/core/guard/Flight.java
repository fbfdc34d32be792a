package dev.pavise.core.guard;

import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The requests in flight in both directions, as a value. Small by its bound ([dev.pavise.core.policy.Rates]), so
/// that a copy costs little.
public record Flight(Map<Id, Asked> toServer, Map<Id, Asked> toClient) {
    public static final Flight NONE = new Flight(Map.of(), Map.of());

    public Flight {
        toServer = Map.copyOf(toServer);
        toClient = Map.copyOf(toClient);
    }

    /// The requests that went this way, by the ids under which they went.
    public Map<Id, Asked> all(Direction way) {
        return way == Direction.TO_SERVER ? toServer : toClient;
    }

    public Optional<Asked> find(Direction way, Id sentAs) {
        return Optional.ofNullable(all(way).get(sentAs));
    }

    /// The request that its asker knows by this id.
    public Optional<Asked> askedAs(Direction way, Id id) {
        Asked same = all(way).get(id);
        if (same != null && !same.own() && same.request().id().equals(id)) return Optional.of(same);
        for (Asked each : all(way).values()) {
            if (!each.own() && each.request().id().equals(id)) return Optional.of(each);
        }
        return Optional.empty();
    }

    public Flight with(Direction way, Asked asked) {
        var more = new HashMap<>(all(way));
        more.put(asked.sentAs(), asked);
        return with(way, more);
    }

    public Flight without(Direction way, Id sentAs) {
        var fewer = new HashMap<>(all(way));
        fewer.remove(sentAs);
        return with(way, fewer);
    }

    public Collection<Asked> values(Direction way) {
        return all(way).values();
    }

    private Flight with(Direction way, Map<Id, Asked> all) {
        return way == Direction.TO_SERVER ? new Flight(all, toClient) : new Flight(toServer, all);
    }
}
