package dev.pavise.core.pin;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.pin.Pin.Definition;
import dev.pavise.core.pin.Pin.Item;
import dev.pavise.core.pin.Pin.Kind;
import dev.pavise.core.pin.Pin.State;
import dev.pavise.core.policy.Preset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All pins of one server, as a value.
public record Pins(Map<Item, Pin> all) {
    public static final Pins NONE = new Pins(Map.of());
    /// So many things of one kind stay known that are gone and that no person decided on: the newest.
    public static final int GONE_MAX = 1000;

    public Pins {
        all = Map.copyOf(all);
    }

    public static Pins of(Collection<Pin> pins) {
        var all = new HashMap<Item, Pin>();
        for (Pin pin : pins) all.put(pin.item(), pin);
        return new Pins(all);
    }

    public Optional<Pin> of(Item item) {
        return Optional.ofNullable(all.get(item));
    }

    public Pins with(Collection<Pin> pins) {
        if (pins.isEmpty()) return this;
        var more = new HashMap<>(all);
        for (Pin pin : pins) more.put(pin.item(), pin);
        return new Pins(more);
    }

    /// What need not be known any longer, because more than enough of its kind went later: nobody
    /// decided on it, and it went as it was when it was first seen, so that it will be judged again
    /// as it was then. A server decides how much it shows and takes away; what a person decided,
    /// and what changed, it can't have forgotten.
    public Set<Item> forgotten() {
        var gone = new EnumMap<Kind, List<Pin>>(Kind.class);
        for (Pin pin : all.values()) {
            if (pin.state() == State.GONE && isUndecided(pin) && !isOther(pin))
                gone.computeIfAbsent(pin.item().kind(), _ -> new ArrayList<>()).add(pin);
        }
        var forgotten = new HashSet<Item>();
        for (List<Pin> of : gone.values()) {
            of.sort(Comparator.comparing(Pin::since).reversed().thenComparing(Pin::item));
            of.stream().skip(GONE_MAX).forEach(pin -> forgotten.add(pin.item()));
        }
        return forgotten;
    }

    public Pins without(Set<Item> items) {
        if (items.isEmpty()) return this;
        var fewer = new HashMap<>(all);
        fewer.keySet().removeAll(items);
        return new Pins(fewer);
    }

    /// Whether so much has changed without a person's decision that what is new waits for one: it
    /// could not be forgotten either once it changes.
    public boolean isCrowded() {
        return all.values().stream()
                        .filter(pin -> isUndecided(pin) && isOther(pin))
                        .limit(GONE_MAX)
                        .count()
                == GONE_MAX;
    }

    /// Whether the server showed something else than was approved when it was seen last.
    private static boolean isOther(Pin pin) {
        return pin.approved().isPresent()
                && !pin.approved().get().digest().equals(pin.seen().digest());
    }

    private static boolean isUndecided(Pin pin) {
        return pin.by().isEmpty() || isByPreset(pin);
    }

    /// How a definition stands to what was approved.
    public sealed interface Standing {
        /// It is what was approved.
        record Matches() implements Standing {}

        /// It is something else than what was approved.
        record Drifted(Pin pin) implements Standing {}

        /// Nobody has approved anything under this name.
        record Unapproved() implements Standing {}

        /// A person refused it.
        record Rejected(Pin pin) implements Standing {}
    }

    /// How it stands under a preset: for `strict` only what a person approved is approved.
    public Standing standing(Item item, Definition seen, Preset preset) {
        Pin pin = all.get(item);
        if (pin == null) return new Standing.Unapproved();
        // Whoever decided and approved nothing has refused, and still has after the thing was gone for a while.
        if (pin.approved().isEmpty())
            return pin.by().isEmpty() ? new Standing.Unapproved() : new Standing.Rejected(pin);
        if (!pin.approved().get().digest().equals(seen.digest())) return new Standing.Drifted(pin);
        return preset == Preset.STRICT && isByPreset(pin) ? new Standing.Unapproved() : new Standing.Matches();
    }

    /// The pin after this definition was seen and judged; the same pin where nothing is new.
    ///
    /// @param against why guards kept it from the client; empty where they found it clean
    public Pin after(Item item, Definition seen, List<Reason> against, Preset preset, Instant now) {
        Pin pin = all.get(item);
        return switch (standing(item, seen, preset)) {
            // What nobody but a preset approved waits again once guards see it otherwise: rules are better now, or
            // another server has come beside it. What it was stays known, or a server could change it unseen.
            case Standing.Matches()
            when pin != null && !against.isEmpty() && isByPreset(pin) ->
                renewed(pin, item, State.QUARANTINED, seen, pin.by(), against, now);
            case Standing.Matches() ->
                renewed(pin, item, State.APPROVED, seen, pin == null ? "" : pin.by(), List.of(), now);
            case Standing.Drifted(Pin was) -> renewed(was, item, State.CHANGED, seen, was.by(), against, now);
            case Standing.Rejected(Pin was) ->
                renewed(was, item, State.QUARANTINED, seen, was.by(), was.reasons(), now);
            case Standing.Unapproved() ->
                against.isEmpty() && preset != Preset.STRICT
                        ? new Pin(item, State.APPROVED, Optional.of(seen), seen, now, preset.word(), List.of())
                        // What a preset approved waits here, and passes again under that preset.
                        : renewed(
                                pin,
                                item,
                                State.QUARANTINED,
                                seen,
                                pin != null && pin.approved().isPresent() ? pin.by() : "",
                                against,
                                now);
        };
    }

    /// The pin of a thing that its server no longer lists.
    public static Pin gone(Pin pin, Instant now) {
        return renewed(pin, pin.item(), State.GONE, pin.seen(), pin.by(), pin.reasons(), now);
    }

    /// The pin after a person approved what they were shown. The server may have sent something else since.
    public static Pin approved(Pin pin, Definition shown, String by, Instant now) {
        boolean isLast = pin.seen().digest().equals(shown.digest());
        return new Pin(
                pin.item(),
                isLast ? State.APPROVED : State.CHANGED,
                Optional.of(shown),
                pin.seen(),
                now,
                by,
                isLast ? List.of() : pin.reasons());
    }

    /// The pin after a person approved what was seen last.
    public static Pin approved(Pin pin, String by, Instant now) {
        return approved(pin, pin.seen(), by, now);
    }

    /// Whether no person has approved it: it was clean at first sight.
    private static boolean isByPreset(Pin pin) {
        for (Preset preset : Preset.values()) if (preset.word().equals(pin.by())) return true;
        return false;
    }

    /// The pin after a person refused what was seen last, and with it whatever was approved before.
    public static Pin rejected(Pin pin, String by, Instant now) {
        return new Pin(pin.item(), State.QUARANTINED, Optional.empty(), pin.seen(), now, by, pin.reasons());
    }

    private static Pin renewed(
            @org.jspecify.annotations.Nullable Pin was,
            Item item,
            State state,
            Definition seen,
            String by,
            List<Reason> reasons,
            Instant now) {
        if (was == null) return new Pin(item, state, Optional.empty(), seen, now, by, reasons);
        boolean same = was.state() == state
                && was.seen().digest().equals(seen.digest())
                && was.reasons().equals(reasons);
        return same ? was : new Pin(item, state, was.approved(), seen, now, by, reasons);
    }
}
