package dev.pavise.bench;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.exchange.Event;
import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.exchange.State;
import dev.pavise.core.exchange.Step;
import dev.pavise.core.guard.Asker;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Id;
import dev.pavise.core.message.Reading;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A session in which one tool is known, and the same call of it and the same answer again and again.
final class JudgedCall {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Optional<Id> ABOUT = Optional.of(Id.of(12));
    private static final String CALL = """
            {"jsonrpc":"2.0","id":12,"method":"tools/call","params":{"name":"read","arguments":\
            {"path":"docs/notes/2026/plan.md","head":40},"_meta":{"progressToken":12}}}""";
    private static final String TOOLS = """
            {"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"read","description":"Reads a file","inputSchema":\
            {"type":"object","properties":{"path":{"type":"string","minLength":1},"head":{"type":"integer",\
            "minimum":1}},"required":["path"],"additionalProperties":false}}]}}""";

    private final Exchange exchange;
    private final State ready;
    private final byte[] callBytes = bytes(CALL);
    private final byte[] answerBytes;
    private final Reading call = read(callBytes);
    private final Reading answer;

    JudgedCall(Exchange exchange, int bytes) {
        this.exchange = exchange;
        answerBytes = bytes(Samples.of("text", bytes));
        answer = read(answerBytes);
        State state = State.opened(new State.Who("abcdefghijkl", "ada", "files"), Policy.BALANCED, Pins.NONE);
        state = asks(state, """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""");
        state = tells(state, """
                {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},\
                "serverInfo":{"name":"s","version":"1"}}}""");
        state = asks(state, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        state = asks(state, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        ready = tells(state, TOOLS);
        if (!isAnswered(judge())) throw new IllegalStateException("the call is not let through");
    }

    Step readAndJudge() {
        return judged(read(callBytes), read(answerBytes));
    }

    Step judge() {
        return judged(call, answer);
    }

    private Step judged(Reading asked, Reading answered) {
        State flying = exchange.step(ready, new Event.Asks(asked, Asker.on(3), Optional.empty(), NOW))
                .next();
        return exchange.step(flying, new Event.Tells(answered, ABOUT, NOW));
    }

    private boolean isAnswered(Step step) {
        return step.effects().stream()
                .anyMatch(each -> each instanceof Effect.Keep keep
                        && keep.then().size() == 1
                        && keep.then().getFirst().bytes() == answerBytes);
    }

    private State asks(State state, String message) {
        return exchange.step(state, new Event.Asks(read(bytes(message)), Asker.ONLY, Optional.empty(), NOW))
                .next();
    }

    private State tells(State state, String message) {
        return exchange.step(state, new Event.Tells(read(bytes(message)), Optional.empty(), NOW))
                .next();
    }

    private static Reading read(byte[] message) {
        return Reading.of(message, Bounds.DEFAULT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
