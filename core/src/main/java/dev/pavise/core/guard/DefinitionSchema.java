package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.schema.Fault;
import dev.pavise.core.guard.schema.HeaderReading;
import dev.pavise.core.guard.schema.SchemaReading;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Pin;
import java.util.Optional;

/// Schemas that hurt whoever reads them: that reach into the network or the disk, never end, unfold without bound,
/// hang a matcher, or put a secret into a header. The tool that brings one is kept from the client, alone.
///
/// Sources: MCP, tools and JSON Schema usage, revisions 2024-11-05 to 2026-07-28; JSON Schema 2020-12 and draft-07.
public final class DefinitionSchema implements Guard {
    static final String RULE = "schema";

    @Override
    public String id() {
        return RULE;
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        if (definition.item().kind() != Pin.Kind.TOOL) return Verdict.PASS;
        int bytesMax = context.policy().limits().definitionBytesMax();
        Value input = definition.value().member("inputSchema");
        if (input == null) return deny(new Fault(definition.value(), "the tool has no inputSchema"));
        Verdict verdict = judge(input, true, bytesMax)
                .and(HeaderReading.of(input).map(this::deny).orElse(Verdict.PASS));
        Value output = definition.value().member("outputSchema");
        if (output == null || output.kind() == Json.Kind.NULL) return verdict;
        return verdict.and(judge(output, !context.revision().isModern(), bytesMax));
    }

    /// @param wantsObject whether the schema has to say that its values are objects
    private Verdict judge(Value schema, boolean wantsObject, int bytesMax) {
        Optional<Fault> fault = SchemaReading.of(schema, bytesMax);
        if (fault.isPresent()) return deny(fault.get());
        Value type = schema.member("type");
        if (wantsObject && (type == null || !type.is("object"))) {
            return deny(new Fault(type == null ? schema : type, "the schema's type is not \"object\", as MCP wants"));
        }
        return Verdict.PASS;
    }

    private Verdict deny(Fault fault) {
        return Verdict.deny(new Reason(id(), fault.at().place(), fault.why()));
    }
}
