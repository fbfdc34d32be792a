package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.schema.Fault;
import dev.pavise.core.guard.schema.HeaderReading;
import dev.pavise.core.guard.schema.SchemaReading;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Pin;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Schemas that hurt whoever reads them: that reach into the network or the disk, never end, unfold without bound,
/// hang a matcher, or put a secret into a header. The tool that brings one is kept from the client, alone.
///
/// Sources: MCP, tools and JSON Schema usage, revisions 2024-11-05 to 2026-07-28; JSON Schema 2020-12 and draft-07.
public final class DefinitionSchema implements Guard {
    static final String RULE = "schema";
    private static final int CLEAN_MAX = 4096;

    /// Definitions that were found clean, by digest: lists come again and again. A saving, and nothing else.
    private final Set<String> clean = ConcurrentHashMap.newKeySet();

    @Override
    public String id() {
        return RULE;
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        if (definition.item().kind() != Pin.Kind.TOOL) return Verdict.PASS;
        int bytesMax = context.policy().limits().definitionBytesMax();
        boolean modern = context.revision().isModern();
        String key = definition.pinned().digest() + "/" + bytesMax + "/" + modern;
        if (clean.contains(key)) return Verdict.PASS;
        Verdict verdict = judge(definition.value(), modern, bytesMax);
        if (verdict.isClean()) {
            if (clean.size() >= CLEAN_MAX) clean.clear();
            clean.add(key);
        }
        return verdict;
    }

    private Verdict judge(Value tool, boolean modern, int bytesMax) {
        Value input = tool.member("inputSchema");
        if (input == null) return deny(new Fault(tool, "the tool has no inputSchema"));
        Verdict verdict = schema(input, true, bytesMax)
                .and(HeaderReading.of(input).map(this::deny).orElse(Verdict.PASS));
        Value output = tool.member("outputSchema");
        if (output == null || output.kind() == Json.Kind.NULL) return verdict;
        return verdict.and(schema(output, !modern, bytesMax));
    }

    /// @param wantsObject whether the schema has to say that its values are objects
    private Verdict schema(Value schema, boolean wantsObject, int bytesMax) {
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
