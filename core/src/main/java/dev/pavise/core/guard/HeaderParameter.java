package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A parameter of a tool that HTTP repeats in a header, as its `x-mcp-header` says (2026-07-28, transports).
///
/// @param path where the argument stands: names of properties, from the arguments' root
/// @param header what stands behind `Mcp-Param-`
public record HeaderParameter(List<String> path, String header) {
    private static final String ANNOTATION = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final int PARAMETERS_MAX = 64;

    public HeaderParameter {
        path = List.copyOf(path);
    }

    /// Those of a tool, from its definition.
    public static List<HeaderParameter> of(Value tool) {
        Value schema = tool.member("inputSchema");
        if (schema == null) return List.of();
        var found = new ArrayList<HeaderParameter>();
        collect(schema, List.of(), found);
        return found;
    }

    private static void collect(Value schema, List<String> path, List<HeaderParameter> found) {
        Value properties = schema.member("properties");
        if (properties == null || !properties.isObject()) return;
        for (Value.Member each : properties.members()) {
            if (found.size() >= PARAMETERS_MAX || !each.value().isObject()) return;
            var own = new ArrayList<>(path);
            own.add(each.name().text());
            String header = each.value().string(ANNOTATION);
            if (header != null && TOKEN.matcher(header).matches()) found.add(new HeaderParameter(own, header));
            collect(each.value(), own, found);
        }
    }

    /// The argument; null where it is absent or null, and then no header says it.
    public @Nullable Value argument(@Nullable Value arguments) {
        Value value = arguments == null ? null : arguments.at(path.toArray(String[]::new));
        return value == null || value.kind() == Json.Kind.NULL ? null : value;
    }
}
