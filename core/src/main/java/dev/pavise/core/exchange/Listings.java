package dev.pavise.core.exchange;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.guard.Definitions;
import dev.pavise.core.guard.Judge.Judgement;
import dev.pavise.core.guard.Judge.Shown;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.guard.Words;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.OwnRequest;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the session knows of a server's lists: learned from those that the client reads, and from those that Pavise
/// reads by itself before it forwards a call to a thing that it has not seen.
final class Listings {
    private final Turn turn;

    Listings(Turn turn) {
        this.turn = turn;
    }

    /// Learns from an answer that went to the client, or to Pavise itself.
    void learn(Message message, Optional<Asked> answered, Judgement judgement) {
        if (answered.isEmpty() || !(message instanceof Message.Result result)) return;
        pin(judgement.definitions());
        Definitions.listIn(answered.get().request().method())
                .ifPresent(kind -> page(kind, answered.get().request(), result, judgement));
    }

    private void pin(List<Shown> shown) {
        if (shown.isEmpty()) return;
        var known = new HashMap<>(turn.listed);
        var changed = new LinkedHashMap<Pin.Item, Pin>();
        for (Shown each : shown) {
            Definition definition = each.definition();
            Pin.Item item = definition.item();
            known.put(item, definition);
            Pin before = changed.get(item);
            if (before == null) before = turn.pins.all().get(item);
            Pins own = before == null ? Pins.NONE : Pins.of(List.of(before));
            Pin after = own.after(item, definition.pinned(), each.against(), turn.policy.preset(), turn.at);
            if (!after.equals(before)) changed.put(item, after);
        }
        turn.listed = known;
        turn.savePins(changed.values());
    }

    /// One page more. The first page begins the list anew; the last one tells what is gone.
    private void page(Pin.Kind kind, Message.Request request, Message.Result result, Judgement judgement) {
        State.Listing known = turn.listing(kind);
        boolean first = request.param("cursor") == null;
        var found = first ? new HashSet<Pin.Item>() : new HashSet<>(known.found());
        for (Shown each : judgement.definitions()) found.add(each.definition().item());
        boolean last = result.result().string("nextCursor") == null;
        turn.set(kind, new State.Listing(last, known.asking() && !last, known.pages(), found));
        // A list that is denied whole, and goes on only because nothing is enforced, does not tell what is gone.
        if (last && judgement.verdict().decision() != Verdict.Decision.DENY) forget(kind, found);
    }

    private void forget(Pin.Kind kind, Set<Pin.Item> found) {
        var known = new HashMap<>(turn.listed);
        known.keySet().removeIf(item -> item.kind() == kind && !found.contains(item));
        turn.listed = known;
        var gone = new ArrayList<Pin>();
        for (Pin pin : turn.pins.all().values()) {
            boolean listed = pin.item().kind() != kind || found.contains(pin.item());
            if (!listed && pin.state() != Pin.State.GONE) gone.add(Pins.gone(pin, turn.at));
        }
        turn.savePins(gone);
        // The store does the same.
        if (!gone.isEmpty()) turn.pins = turn.pins.without(turn.pins.forgotten());
    }

    /// Asks the server for a list, on behalf of a request that waits for it.
    void read(Pin.Kind kind, Message.Request waiting) {
        State.Listing known = turn.listing(kind);
        if (known.asking()) return;
        turn.set(kind, new State.Listing(false, true, 1, known.found()));
        ask(kind, waiting, null);
    }

    /// The next page, or the end: those who wait are judged now.
    void goOn(Message message, Asked own) {
        Optional<Pin.Kind> listed = Definitions.listIn(own.request().method());
        if (listed.isEmpty()) return;
        Pin.Kind kind = listed.get();
        if (message instanceof Message.Failure failure) {
            String said = Optional.ofNullable(failure.error().string("message")).orElse("");
            String code = failure.code().matches("-?[0-9]{1,9}") ? ", code " + failure.code() : "";
            failed(own, "the server answered with an error" + code + "; it said: " + Words.quote(said));
            return;
        }
        String cursor =
                message instanceof Message.Result result ? result.result().string("nextCursor") : null;
        State.Listing known = turn.listing(kind);
        if (cursor == null) {
            release(kind);
            return;
        }
        boolean circles = cursor.equals(own.request().param("cursor"));
        if (circles || known.pages() >= turn.policy.limits().pagesMax()) {
            failed(own, "the list has no end");
            return;
        }
        turn.set(kind, new State.Listing(false, true, known.pages() + 1, known.found()));
        ask(kind, own.request(), cursor);
    }

    private void release(Pin.Kind kind) {
        State.Listing known = turn.listing(kind);
        turn.set(kind, new State.Listing(known.fresh(), false, 0, known.found()));
        for (State.Parked each : turn.parked) {
            turn.flight
                    .find(Direction.TO_SERVER, each.sentAs())
                    .filter(asked -> waits(asked, kind))
                    .ifPresent(asked -> new Arrivals(turn).release(asked, each.headers()));
        }
    }

    /// The list can't be read: those who wait for it are told why.
    void failed(Asked own, String why) {
        Optional<Pin.Kind> listed = Definitions.listIn(own.request().method());
        if (listed.isEmpty()) return;
        turn.set(listed.get(), State.Listing.UNKNOWN);
        for (Asked asked : waitingFor(listed.get())) {
            turn.unpark(asked.sentAs());
            turn.flight = turn.flight.without(Direction.TO_SERVER, asked.sentAs());
            String words = "Pavise could not read " + own.request().method() + " before this call: " + why;
            new Endings(turn).answer(asked, Refusal.SERVER_GONE, words);
        }
    }

    private List<Asked> waitingFor(Pin.Kind kind) {
        return turn.parked.stream()
                .flatMap(each -> turn.flight.find(Direction.TO_SERVER, each.sentAs()).stream())
                .filter(each -> waits(each, kind))
                .toList();
    }

    private static boolean waits(Asked asked, Pin.Kind kind) {
        Method wanted = kind == Pin.Kind.TOOL ? Method.TOOLS_CALL : Method.PROMPTS_GET;
        return wanted.is(asked.request().method());
    }

    private void ask(Pin.Kind kind, Message.Request like, @Nullable String cursor) {
        Method method = kind == Pin.Kind.TOOL ? Method.TOOLS_LIST : Method.PROMPTS_LIST;
        boolean isModern = turn.stage.revision().isModern();
        var request = OwnRequest.list(turn.ownId(), method, cursor, like, isModern);
        var until = turn.at.plus(turn.policy.limits().callTime());
        Asked own = Asked.own(request, turn.at, until);
        turn.flight = turn.flight.with(Direction.TO_SERVER, own);
        turn.emit(Effect.Send.toServer(request.bytes(), own));
    }
}
