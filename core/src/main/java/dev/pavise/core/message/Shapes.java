package dev.pavise.core.message;

/// What the specification defines: the envelope, and what `params`, `result` and `error` hold in all methods of all
/// revisions together. What arguments, structured content, forms, `_meta`, metadata and schemas hold is the peers' own
/// and has no shape.
///
/// Source: the published schemas of the five revisions, and the tasks extension of the modern era.
final class Shapes {
    private static final Shape ICONS = Shape.of("src", "mimeType", "sizes", "theme");
    private static final Shape CONTENTS = Shape.of("uri", "mimeType", "text", "blob", "_meta");
    private static final Shape BLOCK = block();
    private static final Shape MESSAGES = Shape.of("role", "_meta").with(BLOCK, "content");
    private static final Shape PARTY =
            Shape.of("name", "title", "version", "description", "websiteUrl").with(ICONS, "icons");
    private static final Shape TOOLS =
            listed().with(null, "inputSchema", "outputSchema").with(Shape.of("taskSupport"), "execution");
    private static final Shape CAPABILITIES = capabilities();
    private static final Shape TASKS =
            Shape.of("taskId", "status", "statusMessage", "createdAt", "lastUpdatedAt", "ttl", "pollInterval");
    private static final Shape ERROR = error();
    private static final Shape PARAMS = new Shape();
    private static final Shape RESULT = new Shape().thatMayAnswer();

    static final Shape ENVELOPE = Shape.of("jsonrpc", "id", "method")
            .with(PARAMS, "params")
            .with(RESULT, "result")
            .with(ERROR, "error");

    static {
        asked(PARAMS);
        sampled(PARAMS);
        task(PARAMS);
        answered(RESULT);
        listed(RESULT);
        task(RESULT);
    }

    private Shapes() {}

    private static void asked(Shape params) {
        params.with(null, "name", "arguments", "uri", "cursor", "_meta", "protocolVersion", "requestId", "reason")
                .with(null, "progressToken", "progress", "total", "message", "level", "logger", "data")
                .with(null, "requestedSchema", "mode", "url", "elicitationId", "requestState")
                .with(CAPABILITIES, "capabilities")
                .with(PARTY, "clientInfo")
                .with(Shape.of("type", "name", "uri", "title"), "ref")
                .with(Shape.of("name", "value"), "argument")
                .with(Shape.of("arguments"), "context")
                .with(TASKS, "task")
                .with(Shape.each(RESULT), "inputResponses")
                .with(
                        Shape.of(
                                "toolsListChanged",
                                "promptsListChanged",
                                "resourcesListChanged",
                                "resourceSubscriptions",
                                "taskIds"),
                        "notifications");
    }

    private static void sampled(Shape params) {
        params.with(null, "systemPrompt", "includeContext", "temperature", "maxTokens", "stopSequences", "metadata")
                .with(MESSAGES, "messages")
                .with(TOOLS, "tools")
                .with(Shape.of("mode"), "toolChoice")
                .with(
                        Shape.of("costPriority", "speedPriority", "intelligencePriority")
                                .with(Shape.of("name"), "hints"),
                        "modelPreferences");
    }

    /// A task stands in a result, and in the notification of its state.
    private static void task(Shape holder) {
        holder.with(null, "taskId", "status", "statusMessage", "createdAt", "lastUpdatedAt")
                .with(null, "ttl", "pollInterval", "ttlMs", "pollIntervalMs")
                .with(Shape.each(Shape.of("method").with(PARAMS, "params")), "inputRequests")
                .with(RESULT, "result")
                .with(ERROR, "error");
    }

    private static void answered(Shape result) {
        result.with(null, "_meta", "structuredContent", "isError", "protocolVersion", "instructions", "description")
                .with(null, "resultType", "requestState", "supportedVersions", "cacheScope")
                .with(null, "role", "model", "stopReason", "action")
                .with(CAPABILITIES, "capabilities")
                .with(PARTY, "serverInfo")
                .with(BLOCK, "content")
                .with(CONTENTS, "contents")
                .with(MESSAGES, "messages")
                .with(Shape.of("values", "total", "hasMore"), "completion")
                .with(TASKS, "task");
    }

    private static void listed(Shape result) {
        Shape argument = Shape.of("name", "title", "description", "required");
        result.with(null, "nextCursor")
                .with(TOOLS, "tools")
                .with(listed().with(argument, "arguments"), "prompts")
                .with(listed().with(null, "uri", "uriTemplate", "mimeType", "size"), "resources", "resourceTemplates")
                .with(Shape.of("uri", "name", "_meta"), "roots")
                .with(TASKS, "tasks");
    }

    private static Shape block() {
        Shape block = Shape.of("type", "text", "data", "mimeType", "uri", "name", "title", "description", "size");
        return block.with(null, "_meta", "id", "input", "toolUseId", "structuredContent", "isError")
                .with(Shape.of("audience", "priority", "lastModified"), "annotations")
                .with(ICONS, "icons")
                .with(CONTENTS, "resource")
                .with(block, "content");
    }

    private static Shape listed() {
        Shape annotations = Shape.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")
                .with(null, "audience", "priority", "lastModified");
        return Shape.of("name", "title", "description", "_meta")
                .with(ICONS, "icons")
                .with(annotations, "annotations");
    }

    private static Shape capabilities() {
        Shape changing = Shape.of("listChanged", "subscribe");
        Shape requests = Shape.of("elicitation", "sampling", "tools");
        return Shape.of("experimental", "extensions", "logging", "completions")
                .with(changing, "roots", "tools", "prompts", "resources")
                .with(Shape.of("context", "tools"), "sampling")
                .with(Shape.of("form", "url"), "elicitation")
                .with(Shape.of("list", "cancel").with(requests, "requests"), "tasks");
    }

    private static Shape error() {
        Shape elicitations = Shape.of("mode", "url", "elicitationId", "message");
        return Shape.of("code", "message").with(new Shape().with(elicitations, "elicitations"), "data");
    }
}
