package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.schema.Fault;
import dev.pavise.core.guard.schema.HeaderReading;
import dev.pavise.core.guard.schema.SchemaReading;
import dev.pavise.core.guard.schema.Steps;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Schemas that hurt whoever reads them: that reach into the network or the disk, never end, unfold without bound,
/// hang a matcher, or put a secret into a header. The tool that brings one is kept from the client, alone.
///
/// Sources: MCP, tools and JSON Schema usage, revisions 2024-11-05 to 2026-07-28; JSON Schema 2020-12 and draft-07.
public final class DefinitionSchema implements Guard {
    static final String RULE = "schema";
    /// What one tool may cost, and what all tools of one message may cost together.
    private static final long TOOL_STEPS_MAX = 1_000_000;

    static final long MESSAGE_STEPS_MAX = 4_000_000;
    private static final int KNOWN_MAX = 4096;

    /// What was found in a tool wherever it stands, and how many steps that took.
    private record Known(List<Against> all, long steps) {}

    /// @param below the place, counted from the tool
    private record Against(String below, String why) {}

    /// What was found, by digest: lists come again and again. A saving, and nothing else: a tool that is known costs
    /// its message as many steps as one that is not.
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return RULE;
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        return judge(List.of(definition), context).getFirst();
    }

    @Override
    public List<Verdict> judge(List<Definition> definitions, Context context) {
        var left = new Steps(MESSAGE_STEPS_MAX);
        var verdicts = new ArrayList<Verdict>(definitions.size());
        for (Definition each : definitions) verdicts.add(guarded(() -> judge(each, context, left)));
        return verdicts;
    }

    private Verdict judge(Definition definition, Context context, Steps left) {
        if (definition.item().kind() != Pin.Kind.TOOL) return Verdict.PASS;
        Value tool = definition.value();
        int bytesMax = context.policy().limits().definitionBytesMax();
        boolean modern = context.revision().isModern();
        String key = definition.pinned().digest() + "/" + bytesMax + "/" + modern;
        Known found = known.get(key);
        if (found == null) {
            long most = Math.min(left.left(), TOOL_STEPS_MAX);
            var steps = new Steps(most);
            List<Against> all = against(tool, modern, bytesMax, steps);
            if (steps.isSpent() && most < TOOL_STEPS_MAX) return tooMuch(tool, left);
            found = new Known(all, steps.isSpent() ? TOOL_STEPS_MAX : most - steps.left());
            if (known.size() >= KNOWN_MAX) known.clear();
            known.put(key, found);
        }
        if (found.steps > left.left()) return tooMuch(tool, left);
        left.take(found.steps);
        var verdicts = new ArrayList<Verdict>();
        String place = found.all.isEmpty() ? "" : tool.place();
        for (Against each : found.all) {
            verdicts.add(Verdict.deny(new Reason(id(), place + each.below, each.why)));
        }
        return Verdict.all(verdicts);
    }

    /// From here on nothing is left for the rest either, so that it does not matter what was known before.
    private Verdict tooMuch(Value tool, Steps left) {
        left.takeRest();
        String why = "too large to judge: the schemas of this list take more than " + MESSAGE_STEPS_MAX + " steps";
        return Verdict.deny(new Reason(id(), tool.place(), why));
    }

    private static List<Against> against(Value tool, boolean modern, int bytesMax, Steps steps) {
        Value input = tool.member("inputSchema");
        if (input == null) return List.of(new Against("", "the tool has no inputSchema"));
        var faults = new ArrayList<Fault>();
        schema(input, true, bytesMax, steps).ifPresent(faults::add);
        HeaderReading.of(input).ifPresent(faults::add);
        Value output = tool.member("outputSchema");
        if (output != null && output.kind() != Json.Kind.NULL) {
            schema(output, !modern, bytesMax, steps).ifPresent(faults::add);
        }
        int prefix = faults.isEmpty() ? 0 : tool.place().length();
        return faults.stream()
                .map(each -> new Against(each.at().place().substring(prefix), each.why()))
                .toList();
    }

    /// @param wantsObject whether the schema has to say that its values are objects
    private static Optional<Fault> schema(Value schema, boolean wantsObject, int bytesMax, Steps steps) {
        Optional<Fault> fault = SchemaReading.of(schema, bytesMax, steps);
        if (fault.isPresent()) return fault;
        Value type = schema.member("type");
        if (wantsObject && (type == null || !type.is("object"))) {
            return Optional.of(
                    new Fault(type == null ? schema : type, "the schema's type is not \"object\", as MCP wants"));
        }
        return Optional.empty();
    }
}
