package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Allowance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
        Verdict whole = asked(message, context);
        // What is denied whole for its number of items is not looked at item by item.
        if (whole.decision() == Verdict.Decision.DENY && SizeLimits.isBeyond(message, context)) {
            return new Judgement(whole.withReasonsMax(REASONS_MAX), List.of());
        }
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(whole);
        List<Definition> definitions = Definitions.in(message, context.answeredMethod());
        var shown = new ArrayList<Shown>(definitions.size());
        List<Verdict> each = each(definitions, context.among(Siblings.of(definitions, context.pins())));
        for (int i = 0; i < each.size(); i++) {
            Definition definition = definitions.get(i);
            boolean denied = each.get(i).decision() != Verdict.Decision.PASS;
            shown.add(new Shown(definition, denied ? List.copyOf(each.get(i).reasons()) : List.of()));
            verdicts.add(denied ? without(definition, each.get(i)) : each.get(i));
        }
        verdicts.add(unnamed(message, context));
        return new Judgement(Verdict.all(verdicts).withReasonsMax(REASONS_MAX), shown);
    }

    private Verdict asked(Message message, Context context) {
        String subject = subjectOf(message, context);
        var verdicts = new ArrayList<Verdict>(guards.size());
        for (Guard guard : guards) {
            Verdict said = guard.guarded(() -> guard.judge(message, context));
            verdicts.add(allowed(said, guard, subject, context));
        }
        return Verdict.all(verdicts);
    }

    /// What all guards say of each definition.
    private List<Verdict> each(List<Definition> definitions, Context among) {
        if (definitions.isEmpty()) return List.of();
        var said = new ArrayList<List<Verdict>>(guards.size());
        for (Guard guard : guards) said.add(said(guard, definitions, among));
        var verdicts = new ArrayList<Verdict>(definitions.size());
        for (int i = 0; i < definitions.size(); i++) {
            String subject = definitions.get(i).item().name();
            var one = new ArrayList<Verdict>(guards.size());
            for (int g = 0; g < guards.size(); g++) {
                one.add(allowed(said.get(g).get(i), guards.get(g), subject, among));
            }
            verdicts.add(Verdict.all(one));
        }
        return verdicts;
    }

    /// A guard that breaks over the whole, or says too little, has denied each.
    private static List<Verdict> said(Guard guard, List<Definition> definitions, Context among) {
        List<Verdict> said = List.of();
        try {
            said = guard.judge(definitions, among);
        } catch (RuntimeException | StackOverflowError broken) {
            // The denial below tells.
        }
        if (said.size() == definitions.size()) return said;
        var reason = new Reason(guard.id(), "", "the guard failed over the whole list");
        return Collections.nCopies(definitions.size(), Verdict.deny(reason));
    }

    /// What a person has allowed is noted, and no more.
    private static Verdict allowed(Verdict verdict, Guard guard, String subject, Context context) {
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
        Value cursor = result.result().member("nextCursor");
        boolean isText = cursor == null || cursor.isString() || cursor.kind() == Json.Kind.NULL;
        if (!isText) return Verdict.deny(new Reason("limits", "/result/nextCursor", "the list's cursor is no text"));
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

    private static String subjectOf(Message message, Context context) {
        return switch (message) {
            case Message.Asking asking -> asking.subject();
            case Message.Result _, Message.Failure _ ->
                context.answered().map(each -> each.request().subject()).orElse("");
        };
    }
}
