package dev.pavise.core.union;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several servers declare, as one: everything that any of them declares.
final class Capability {
    /// `tasks.requests.tools.call`; what lies deeper is the first one's.
    private static final int DEPTH_MAX = 4;

    private Capability() {}

    /// @param all objects
    /// @return JSON
    static String union(List<Value> all) {
        return union(all, DEPTH_MAX);
    }

    private static String union(List<Value> all, int depth) {
        var members = new LinkedHashMap<String, List<Value>>();
        for (Value each : all) {
            for (Value.Member member : each.members()) {
                members.computeIfAbsent(member.name().raw(), _ -> new ArrayList<>())
                        .add(member.value());
            }
        }
        var json = new StringBuilder("{");
        for (Map.Entry<String, List<Value>> each : members.entrySet()) {
            if (json.length() > 1) json.append(',');
            json.append(each.getKey()).append(':').append(one(each.getValue(), depth));
        }
        return json.append('}').toString();
    }

    private static String one(List<Value> values, int depth) {
        if (depth > 1 && values.stream().allMatch(Value::isObject)) return union(values, depth - 1);
        return values.stream()
                .filter(each -> each.kind() == Json.Kind.TRUE)
                .findFirst()
                .orElse(values.getFirst())
                .raw();
    }
}
