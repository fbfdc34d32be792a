package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A parameter of a tool that HTTP repeats in a header, as its `x-mcp-header` says (2026-07-28, transports).
///
/// @param path where the argument stands: names of properties, from the arguments' root
/// @param header what stands behind `Mcp-Param-`
public record HeaderParameter(List<String> path, String header) {
    private static final String ANNOTATION = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Set<String> PLAIN = Set.of("string", "integer", "boolean");
    private static final Pattern SECRET =
            Pattern.compile("(?i)passw|secret|token|credential|authoriz|api-?key|private-?key|session-?id|cookie");
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

    /// What is wrong with a tool's annotations, in words; empty where nothing is. A client drops such a tool, and one
    /// that would write a secret into headers, where logs and proxies read it, goes with them.
    static Optional<String> fault(Value tool) {
        Value schema = tool.member("inputSchema");
        if (schema == null) return Optional.empty();
        var places = new ArrayList<Value>();
        int[] all = {0};
        count(schema, all);
        if (all[0] == 0) return Optional.empty();
        reachable(schema, places);
        if (places.size() != all[0]) return Optional.of("an x-mcp-header stands where no plain argument does");
        var names = new HashSet<String>();
        for (Value property : places) {
            String header = property.string(ANNOTATION);
            if (header == null || !TOKEN.matcher(header).matches())
                return Optional.of("an x-mcp-header is no header name");
            if (!names.add(header.toLowerCase(Locale.ROOT))) return Optional.of("two arguments have one x-mcp-header");
            String type = property.string("type");
            if (type == null || !PLAIN.contains(type)) return Optional.of("an x-mcp-header is on no plain argument");
            if (SECRET.matcher(header).find())
                return Optional.of("an x-mcp-header would show a secret to whoever logs headers");
        }
        return Optional.empty();
    }

    private static void count(Value value, int[] found) {
        for (Value.Member each : value.members()) {
            if (each.name().is(ANNOTATION)) found[0]++;
            count(each.value(), found);
        }
        for (Value each : value.elements()) count(each, found);
    }

    private static void reachable(Value schema, List<Value> found) {
        Value properties = schema.member("properties");
        if (properties == null) return;
        for (Value.Member each : properties.members()) {
            if (each.value().member(ANNOTATION) != null) found.add(each.value());
            reachable(each.value(), found);
        }
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
