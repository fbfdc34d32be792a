package dev.pavise.core.exchange;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A session played by hand: what each side says, and what comes out at the other. Kept evidence counts as kept
/// unless the ledger is said to be lost.
final class Talk {
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    final List<String> toServer = new ArrayList<>();
    final List<String> toClient = new ArrayList<>();
    final List<Effect.Send> sends = new ArrayList<>();
    final List<Evidence> kept = new ArrayList<>();
    final List<Pin> saved = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    State state;
    Instant now = START;
    boolean ledgerWorks = true;
    private final Exchange exchange;

    Talk(Policy policy, List<Guard> guards) {
        this(policy, new Exchange(guards));
    }

    Talk(Policy policy, Exchange exchange) {
        this.exchange = exchange;
        state = State.opened(new State.Who("abcde", "ada", "market"), policy, Pins.NONE);
    }

    static Talk stateless() {
        return stateless(balanced());
    }

    static Talk stateless(Talk talk) {
        talk.state = State.stateless(talk.state.who(), Policy.BALANCED, Pins.NONE);
        return talk;
    }

    static Talk balanced() {
        return new Talk(Policy.BALANCED, Guards.ALL);
    }

    /// After a handshake in this revision, with these capabilities of the client as JSON.
    static Talk in(String revision, String capabilities) {
        return with(Policy.BALANCED, revision, capabilities);
    }

    static Talk with(Policy policy, String revision, String capabilities) {
        var talk = new Talk(policy, Guards.ALL);
        talk.client(request(
                "0",
                "initialize",
                "{'protocolVersion':'" + revision + "','capabilities':" + capabilities
                        + ",'clientInfo':{'name':'c','version':'1'}}"));
        talk.server("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':'" + revision
                + "','capabilities':{},'serverInfo':{'name':'s','version':'1'}}}");
        talk.client("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        talk.forget();
        return talk;
    }

    static Talk legacy() {
        return in("2025-11-25", "{}");
    }

    /// After the tools were listed once.
    static Talk listing(String... tools) {
        Talk talk = legacy();
        talk.list("l0", tools);
        talk.forget();
        return talk;
    }

    void list(String id, String... tools) {
        client(request("'" + id + "'", "tools/list", "{}"));
        server("{'jsonrpc':'2.0','id':'" + id + "','result':{'tools':[" + String.join(",", tools) + "]}}");
    }

    static String tool(String name, String description) {
        return "{'name':'" + name + "','description':'" + description + "','inputSchema':{'type':'object'}}";
    }

    static String request(String id, String method, String params) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':" + params + "}";
    }

    static String call(String id, String tool) {
        return request(id, "tools/call", "{'name':'" + tool + "','arguments':{}}");
    }

    static String modern(String id, String method, String members, String capabilities) {
        return request(
                id,
                method,
                "{" + members + (members.isEmpty() ? "" : ",")
                        + "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                        + "'io.modelcontextprotocol/clientCapabilities':" + capabilities + "}}");
    }

    static String result(String id, String result) {
        return "{'jsonrpc':'2.0','id':" + id + ",'result':" + result + "}";
    }

    Talk client(String message) {
        return on(asks(message, Asker.ONLY));
    }

    Talk server(String message) {
        return on(tells(message, Optional.empty()));
    }

    /// What the server says, quotes and all.
    Talk server(byte[] message) {
        return on(new Event.Tells(read(message), Optional.empty(), now));
    }

    Event asks(String message, Asker from) {
        return new Event.Asks(read(message), from, Optional.empty(), now);
    }

    Event tells(String message, Optional<Id> about) {
        return new Event.Tells(read(message), about, now);
    }

    private Reading read(String message) {
        return read(bytes(message));
    }

    private Reading read(byte[] message) {
        return Reading.of(message, state.policy().limits().bounds());
    }

    Talk after(Duration time) {
        now = now.plus(time);
        return on(new Event.Ticked(now));
    }

    Talk on(Event event) {
        Step step = exchange.step(state, event);
        state = step.next();
        for (Effect effect : step.effects()) carryOut(effect);
        return this;
    }

    void forget() {
        toServer.clear();
        toClient.clear();
        sends.clear();
        kept.clear();
        saved.clear();
        effects.clear();
    }

    Evidence last() {
        return kept.getLast();
    }

    private void carryOut(Effect effect) {
        effects.add(effect);
        switch (effect) {
            case Effect.Send send -> send(send);
            case Effect.Keep keep -> {
                if (ledgerWorks) kept.add(keep.evidence());
                (ledgerWorks ? keep.then() : keep.otherwise()).forEach(this::send);
                if (!ledgerWorks) on(new Event.Lost(keep.evidence(), "disk full", now));
            }
            case Effect.SavePins(List<Pin> pins) -> saved.addAll(pins);
            case Effect.Ask _, Effect.Look _, Effect.Close _, Effect.Finish _ -> {}
        }
    }

    private void send(Effect.Send send) {
        sends.add(send);
        String text = new String(send.bytes(), StandardCharsets.UTF_8).replace('"', '\'');
        (send.way() == Direction.TO_SERVER ? toServer : toClient).add(text);
    }

    static byte[] bytes(String message) {
        return message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
