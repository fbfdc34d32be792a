package dev.pavise.gateway.remote;

import dev.pavise.core.guard.HeaderParameter;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Mirrored;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the headers of a modern POST repeat of its body.
///
/// Source: revision 2026-07-28, Streamable HTTP, request metadata; the tasks extension for `taskId`.
final class ModernHead {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final int VALUE_LENGTH_MAX = 8 << 10;
    private static final Set<Method> NAMED = Set.of(
            Method.TOOLS_CALL,
            Method.PROMPTS_GET,
            Method.RESOURCES_READ,
            Method.TASKS_GET,
            Method.TASKS_UPDATE,
            Method.TASKS_CANCEL);

    private ModernHead() {}

    /// Lines of a head, each with its end.
    ///
    /// @param mirrored by a tool's name, what of its arguments is repeated
    /// @throws IllegalArgumentException what cannot stand in a header, in words
    static String of(Message.Asking asking, Function<String, List<HeaderParameter>> mirrored) {
        var head = new StringBuilder(128);
        Value params = asking.params();
        Value meta = params == null ? null : params.member("_meta");
        String version = meta == null ? null : meta.string(VERSION);
        if (version != null) add(head, "MCP-Protocol-Version", version);
        add(head, "Mcp-Method", asking.method());
        boolean isNamed = Method.of(asking.method()).filter(NAMED::contains).isPresent();
        if (!isNamed) return head.toString();
        String subject = asking.subject();
        add(head, "Mcp-Name", Mirrored.encode(subject));
        Value arguments = params == null ? null : params.member("arguments");
        if (arguments == null || !Method.TOOLS_CALL.is(asking.method())) return head.toString();
        for (HeaderParameter each : mirrored.apply(subject)) {
            Value found = arguments.at(each.path().toArray(String[]::new));
            if (found == null) continue;
            Mirrored.of(found).ifPresent(value -> add(head, "Mcp-Param-" + each.header(), value));
        }
        return head.toString();
    }

    private static void add(StringBuilder head, String name, String value) {
        if (value.length() > VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException(name + " would be longer than " + VALUE_LENGTH_MAX + " characters");
        }
        if (!Heads.isValue(value)) {
            throw new IllegalArgumentException(name + " would have characters that no header has");
        }
        Heads.add(head, name, value);
    }
}
