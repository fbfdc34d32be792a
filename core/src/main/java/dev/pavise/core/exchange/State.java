package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Budgets;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.guard.Definitions;
import dev.pavise.core.guard.Flight;
import dev.pavise.core.guard.Judge;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that a session is between two events, as a value.
///
/// @param who the session's names
/// @param others what the other servers show
/// @param listed what the server showed in this session, as it showed it last
/// @param listings how far each list is known
/// @param parked requests that wait for a list
/// @param held messages that wait for a person or a look: by their evidence's id, or by the look's
/// @param capabilities what the client declared in its handshake
/// @param kept how many pieces of evidence there have been
/// @param asked how many ids Pavise has made
/// @param unrecorded how many denied messages that nobody waits for have no evidence of their own yet
/// @param spent sealed states that were brought back, each until it would be too old anyway
/// @param changes what is left of the rates at which a client is told of changes
/// @param delayed changes that the client is told later, by what changed
/// @param silence when the server said something last, and whether it has said nothing for too long
/// @param lost why the ledger keeps nothing at the moment, else empty
public record State(
        Who who,
        Policy policy,
        Pins pins,
        Others others,
        Stage stage,
        Flight flight,
        Budgets budgets,
        Map<Pin.Item, Definition> listed,
        Map<Pin.Kind, Listing> listings,
        List<Parked> parked,
        Map<String, Held> held,
        Set<String> capabilities,
        long kept,
        long asked,
        long unrecorded,
        Map<String, Instant> spent,
        Budgets changes,
        Map<String, Delayed> delayed,
        Silence silence,
        String lost) {

    /// Who talks to whom, and how the session is called in evidence.
    public record Who(String session, String principal, String server) {}

    /// A session that has no handshake: modern requests of any number of clients of one principal.
    public static State stateless(Who who, Policy policy, Pins pins) {
        return opened(who, policy, pins, new Stage.Modern(true));
    }

    /// How far a list is known.
    ///
    /// @param fresh whether what the session knows is the whole list, and nobody said that it changed
    /// @param asking whether Pavise itself is reading it
    /// @param pages how many pages Pavise has read
    /// @param found what the pages read so far show
    record Listing(boolean fresh, boolean asking, int pages, Set<Pin.Item> found) {
        static final Listing UNKNOWN = new Listing(false, false, 0, Set.of());

        Listing {
            found = Set.copyOf(found);
        }
    }

    /// A request that waits for a list.
    ///
    /// @param sentAs the id under which it would go on
    /// @param headers what HTTP said of it
    record Parked(Id sentAs, Optional<Map<String, String>> headers) {}

    /// A message that waits.
    ///
    /// @param answered the request that it answers, if it is a response
    record Held(
            For what,
            Direction way,
            Message message,
            Asker from,
            Optional<Asked> answered,
            Judge.Judgement judgement,
            Instant until) {
        /// What a message waits for.
        enum For {
            PERSON,
            LOOK
        }
    }

    /// Since when nothing has come from the server.
    ///
    /// @param isTooLong whether the time of a request is over that was sent since then
    record Silence(Instant since, boolean isTooLong) {
        static final Silence NONE = new Silence(Instant.MIN, false);
    }

    /// A notification that waits until the client may be told of such a change again.
    ///
    /// @param listener the id of the subscription that it is told on; empty where it is told to the session
    /// @param edited what goes on
    /// @param merged how many such came before it and are told with it
    record Delayed(
            Message.Notification notification,
            String listener,
            Judge.Judgement judgement,
            byte[] edited,
            Instant until,
            int merged) {
        Delayed until(Instant later) {
            return new Delayed(notification, listener, judgement, edited, later, merged);
        }
    }

    public State {
        listed = Map.copyOf(listed);
        listings = Map.copyOf(listings);
        parked = List.copyOf(parked);
        held = Map.copyOf(held);
        capabilities = Set.copyOf(capabilities);
        spent = Map.copyOf(spent);
        delayed = Map.copyOf(delayed);
    }

    public static State opened(Who who, Policy policy, Pins pins) {
        return opened(who, policy, pins, new Stage.New());
    }

    private static State opened(Who who, Policy policy, Pins pins, Stage stage) {
        return new State(
                who,
                policy,
                pins,
                Others.NONE,
                stage,
                Flight.NONE,
                Budgets.FULL,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Set.of(),
                0,
                0,
                0,
                Map.of(),
                Budgets.FULL,
                Map.of(),
                Silence.NONE,
                "");
    }

    /// The revision by which messages are judged now.
    public Revision revision() {
        return stage.revision();
    }

    /// Whether this message of the server's may show definitions, which are judged among what other servers show.
    public boolean isShown(Reading reading) {
        return switch (reading) {
            case Reading.Read(Message.Result result) ->
                flight.find(Direction.TO_SERVER, result.id())
                        .filter(asked -> Definitions.areShownBy(asked.request().method()))
                        .isPresent();
            case Reading.Batch batch -> batch.each().stream().anyMatch(this::isShown);
            case Reading.Read _, Reading.Unreadable _ -> false;
        };
    }

    /// Whether the server left a request without an answer in its time, and has said nothing at all since it was sent.
    public boolean isMute() {
        return silence.isTooLong();
    }

    /// Whether a message waits to be looked at.
    public boolean isLooking() {
        return held.values().stream().anyMatch(each -> each.what() == Held.For.LOOK);
    }

    /// Whether JSON arrays of messages are taken.
    public boolean hasBatches() {
        return stage instanceof Stage.Legacy(Revision agreed) && agreed.hasBatches();
    }

    /// When the edge has to let the machine know the time at the latest, if nothing else happens.
    public Optional<Instant> wake() {
        Instant first = Instant.MAX;
        for (Asked each : flight.toServer().values()) first = earlier(first, flight.due(each));
        for (Asked each : flight.toClient().values()) first = earlier(first, each.until());
        for (Held each : held.values()) first = earlier(first, each.until());
        for (Delayed each : delayed.values()) first = earlier(first, each.until());
        return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
