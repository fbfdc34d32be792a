package dev.pavise.core.guard;

import dev.pavise.core.guard.schema.Outcome;
import dev.pavise.core.guard.schema.Validators;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;

/// The arguments of a call fit the schema that the tool was listed with. What the schema does not name passes, unless
/// it says that nothing else may come; absent arguments are an empty object.
///
/// Source: MCP, tools, `inputSchema`; JSON Schema 2020-12 and draft-07, `format` as annotation.
public final class ArgumentSchema implements Guard {
    private final Validators validators = new Validators();

    @Override
    public String id() {
        return "argument-schema";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        if (context.direction() != Direction.TO_SERVER) return Verdict.PASS;
        if (!(message instanceof Message.Request request) || !Method.TOOLS_CALL.is(request.method())) {
            return Verdict.PASS;
        }
        Definition tool = context.listed().get(new Pin.Item(Pin.Kind.TOOL, request.subject()));
        if (tool == null) return Verdict.PASS;
        var verdict = new SchemaVerdict(id(), "/params/arguments", request.subject());
        Value schema = tool.value().member("inputSchema");
        if (schema == null) return verdict.on(new Outcome.Unusable("the tool has no inputSchema"), context);
        Value arguments = request.params() == null ? null : request.params().member("arguments");
        int bytesMax = context.policy().limits().definitionBytesMax();
        return verdict.on(validators.check(tool.pinned().digest(), schema, arguments, bytesMax), context);
    }
}
