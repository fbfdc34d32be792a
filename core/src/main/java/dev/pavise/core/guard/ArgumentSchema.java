package dev.pavise.core.guard;

import dev.pavise.core.guard.schema.Outcome;
import dev.pavise.core.guard.schema.Validators;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.pin.Pin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments of a call fit the schema that the tool was listed with. What the schema does not name passes, unless
/// it says that nothing else may come; absent arguments are an empty object, and null is absent where it does not fit.
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
        Outcome outcome = validators.check(tool.pinned().digest(), schema, arguments, bytesMax);
        if (outcome instanceof Outcome.Misfits && arguments != null) {
            Optional<Value> spoken = spoken(schema, arguments);
            if (spoken.isPresent()) {
                outcome = validators.check(tool.pinned().digest(), schema, spoken.get(), bytesMax);
            }
        }
        return verdict.on(outcome, context);
    }

    /// The arguments without those that are null and need not be there: clients write so what they leave out
    /// (2026-07-28, transports, omits the header of a null as of an absent one). Empty where there are none.
    private static Optional<Value> spoken(Value schema, Value arguments) {
        Value properties = schema.member("properties");
        Value required = schema.member("required");
        List<Value> needed = required == null ? List.of() : required.elements();
        var members = new ArrayList<String>();
        boolean isSame = true;
        for (Value.Member each : arguments.members()) {
            String name = each.name().text();
            boolean isLeftOut = each.value().kind() == Json.Kind.NULL
                    && properties != null
                    && properties.member(name) != null
                    && needed.stream().noneMatch(need -> need.isString() && need.is(name));
            if (isLeftOut) isSame = false;
            else members.add(each.name().raw() + ":" + each.value().raw());
        }
        if (isSame) return Optional.empty();
        byte[] bytes = ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
        return Json.read(bytes) instanceof Json json ? Optional.of(json.root()) : Optional.empty();
    }
}
