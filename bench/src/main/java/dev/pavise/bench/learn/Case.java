package dev.pavise.bench.learn;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.definition.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of tools of which somebody knows which are poisoned.
///
/// @param others what the other servers of the same client show
/// @param hostile by the tool's name; a tool without an entry is only there to be seen
/// @param poison the sentences that make it so, where they are known
record Case(List<Shown> list, Others others, Map<String, Boolean> hostile, List<String> poison) {
    /// @param line `{"server","tools":[…],"context"?:[{"server","tools"}]}`
    static Case of(String line, Map<String, Boolean> hostile, List<String> poison) {
        if (!(Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Json json)) {
            throw new IllegalArgumentException("not JSON that has one reading: " + line);
        }
        var others = new ArrayList<Others.Tool>();
        Value context = json.root().member("context");
        if (context != null) {
            for (Value each : context.elements()) {
                for (Shown one : shown(each)) {
                    others.add(new Others.Tool(one.server(), one.name(), one.description()));
                }
            }
        }
        return new Case(shown(json.root()), Others.of(others), hostile, poison);
    }

    private static List<Shown> shown(Value of) {
        String server = of.string("server");
        @Nullable Value tools = of.member("tools");
        var shown = new ArrayList<Shown>();
        if (tools == null) return shown;
        for (Value each : tools.elements()) {
            String name = each.string("name");
            shown.add(new Shown(server == null ? "" : server, name == null ? "" : name, each));
        }
        return shown;
    }
}
