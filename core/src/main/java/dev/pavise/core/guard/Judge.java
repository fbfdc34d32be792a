package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.policy.Allowance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks every guard about a message, and about each definition in it, and joins what they say. The one choke point:
/// whatever the transport, the revision and the direction, a message goes on only by this.
public final class Judge {
    /// What was found.
    ///
    /// @param verdict on the message, with what has to go from it
    /// @param definitions what the message shows, each with what stands against it
    public record Judgement(Verdict verdict, List<Shown> definitions) {
        public Judgement {
            definitions = List.copyOf(definitions);
        }
    }

    /// One definition and why it is kept from the client; nothing where it may be shown.
    public record Shown(Definition definition, List<Reason> against) {
        public Shown {
            against = List.copyOf(against);
        }
    }

    /// Of one message in the evidence. Each definition's own are kept with its pin.
    private static final int REASONS_MAX = 256;

    private final List<Guard> guards;

    public Judge(List<Guard> guards) {
        this.guards = List.copyOf(guards);
    }

    public Judgement judge(Message message, Context context) {
        Verdict whole = joined(subjectOf(message, context), context, guard -> guard.judge(message, context));
        // What is denied whole for its number of items is not looked at item by item.
        if (whole.decision() == Verdict.Decision.DENY && SizeLimits.isBeyond(message, context)) {
            return new Judgement(whole.withReasonsMax(REASONS_MAX), List.of());
        }
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(whole);
        List<Definition> definitions = Definitions.in(message, context.answeredMethod());
        var shown = new ArrayList<Shown>(definitions.size());
        if (!definitions.isEmpty()) {
            Context among = context.among(counted(definitions));
            for (Definition definition : definitions) {
                Verdict one = joined(definition.item().name(), among, guard -> guard.judge(definition, among));
                boolean denied = one.decision() != Verdict.Decision.PASS;
                shown.add(new Shown(definition, denied ? List.copyOf(one.reasons()) : List.of()));
                verdicts.add(denied ? without(definition, one) : one);
            }
        }
        verdicts.add(unnamed(message, context));
        return new Judgement(Verdict.all(verdicts).withReasonsMax(REASONS_MAX), shown);
    }

    private interface Asked {
        Verdict of(Guard guard);
    }

    private Verdict joined(String subject, Context context, Asked asked) {
        var verdicts = new ArrayList<Verdict>(guards.size());
        for (Guard guard : guards) verdicts.add(allowed(guard, subject, context, asked));
        return Verdict.all(verdicts);
    }

    /// What a person has allowed is noted, and no more.
    private static Verdict allowed(Guard guard, String subject, Context context, Asked asked) {
        Verdict verdict = guarded(guard, () -> asked.of(guard));
        if (verdict.isClean()) return verdict;
        Optional<Allowance> allowance =
                context.policy().allowance(guard.id(), context.server(), subject, context.now());
        if (allowance.isEmpty()) return verdict;
        var noted = new ArrayList<Verdict>();
        for (Reason reason : verdict.reasons()) {
            String seen = reason.seen() + " (allowed by " + allowance.get().owner() + " until "
                    + allowance.get().until() + ")";
            noted.add(Verdict.noting(new Reason(reason.rule(), reason.place(), seen)));
        }
        return Verdict.all(noted);
    }

    /// A guard that breaks has denied.
    private static Verdict guarded(Guard guard, Supplier<Verdict> asked) {
        try {
            return asked.get();
        } catch (RuntimeException | StackOverflowError broken) {
            String seen = "the guard failed: " + broken.getClass().getSimpleName();
            return Verdict.deny(new Reason(guard.id(), "", seen));
        }
    }

    /// How one definition is kept from the client. A list loses the element, the introduction loses its words; a page
    /// is not served at all.
    private static Verdict without(Definition definition, Verdict why) {
        var verdicts = new ArrayList<Verdict>();
        for (Reason reason : why.reasons()) {
            switch (definition.item().kind()) {
                case TOOL, PROMPT, RESOURCE, TEMPLATE ->
                    verdicts.add(Verdict.withoutElement(definition.value().span(), reason));
                case SERVER -> {
                    verdicts.add(Verdict.noting(reason));
                    for (Value words : wordsOf(definition)) {
                        Span inside =
                                new Span(words.span().from() + 1, words.span().to() - 1);
                        verdicts.add(Verdict.withoutText(inside, reason));
                    }
                }
                case UI -> verdicts.add(Verdict.deny(reason));
            }
        }
        return Verdict.all(verdicts);
    }

    /// What a server says of itself in free words; its name and version are identifiers and stay.
    private static List<Value> wordsOf(Definition definition) {
        var words = new ArrayList<Value>();
        Value value = definition.value();
        if (value.isString()) words.add(value);
        for (String member : List.of("title", "description")) {
            Value found = value.member(member);
            if (found != null && found.isString()) words.add(found);
        }
        return words;
    }

    /// A list that can't be read is denied whole, and an element without a name goes from it.
    private static Verdict unnamed(Message message, Context context) {
        Optional<Definitions.Listing> listing = Definitions.listing(context.answeredMethod());
        if (listing.isEmpty() || !(message instanceof Message.Result result)) return Verdict.PASS;
        Value list = result.result().member(listing.get().member());
        if (list == null || !list.isArray()) {
            String seen = "the answer to " + context.answeredMethod() + " has no list of "
                    + listing.get().member();
            return Verdict.deny(new Reason("limits", "/result", seen));
        }
        var verdicts = new ArrayList<Verdict>();
        for (Value element : list.elements()) {
            if (element.string(listing.get().name()) == null) {
                var reason = new Reason(
                        "limits", element.place(), "it has no " + listing.get().name());
                verdicts.add(Verdict.withoutElement(element.span(), reason));
            }
        }
        return Verdict.all(verdicts);
    }

    private static Map<Pin.Item, Integer> counted(List<Definition> definitions) {
        var counted = new HashMap<Pin.Item, Integer>();
        for (Definition each : definitions) counted.merge(each.item(), 1, Integer::sum);
        return counted;
    }

    private static String subjectOf(Message message, Context context) {
        return switch (message) {
            case Message.Asking asking -> asking.subject();
            case Message.Result _, Message.Failure _ ->
                context.answered().map(each -> each.request().subject()).orElse("");
        };
    }
}
