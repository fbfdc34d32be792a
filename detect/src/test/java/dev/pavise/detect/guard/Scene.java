package dev.pavise.detect.guard;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.guard.Guard;
import dev.pavise.core.guard.Guards;
import dev.pavise.core.guard.Look;
import dev.pavise.core.guard.Verdict;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import dev.pavise.core.seal.Tokens;
import dev.pavise.detect.Rules;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.file.Apart;
import dev.pavise.detect.file.FileReader;
import dev.pavise.detect.file.Ocr;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One session of a server with its client, in which messages are written by hand with apostrophes for quotes, and what
/// each side is sent can be read.
final class Scene {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final String SERVER = "market";
    private static final Engine ENGINE = Rules.engine();
    private static final FileReader READER = new FileReader(FileLook.BOUNDS, Apart.here(), Ocr.find(System.getenv()));
    private static final Look FILES = new FileLook(() -> ENGINE, () -> READER);

    private Exchange exchange;
    private State state;
    private int id = 10;

    private Scene(List<Guard> guards, Look look, Policy policy, Pins pins, Others others) {
        exchange = new Exchange(guards).with(look);
        state = State.opened(new State.Who("abcdefghijkl", "ada", SERVER), policy, pins);
        state = exchange.step(state, new Event.OthersSet(others, NOW)).next();
        asks("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                + "'capabilities':{'sampling':{},'elicitation':{}},'clientInfo':{'name':'c','version':'1'}}}");
        tells("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':'2025-11-25','capabilities':{'tools':{},"
                + "'resources':{},'prompts':{}},'serverInfo':{'name':'s','version':'1'}}}");
        asks("{'jsonrpc':'2.0','method':'notifications/initialized'}");
    }

    static Scene guarded() {
        return guarded(Policy.BALANCED, Pins.NONE);
    }

    static Scene guarded(Policy policy, Pins pins) {
        return new Scene(guards(Optional.empty()), FILES, policy, pins, Others.NONE);
    }

    /// Where other servers show this.
    static Scene guarded(Others others) {
        return new Scene(guards(Optional.empty()), FILES, Policy.BALANCED, Pins.NONE, others);
    }

    /// Where tokens can be made.
    static Scene guarded(Policy policy, Tokens tokens) {
        var scene = new Scene(guards(Optional.of(tokens)), FILES, policy, Pins.NONE, Others.NONE);
        scene.exchange = scene.exchange.with(tokens);
        return scene;
    }

    private static List<Guard> guards(Optional<Tokens> tokens) {
        var guards = new ArrayList<>(Guards.ALL);
        guards.add(new Detection(() -> ENGINE, tokens));
        return guards;
    }

    /// The same without the detectors.
    static Scene bare() {
        return new Scene(Guards.ALL, Look.NONE, Policy.BALANCED, Pins.NONE, Others.NONE);
    }

    /// What the client gets for this list of tools.
    String listed(String... tools) {
        return answered("tools/list", "{}", "{'tools':[" + String.join(",", tools) + "]}");
    }

    /// What the client gets for a call of the tool `quote`, answered so.
    String called(String result) {
        return answered("tools/call", "{'name':'quote','arguments':{'x':'1'}}", result);
    }

    /// What the server gets for a call with this argument; nothing where it gets none.
    String sent(String argument) {
        return asks("{'jsonrpc':'2.0','id':" + ++id + ",'method':'tools/call','params':{'name':'quote','arguments':"
                + "{'x':'" + argument + "'}}}");
    }

    String answered(String method, String params, String result) {
        return answeredWhole(method, params, "'result':" + result);
    }

    String answeredWhole(String method, String params, String outcome) {
        asks("{'jsonrpc':'2.0','id':" + ++id + ",'method':'" + method + "','params':" + params + "}");
        return tells("{'jsonrpc':'2.0','id':" + id + "," + outcome + "}");
    }

    /// What the client gets of what the server sends.
    String tells(String message) {
        return sent(exchange.step(state, new Event.Tells(read(message), Optional.of(Id.of(id)), NOW)));
    }

    private String asks(String message) {
        return sent(exchange.step(state, new Event.Asks(read(message), Asker.ONLY, Optional.empty(), NOW)));
    }

    private String sent(Step step) {
        state = step.next();
        var out = new StringBuilder();
        for (Effect each : step.effects()) {
            switch (each) {
                case Effect.Ask ask ->
                    out.append(sent(exchange.step(state, new Event.Decided(ask.held(), false, "nobody", NOW))));
                case Effect.Send send -> add(send, out);
                case Effect.Keep keep -> keep.then().forEach(then -> add(then, out));
                case Effect.Look look -> out.append(sent(looked(look)));
                default -> {}
            }
        }
        return out.toString();
    }

    private Step looked(Effect.Look look) {
        var said = new CompletableFuture<Verdict>();
        exchange.look().look(look.message(), look.context(), said::complete);
        return exchange.step(state, new Event.Looked(look.held(), said.join(), NOW));
    }

    private static void add(Effect.Send send, StringBuilder out) {
        out.append(new String(send.bytes(), StandardCharsets.UTF_8).replace('"', '\''));
    }

    private static Reading read(String message) {
        return Reading.of(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT);
    }

    static String tool(String name, String description) {
        return "{'name':'" + name + "','description':'" + description + "','inputSchema':{'type':'object'}}";
    }

    static String text(String text) {
        return "{'content':[{'type':'text','text':'" + text + "'}]}";
    }
}
