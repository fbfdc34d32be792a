package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Preset;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Holds what a server shows to what was approved: in each list, and in each call.
public final class PinGuard implements Guard {
    @Override
    public String id() {
        return "pins";
    }

    /// A definition on its way to the client.
    @Override
    public Verdict judge(Definition definition, Context context) {
        Pin.Item item = definition.item();
        if (context.siblings().getOrDefault(item, 0) > 1) {
            return deny(definition, "two definitions in one list have the name \"" + Words.quote(item.name()) + "\"");
        }
        return switch (context.pins().standing(item, definition.pinned())) {
            case Pins.Standing.Matches _ -> Verdict.PASS;
            case Pins.Standing.Drifted _ -> deny(definition, "it changed since it was approved" + show(item, context));
            case Pins.Standing.Rejected(Pin pin) ->
                deny(definition, "it was rejected by " + Words.quote(pin.by()) + show(item, context));
            case Pins.Standing.Unapproved _
            when context.policy().preset() == Preset.STRICT ->
                deny(definition, "it waits for approval" + show(item, context));
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
        if (listed == null) {
            // Resources may come from templates; a tool or a prompt can be known only by its list.
            if (item.kind() == Pin.Kind.RESOURCE) return Verdict.PASS;
            return Verdict.deny(new Reason(id(), place, "the server lists no " + item));
        }
        Optional<Pin> pin = context.pins().of(item);
        boolean approved =
                pin.isPresent() && context.pins().standing(item, listed.pinned()) instanceof Pins.Standing.Matches;
        if (approved) return Verdict.PASS;
        String why = pin.map(each -> state(each)).orElse("has not been approved");
        return Verdict.deny(new Reason(id(), place, item + " " + why + show(item, context)));
    }

    /// The thing that a request asks for, where that thing is pinned.
    public static Optional<Pin.Item> itemOf(Message.Request request) {
        String subject = request.subject();
        return switch (Method.of(request.method()).orElse(null)) {
            case TOOLS_CALL -> Optional.of(new Pin.Item(Pin.Kind.TOOL, subject));
            case PROMPTS_GET -> Optional.of(new Pin.Item(Pin.Kind.PROMPT, subject));
            case RESOURCES_READ, RESOURCES_SUBSCRIBE -> Optional.of(new Pin.Item(Pin.Kind.RESOURCE, subject));
            case null, default -> Optional.empty();
        };
    }

    private static String state(Pin pin) {
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
        if (context.pins().of(item).isPresent()) return Verdict.PASS;
        String alike = skeleton(item.name());
        String body = withoutName(definition.pinned().text(), item.name());
        for (Pin pin : context.pins().all().values()) {
            if (pin.item().kind() != item.kind() || pin.approved().isEmpty()) continue;
            String name = pin.item().name();
            if (skeleton(name).equals(alike)) {
                return deny(
                        definition,
                        "its name can't be told from the approved \"" + Words.quote(name) + "\"" + show(item, context));
            }
            if (withoutName(pin.approved().get().text(), name).equals(body)) {
                String seen = "it is the approved \"" + Words.quote(name) + "\" under another name";
                return Verdict.noting(new Reason(id(), definition.value().place(), seen));
            }
        }
        return Verdict.PASS;
    }

    /// What is left of a name for the eye: no case, no compatibility forms, and the letters of other scripts that look
    /// like Latin ones as those. Source for the letters: Unicode TR39's confusables, the ones in common use.
    static String skeleton(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            int at = LOOK_ALIKES.indexOf(plain.charAt(i));
            out.append(at < 0 ? plain.charAt(i) : LATIN.charAt(at));
        }
        return out.toString();
    }

    private static final String LOOK_ALIKES = "асеорхуіјѕһԁԛԝвкмнтαβενορτυχικ01";
    private static final String LATIN = "aceopxyijshdqwbkmhtabevoptuxikol";

    private static String withoutName(String definition, String name) {
        return definition.replace(dev.pavise.core.json.Escapes.quote(name), "\"\"");
    }

    private static String show(Pin.Item item, Context context) {
        return "; see: pavise pins diff " + context.server() + " " + item;
    }

    private Verdict deny(Definition definition, String seen) {
        Value value = definition.value();
        return Verdict.deny(new Reason(id(), value.place(), seen));
    }
}
