package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.union.Introduction;
import dev.pavise.core.union.Merging;
import dev.pavise.core.union.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What several members are asked at once. Pavise itself judges it first; then all are asked, those who answer in time
/// become one answer, and the others are left out and told to a person.
final class Together {
    private static final List<String> CHANGING = List.of("tools", "prompts", "resources");
    private static final int UNKNOWN_METHOD = -32601;

    private final AllServers all;
    private final Members members;
    private final Everyone everyone;
    private final boolean isStateless;
    private final Lists lists;
    private final AtomicInteger underWay = new AtomicInteger();

    Together(AllServers all, Members members, Everyone everyone, boolean isStateless) {
        this.all = all;
        this.members = members;
        this.everyone = everyone;
        this.isStateless = isStateless;
        lists = new Lists(all, members, everyone, isStateless);
    }

    /// What the client asked, and Pavise's own answer to it.
    private record Asked(
            Message.Request request,
            Route.Several several,
            Asker from,
            Optional<Map<String, String>> headers,
            Message.Result own) {}

    void ask(Message.Request request, Route.Several several, Asker from, Optional<Map<String, String>> headers) {
        everyone.askOwn(request, several.own(), from, headers, own -> {
            var asked = new Asked(request, several, from, headers, own);
            if (Method.SUBSCRIPTIONS_LISTEN.is(request.method())) listen(asked);
            else gather(asked);
        });
    }

    /// Reads what tells where a request goes, then sends it there.
    void learn(Route.Unlisted unlisted, Message.Request request, Asker from, Optional<Map<String, String>> headers) {
        underWay.incrementAndGet();
        lists.read(unlisted, request)
                .thenRunAsync(
                        () -> {
                            underWay.decrementAndGet();
                            everyone.route(request, from, headers, true);
                        },
                        all.workers());
    }

    boolean isBusy() {
        return underWay.get() > 0;
    }

    private void gather(Asked asked) {
        underWay.incrementAndGet();
        boolean isHello = Method.INITIALIZE.is(asked.request().method());
        if (isHello) members.begins(asked.request());
        if (Method.SET_LEVEL.is(asked.request().method())) members.logs(asked.request());
        var gather = new Gather(() -> everyone.gone(asked.from()));
        for (Map.Entry<String, byte[]> each : asked.several().messages().entrySet()) {
            Member member = members.find(each.getKey());
            if (member == null || !members.answers(member, asked.request().method())) continue;
            gather.expect(member.label, !member.isLate);
            if (members.isStuck(member)) continue;
            Gather.Part part = gather.new Part(member.label, () -> announce(member));
            if (isHello) members.introduce(member, part);
            else members.ask(member, want(asked), part, everyone.read(each.getValue()), asked.headers());
        }
        gather.within(all.patience())
                .thenRunAsync(
                        () -> {
                            underWay.decrementAndGet();
                            gather.end().ifPresent(gathered -> finish(asked, gathered));
                        },
                        all.workers());
    }

    private static Question.Want want(Asked asked) {
        return Question.Want.of(asked.request(), asked.from()).shared();
    }

    private void finish(Asked asked, Gather.Gathered gathered) {
        String method = asked.request().method();
        var results = new LinkedHashMap<String, Message.Result>();
        var failures = new ArrayList<Effect.Send>();
        int missing = gathered.gone().size() + gathered.late().size();
        for (String label : asked.several().messages().keySet()) {
            Effect.Send answer = gathered.answers().get(label);
            if (answer == null) continue;
            if (Reading.of(answer.bytes(), Bounds.DEFAULT) instanceof Reading.Read(Message.Result result)) {
                results.put(label, result);
                continue;
            }
            failures.add(answer);
            // Who does not know the method has nothing to add, and is not missing.
            if (answer.error() == UNKNOWN_METHOD) continue;
            missing++;
            leftOut(label, "it answered " + method + " with an error");
        }
        gathered.gone().forEach(this::leftOut);
        gathered.late().forEach(label -> late(label, method));
        if (results.isEmpty() && !failures.isEmpty() && Merging.isList(method)) {
            everyone.pass(asked.from(), failures.getFirst());
        } else {
            everyone.answer(asked.from(), one(asked, results, missing == 0));
        }
    }

    private byte[] one(Asked asked, Map<String, Message.Result> results, boolean areAll) {
        String method = asked.request().method();
        if (Merging.isList(method)) return list(asked, results, areAll);
        if (!Method.INITIALIZE.is(method) && !Method.DISCOVER.is(method))
            return asked.own().bytes();
        var parts = new ArrayList<Introduction.Part>();
        results.forEach((label, result) -> parts.add(new Introduction.Part(label, result)));
        return Method.INITIALIZE.is(method)
                ? Introduction.ofSession(asked.own(), parts, areAll)
                : Introduction.ofDiscovery(asked.own(), parts, areAll);
    }

    private byte[] list(Asked asked, Map<String, Message.Result> results, boolean areAll) {
        boolean isFirst = asked.request().param("cursor") == null;
        return everyone.knowing(catalog -> {
            var pages = new ArrayList<Merging.Page>();
            results.forEach((label, result) -> {
                if (catalog.has(label)) pages.add(new Merging.Page(label, isFirst, result));
            });
            return Merging.list(asked.request().method(), asked.own(), pages, areAll, catalog);
        });
    }

    private void late(String label, String method) {
        Member member = members.find(label);
        if (member == null || member.isLate) return;
        member.isLate = true;
        String then = isStateless ? "the answer is without it" : "what it has is told when it comes";
        leftOut(label, "it has not answered " + method + " in time (patienceSeconds), and " + then);
    }

    private void leftOut(String label, String why) {
        Member member = members.find(label);
        if (member != null && member.isNews(why)) all.leftOut().leftOut(member.server.name(), why);
    }

    /// A member answers too late: a legacy client is told to look again.
    private void announce(Member member) {
        if (!isStateless && member.mayAnnounce())
            announce(CHANGING.stream()
                    .filter(each -> members.declares(member, each))
                    .toList());
    }

    /// Servers have come or gone.
    void announceAll() {
        announce(CHANGING);
    }

    private void announce(List<String> changed) {
        for (String each : changed) {
            String json = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + each + "/list_changed\"}";
            everyone.tell(0, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// One subscription of the client's is one at each member (2026-07-28). It lasts as long as any of them.
    private void listen(Asked asked) {
        var listening = new Listening(everyone, asked.from());
        for (Map.Entry<String, byte[]> each : asked.several().messages().entrySet()) {
            Member member = members.find(each.getKey());
            if (member == null) continue;
            listening.expect(member.label, !member.isLate);
            members.ask(
                    member,
                    want(asked),
                    listening.new Part(member.label),
                    everyone.read(each.getValue()),
                    asked.headers());
        }
        listening.within(all.patience()).thenRunAsync(listening::acknowledge, all.workers());
    }
}
