package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A tool, a call of it and its answer, as the three schema guards see them.
record SchemaScene(Definition tool, Revision revision, Policy policy) {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static SchemaScene tool(String members) {
        Json json = json("{\"name\":\"t\"," + members + "}");
        return new SchemaScene(Definition.of(Pin.Kind.TOOL, "t", json.root()), Revision.V2025_11_25, Policy.BALANCED);
    }

    static SchemaScene input(String schema) {
        return tool("\"inputSchema\":" + schema);
    }

    static SchemaScene output(String schema) {
        return tool("\"inputSchema\":{\"type\":\"object\"},\"outputSchema\":" + schema);
    }

    SchemaScene modern() {
        return new SchemaScene(tool, Revision.V2026_07_28, policy);
    }

    SchemaScene under(Policy other) {
        return new SchemaScene(tool, revision, other);
    }

    Verdict defined() {
        return new DefinitionSchema().judge(tool, context(Direction.TO_CLIENT, Optional.empty()));
    }

    /// @param arguments as JSON, or empty for none
    Verdict called(ArgumentSchema guard, String arguments) {
        String more = arguments.isEmpty() ? "" : ",\"arguments\":" + arguments;
        return guard.judge(call(more), context(Direction.TO_SERVER, Optional.empty()));
    }

    Verdict called(String arguments) {
        return called(new ArgumentSchema(), arguments);
    }

    /// @param result as JSON
    Verdict answered(String result) {
        return answered(call(""), result);
    }

    Verdict answered(Message.Request request, String result) {
        Message answer = message("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}");
        var asked = Asked.unchanged(request, Asker.ONLY, NOW, NOW.plusSeconds(60));
        return new ResultSchema().judge(answer, context(Direction.TO_CLIENT, Optional.of(asked)));
    }

    /// @param more members of the parameters, each behind a comma
    static Message.Request call(String more) {
        return request("tools/call", "\"name\":\"t\"" + more);
    }

    static Message.Request request(String method, String params) {
        return (Message.Request)
                message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + "}}");
    }

    Context context(Direction direction, Optional<Asked> answered) {
        return new Context(
                direction,
                revision,
                true,
                policy,
                "me",
                "s",
                Pins.NONE,
                Map.of(tool.item(), tool),
                Asker.ONLY,
                Optional.empty(),
                answered,
                Flight.NONE,
                Budgets.FULL,
                Set.of(),
                Set.of(),
                Others.NONE,
                Siblings.NONE,
                NOW);
    }

    static Json json(String text) {
        return (Json) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(String text) {
        var reading = Reading.of(text.getBytes(StandardCharsets.UTF_8), dev.pavise.core.json.Bounds.DEFAULT);
        return ((Reading.Read) reading).message();
    }
}
