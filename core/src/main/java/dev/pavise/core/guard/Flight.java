package dev.pavise.core.guard;

import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requests in flight in both directions, as a value. Small by its bound ([dev.pavise.core.policy.Rates]), so
/// that a copy costs little.
///
/// @param lastingTokens progress tokens of answered requests that left a task behind: progress goes on until the task
///     ends (2025-11-25, tasks)
public record Flight(Map<Id, Asked> toServer, Map<Id, Asked> toClient, Set<String> lastingTokens) {
    public static final Flight NONE = new Flight(Map.of(), Map.of(), Set.of());
    private static final int TOKENS_MAX = 256;
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
    /// How long persons may take over what a server asks them, all in all.
    public static final Duration PERSON_TIME = Duration.ofHours(1);

    public Flight {
        toServer = Map.copyOf(toServer);
        toClient = Map.copyOf(toClient);
        lastingTokens = Set.copyOf(lastingTokens);
    }

    /// The requests that went this way, by the ids under which they went.
    public Map<Id, Asked> all(Direction way) {
        return way == Direction.TO_SERVER ? toServer : toClient;
    }

    public Optional<Asked> find(Direction way, Id sentAs) {
        return Optional.ofNullable(all(way).get(sentAs));
    }

    /// The request that its asker knows by this id.
    public Optional<Asked> askedAs(Direction way, Id id, Asker asker) {
        Asked same = all(way).get(id);
        if (same != null && same.isKnownAs(id, asker)) return Optional.of(same);
        for (Asked each : all(way).values()) {
            if (each.isKnownAs(id, asker)) return Optional.of(each);
        }
        return Optional.empty();
    }

    /// The open request whose progress is told under this token.
    public Optional<Asked> underToken(Direction way, Value token) {
        String written = Asked.tokenOf(token);
        return written.isEmpty() ? Optional.empty() : underToken(way, written);
    }

    /// The open request whose progress is told under this token, as [Asked#tokenOf(Value)] writes it.
    public Optional<Asked> underToken(Direction way, String token) {
        for (Asked each : all(way).values()) {
            if (!each.cancelled() && each.sentToken().equals(token)) return Optional.of(each);
        }
        return Optional.empty();
    }

    /// The id by which a modern server says which subscription a notification belongs to; null where it says none.
    public static @Nullable Value subscriptionId(Message.Notification notification) {
        Value params = notification.params();
        return params == null ? null : params.at("_meta", SUBSCRIPTION);
    }

    /// Where that id stands in a notification.
    public static String[] subscriptionPath() {
        return new String[] {"params", "_meta", SUBSCRIPTION};
    }

    /// The open subscription that went to the server under this id (2026-07-28, subscriptions).
    public Optional<Asked> subscription(Value id) {
        return Id.of(id)
                .flatMap(sentAs -> find(Direction.TO_SERVER, sentAs))
                .filter(asked -> Method.SUBSCRIPTIONS_LISTEN.is(asked.request().method()));
    }

    /// When a request's time is over. A server that waits for a person at the client is not late, within reason.
    public Instant due(Asked asked) {
        Instant latest = asked.since().plus(PERSON_TIME);
        return waitsForPerson() && latest.isAfter(asked.until()) ? latest : asked.until();
    }

    private boolean waitsForPerson() {
        for (Asked each : toClient.values()) {
            String method = each.request().method();
            if (!each.cancelled() && (Method.SAMPLING.is(method) || Method.ELICITATION.is(method))) return true;
        }
        return false;
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

    /// The token of a task outlives its request.
    public Flight lasting(String token) {
        if (lastingTokens.size() >= TOKENS_MAX) return this;
        var more = new HashSet<>(lastingTokens);
        more.add(token);
        return new Flight(toServer, toClient, more);
    }

    public Collection<Asked> values(Direction way) {
        return all(way).values();
    }

    private Flight with(Direction way, Map<Id, Asked> all) {
        return way == Direction.TO_SERVER
                ? new Flight(all, toClient, lastingTokens)
                : new Flight(toServer, all, lastingTokens);
    }
}
