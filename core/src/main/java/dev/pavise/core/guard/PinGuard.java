package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Preset;
import java.util.Optional;

/// Holds what a server shows to what was approved: in each list, and in each call.
public final class PinGuard implements Guard {
    /// How the reason begins where a call is for something that its server has not.
    public static final String NOT_LISTED = "the server lists no ";

    @Override
    public String id() {
        return "pins";
    }

    /// A definition on its way to the client.
    @Override
    public Verdict judge(Definition definition, Context context) {
        Pin.Item item = definition.item();
        if (isBlankEdged(item.name())) {
            return deny(definition, "its name is empty, or begins or ends with a blank");
        }
        if (context.siblings().repeated().contains(item)) {
            return deny(definition, "two definitions in one list have the name \"" + Words.quote(item.name()) + "\"");
        }
        String alike = context.siblings().alike().get(item);
        if (alike != null) {
            String seen = "its name can't be told from \"" + Words.quote(alike) + "\" in the same list";
            return deny(definition, seen);
        }
        return switch (context.pins()
                .standing(item, definition.pinned(), context.policy().preset())) {
            case Pins.Standing.Matches _ -> Verdict.PASS;
            case Pins.Standing.Drifted _ -> deny(definition, "it changed since it was approved");
            case Pins.Standing.Rejected(Pin pin) -> deny(definition, "it was rejected by " + Words.quote(pin.by()));
            case Pins.Standing.Unapproved _
            when context.policy().preset() == Preset.STRICT -> deny(definition, "it waits for approval");
            case Pins.Standing.Unapproved _
            when context.siblings().crowded() ->
                deny(definition, "it waits for approval: " + Pins.GONE_MAX + " things of this server have changed");
            case Pins.Standing.Unapproved _ -> twin(definition, context);
        };
    }

    /// A call, a prompt or a resource that the client asks for.
    @Override
    public Verdict judge(Message message, Context context) {
        if (!(message instanceof Message.Request request) || context.direction() != Direction.TO_SERVER) {
            return Verdict.PASS;
        }
        Optional<Pin.Item> asked = itemOf(request);
        if (asked.isEmpty()) return Verdict.PASS;
        Pin.Item item = asked.get();
        Definition listed = context.listed().get(item);
        String place = item.kind() == Pin.Kind.RESOURCE ? "/params/uri" : "/params/name";
        Optional<Pin> pin = context.pins().of(item);
        if (listed == null) {
            if (item.kind() != Pin.Kind.RESOURCE) {
                return Verdict.deny(new Reason(id(), place, NOT_LISTED + item));
            }
            // Resources may come from templates, or from a list of another day: what was decided then still holds.
            boolean open = pin.isEmpty()
                    || (pin.get().approved().isPresent()
                            && pin.get().state() != Pin.State.CHANGED
                            && !isKeptBack(pin.get()));
            if (open) return Verdict.PASS;
            String why = item + " " + state(pin.get(), new Pins.Standing.Rejected(pin.get()));
            return Verdict.deny(new Reason(id(), place, why));
        }
        Pins.Standing standing =
                context.pins().standing(item, listed.pinned(), context.policy().preset());
        if (standing instanceof Pins.Standing.Matches
                && pin.filter(PinGuard::isKeptBack).isEmpty()) return Verdict.PASS;
        String why = pin.map(each -> state(each, standing)).orElse("has not been approved");
        return Verdict.deny(new Reason(id(), place, item + " " + why));
    }

    /// Whether guards keep it from the client though it is what a preset approved.
    private static boolean isKeptBack(Pin pin) {
        return pin.state() == Pin.State.QUARANTINED && !pin.reasons().isEmpty();
    }

    /// The thing that a request asks for, where that thing is pinned.
    public static Optional<Pin.Item> itemOf(Message.Request request) {
        return Method.of(request.method()).flatMap(PinGuard::kindOf).map(kind -> new Pin.Item(kind, request.subject()));
    }

    private static Optional<Pin.Kind> kindOf(Method method) {
        return switch (method) {
            case TOOLS_CALL -> Optional.of(Pin.Kind.TOOL);
            case PROMPTS_GET -> Optional.of(Pin.Kind.PROMPT);
            case RESOURCES_READ, RESOURCES_SUBSCRIBE -> Optional.of(Pin.Kind.RESOURCE);
            default -> Optional.empty();
        };
    }

    private static String state(Pin pin, Pins.Standing standing) {
        if (pin.state() == Pin.State.APPROVED && standing instanceof Pins.Standing.Unapproved)
            return "waits for a person's approval";
        String why =
                pin.reasons().isEmpty() ? "" : ": " + pin.reasons().getFirst().seen();
        return switch (pin.state()) {
            case APPROVED, CHANGED -> "changed since it was approved";
            case GONE -> "was gone and came back as something else";
            case QUARANTINED -> "is quarantined" + why;
        };
    }

    /// A newcomer that could be taken for a thing that was approved.
    private Verdict twin(Definition definition, Context context) {
        Pin.Item item = definition.item();
        String twin = context.siblings().twins().get(item);
        if (twin != null) {
            String seen = "its name can't be told from the approved \"" + Words.quote(twin) + "\"";
            return deny(definition, seen);
        }
        String renamed = context.siblings().renamed().get(item);
        if (renamed == null) return Verdict.PASS;
        String seen = "it is the approved \"" + Words.quote(renamed) + "\" under another name";
        return Verdict.noting(new Reason(id(), definition.value().place(), seen));
    }

    /// A name at whose edges nobody sees where it begins or ends, or that is none.
    private static boolean isBlankEdged(String name) {
        return name.isEmpty() || isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()));
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    private Verdict deny(Definition definition, String seen) {
        Value value = definition.value();
        return Verdict.deny(new Reason(id(), value.place(), seen));
    }
}
