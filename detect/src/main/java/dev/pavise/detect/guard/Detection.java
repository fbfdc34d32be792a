package dev.pavise.detect.guard;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Finding.Grade;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Context;
import dev.pavise.core.guard.Definition;
import dev.pavise.core.guard.Definitions;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.policy.Action;
import dev.pavise.core.seal.Tokens;
import dev.pavise.detect.definition.Catalogue;
import dev.pavise.detect.definition.Judged;
import dev.pavise.detect.definition.Shown;
import dev.pavise.detect.engine.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What definitions, answers and arguments hide, as the rules of the detectors see it.
///
/// A definition that certainly or likely steers is denied, unless a person approved it as it is: so a person is asked
/// about one. An answer that certainly or likely orders the model about is denied whole, because what else it says
/// cannot be trusted. Secrets are taken out of answers, and arguments that hold one are denied. The rest is noted. The
/// policy may want it otherwise, by what is found and which way it goes.
public final class Detection implements Guard {
    private static final Set<String> NOBODY = Set.of("observe", "balanced", "strict");
    private static final int NAME_MAX = 120;

    private static final int LONG_BYTES = 1 << 20;
    private static final int LONG_BYTES_AT_ONCE = 32 << 20;
    /// Long messages take turns, however many sessions have one: each costs some times its bytes while it is looked at.
    private static final Semaphore LONG = new Semaphore(LONG_BYTES_AT_ONCE, true);

    private final Supplier<Engine> engine;
    private final Optional<Tokens> tokens;
    private volatile @Nullable Ruled ruled;

    private record Ruled(Engine engine, Catalogue catalogue) {}

    /// Where no token can be made.
    public Detection(Supplier<Engine> engine) {
        this(engine, Optional.empty());
    }

    /// @param engine asked for when the first message comes; may wait
    /// @param tokens stand in for data where the policy wants that
    public Detection(Supplier<Engine> engine, Optional<Tokens> tokens) {
        this.engine = engine;
        this.tokens = tokens;
    }

    @Override
    public String id() {
        return "detection";
    }

    @Override
    public List<Verdict> judge(List<Definition> list, Context context) {
        if (list.isEmpty()) return List.of();
        var shown = new ArrayList<Shown>(list.size());
        for (Definition each : list) {
            shown.add(new Shown(context.server(), each.item().name(), each.value()));
        }
        var verdicts = new ArrayList<Verdict>(list.size());
        List<Judged> judged = catalogue().judge(shown, others(list, shown, context));
        for (int i = 0; i < list.size(); i++) verdicts.add(verdict(list.get(i), judged.get(i), context));
        return verdicts;
    }

    /// What else the client sees. A program that is there once more is no stranger to itself: where another
    /// server says the same of itself, word by word, this one's introduction may speak of the tools of both,
    /// and a tool that is the same there is no shadow. Who introduces itself has not listed its tools yet, so
    /// those are known from before.
    private static Others others(List<Definition> list, List<Shown> shown, Context context) {
        Optional<Definition> introduction = list.stream()
                .filter(each -> each.item().equals(Definitions.INTRODUCTION))
                .findAny();
        if (introduction.isPresent()) {
            Set<String> same =
                    context.others().introducedAs(introduction.get().pinned().digest());
            return context.others()
                    .without(each -> same.contains(each.server())
                            || context.pins()
                                    .of(new Pin.Item(Pin.Kind.TOOL, each.name()))
                                    .isPresent());
        }
        Set<String> same = context.pins()
                .of(Definitions.INTRODUCTION)
                .map(pin -> context.others().introducedAs(pin.seen().digest()))
                .orElse(Set.of());
        if (same.isEmpty()) return context.others();
        var own = new HashMap<String, String>();
        for (Shown each : shown) own.put(each.name(), Others.brief(each.description()));
        return context.others()
                .without(each ->
                        same.contains(each.server()) && each.description().equals(own.get(each.name())));
    }

    private Verdict verdict(Definition definition, Judged judged, Context context) {
        if (judged.findings().isEmpty()) return Verdict.PASS;
        var left = new ArrayList<Judged.At>();
        var verdicts = new ArrayList<Verdict>();
        for (Judged.At each : judged.findings()) {
            Finding finding = each.finding();
            if (isAllowed(finding, definition.item().name(), () -> Stream.of(each.place()), context)) {
                verdicts.add(noting(finding, place(each, definition), " (allowed)"));
            } else if (Handling.action(finding, context) == Action.PASS) {
                verdicts.add(noting(finding, place(each, definition), ""));
            } else {
                left.add(each);
            }
        }
        boolean denied = Judged.of(judged.shown(), left).grade() != Grade.NOTED && !isApproved(definition, context);
        for (Judged.At each : left) {
            Finding finding = each.finding();
            String place = place(each, definition);
            verdicts.add(denied ? Verdict.deny(reason(finding, place, "")) : noting(finding, place, ""));
        }
        return Verdict.all(verdicts);
    }

    private static String place(Judged.At found, Definition definition) {
        return definition.value().place() + found.place();
    }

    /// Of the rules as they are now: with others, all is judged anew.
    private Catalogue catalogue() {
        Engine now = engine.get();
        Ruled last = ruled;
        if (last == null || last.engine() != now) ruled = last = new Ruled(now, new Catalogue(now));
        return last.catalogue();
    }

    /// Whether a person has said that this very definition is as it should be.
    private static boolean isApproved(Definition definition, Context context) {
        return context.pins()
                .of(definition.item())
                .filter(pin -> !NOBODY.contains(pin.by()))
                .flatMap(Pin::approved)
                .filter(approved -> approved.digest().equals(definition.pinned().digest()))
                .isPresent();
    }

    @Override
    public Verdict judge(Message message, Context context) {
        Origin origin = origin(message, context);
        Value content = content(message, context);
        if (content == null) return Verdict.PASS;
        int bytes = content.bytes();
        if (bytes < LONG_BYTES) return judge(content, origin, message, context);
        int permits = Math.min(bytes, LONG_BYTES_AT_ONCE);
        LONG.acquireUninterruptibly(permits);
        try {
            return judge(content, origin, message, context);
        } finally {
            LONG.release(permits);
        }
    }

    private Verdict judge(Value content, Origin origin, Message message, Context context) {
        Joined joined = Joined.of(content);
        String text = joined.text();
        if (text.isEmpty()) return Verdict.PASS;
        List<Finding> findings = engine.get().look(new Passage(withoutTokens(text, context), origin));
        if (findings.isEmpty()) return Verdict.PASS;
        return new Handling(joined, context, tokens).verdict(findings, subject(message, context));
    }

    /// Without what tokens stand for: who sends one sends no secret, to the server that it came from.
    private String withoutTokens(String text, Context context) {
        if (tokens.isEmpty() || context.direction() == Direction.TO_CLIENT) return text;
        var left = new StringBuilder(text);
        for (Tokens.Opened each : tokens.get().in(text, context.principal(), context.server(), context.now())) {
            left.replace(each.from(), each.to(), " ".repeat(each.to() - each.from()));
        }
        return left.toString();
    }

    /// Whether somebody let it through wherever it stands.
    static boolean isAllowed(Finding finding, String subject, Supplier<Stream<String>> places, Context context) {
        for (String rule : List.of(finding.rule(), finding.family())) {
            boolean everywhere = places.get()
                    .allMatch(place -> context.policy()
                            .allowance(rule, context.server(), subject, place, context.now())
                            .isPresent());
            if (everywhere) return true;
        }
        return false;
    }

    private static Verdict noting(Finding finding, String place, String more) {
        return Verdict.noting(reason(finding, place, more));
    }

    static Reason reason(Finding finding, String place, String more) {
        String short_ = place.length() <= NAME_MAX ? place : place.substring(0, NAME_MAX) + "…";
        return new Reason(finding.rule(), short_, finding.seen() + more);
    }

    static Origin origin(Message message, Context context) {
        if (context.direction() == Direction.TO_SERVER) return Origin.SENT;
        return switch (message) {
            case Message.Failure _ -> Origin.ERROR;
            case Message.Request _ -> Origin.ASKED;
            case Message.Notification _ -> Origin.RESULT;
            case Message.Result _ -> {
                String asked = context.answeredMethod();
                yield Method.RESOURCES_READ.is(asked)
                        ? Origin.RESOURCE
                        : Method.PROMPTS_GET.is(asked) ? Origin.PROMPT : Origin.RESULT;
            }
        };
    }

    /// What of a message is text of its sender. What lists and introductions show is judged as definitions.
    static @Nullable Value content(Message message, Context context) {
        return switch (message) {
            case Message.Request request -> Method.INITIALIZE.is(request.method()) ? null : request.params();
            case Message.Notification notification -> notification.params();
            case Message.Failure failure -> failure.error();
            case Message.Result result -> {
                String asked = context.answeredMethod();
                boolean defines = Definitions.listIn(asked).isPresent()
                        || Method.INITIALIZE.is(asked)
                        || Method.DISCOVER.is(asked);
                yield defines ? null : result.result();
            }
        };
    }

    /// What a message is about: the tool, prompt or address.
    static String subject(Message message, Context context) {
        return switch (message) {
            case Message.Asking asking -> asking.subject();
            case Message.Result _, Message.Failure _ ->
                context.answered().map(each -> each.request().subject()).orElse("");
        };
    }
}
