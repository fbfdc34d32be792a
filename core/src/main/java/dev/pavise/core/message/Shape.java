package dev.pavise.core.message;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that the specification defines at one position, and the shapes of what they hold. An array has the
/// shape of its elements.
///
/// A name that differs from a defined one by case alone is refused, because many parsers (Go's, and Java's when told
/// so) take it for the defined one and others do not. Go also folds U+017F to s and U+212A to k. What arguments,
/// structured content, `_meta` and schemas hold is the peers' own and has no shape.
final class Shape {
    private static final Shape CONTENT = content();
    static final Shape ENVELOPE = envelope();

    private final Map<String, @Nullable Shape> defined = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();

    private Shape with(@Nullable Shape shape, String... names) {
        for (String name : names) {
            defined.put(name, shape);
            folded.put(fold(name), name);
        }
        return this;
    }

    /// The first name that two parsers could take for different ones, or null.
    @Nullable
    Value ambiguousName(Value value) {
        Json json = value.json();
        switch (value.kind()) {
            case OBJECT -> {
                for (int name = value.entry() + 1; name < json.end(value.entry()); name = json.end(name + 1)) {
                    Value found = ambiguousIn(new Value(json, name), new Value(json, name + 1));
                    if (found != null) return found;
                }
            }
            case ARRAY -> {
                for (int each = value.entry() + 1; each < json.end(value.entry()); each = json.end(each)) {
                    Value found = ambiguousName(new Value(json, each));
                    if (found != null) return found;
                }
            }
            case STRING, NUMBER, TRUE, FALSE, NULL -> {}
        }
        return null;
    }

    private @Nullable Value ambiguousIn(Value name, Value value) {
        String text = name.text();
        if (defined.containsKey(text)) {
            Shape inner = defined.get(text);
            return inner == null ? null : inner.ambiguousName(value);
        }
        return folded.containsKey(fold(text)) ? name : null;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('\u017f', 's').replace('\u212a', 'k');
    }

    private static Shape of(String... names) {
        return new Shape().with(null, names);
    }

    private static Shape content() {
        Shape resource = of("uri", "mimeType", "text", "blob", "_meta");
        Shape block = of("type", "text", "data", "mimeType", "uri", "name", "title", "description", "size", "_meta")
                .with(of("audience", "priority", "lastModified"), "annotations")
                .with(icons(), "icons")
                .with(resource, "resource");
        return block.with(null, "id", "input", "toolUseId", "structuredContent", "isError")
                .with(block, "content");
    }

    private static Shape icons() {
        return of("src", "mimeType", "sizes", "theme");
    }

    private static Shape envelope() {
        return of("jsonrpc", "id", "method")
                .with(params(), "params")
                .with(result(), "result")
                .with(of("code", "message", "data"), "error");
    }

    private static Shape params() {
        Shape message = of("role", "_meta").with(CONTENT, "content");
        return of(
                        "name",
                        "arguments",
                        "uri",
                        "cursor",
                        "_meta",
                        "protocolVersion",
                        "capabilities",
                        "requestId",
                        "reason")
                .with(null, "progressToken", "progress", "total", "message", "level", "logger", "data", "context")
                .with(null, "systemPrompt", "includeContext", "temperature", "maxTokens", "stopSequences", "metadata")
                .with(null, "modelPreferences", "toolChoice", "requestedSchema", "mode", "url", "elicitationId")
                .with(null, "taskId", "task", "inputResponses", "requestState", "notifications")
                .with(of("type", "name", "uri", "title"), "ref")
                .with(of("name", "value"), "argument")
                .with(party(), "clientInfo")
                .with(tool(), "tools")
                .with(message, "messages");
    }

    private static Shape result() {
        Shape message = of("role", "_meta").with(CONTENT, "content");
        Shape argument = of("name", "title", "description", "required");
        Shape prompt = listed().with(argument, "arguments");
        Shape resource = listed().with(null, "uri", "uriTemplate", "mimeType", "size");
        return of(
                        "_meta",
                        "nextCursor",
                        "structuredContent",
                        "isError",
                        "protocolVersion",
                        "capabilities",
                        "instructions")
                .with(null, "description", "resultType", "inputRequests", "requestState", "supportedVersions", "ttlMs")
                .with(null, "cacheScope", "role", "model", "stopReason", "action", "task", "tasks", "taskId", "status")
                .with(CONTENT, "content")
                .with(of("uri", "mimeType", "text", "blob", "_meta"), "contents")
                .with(of("values", "total", "hasMore"), "completion")
                .with(of("uri", "name", "_meta"), "roots")
                .with(party(), "serverInfo")
                .with(tool(), "tools")
                .with(prompt, "prompts")
                .with(resource, "resources", "resourceTemplates")
                .with(message, "messages");
    }

    private static Shape party() {
        return of("name", "title", "version", "description", "websiteUrl").with(icons(), "icons");
    }

    private static Shape tool() {
        return listed().with(null, "inputSchema", "outputSchema", "execution");
    }

    private static Shape listed() {
        return of("name", "title", "description", "_meta")
                .with(icons(), "icons")
                .with(
                        of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")
                                .with(null, "audience", "priority", "lastModified"),
                        "annotations");
    }
}
