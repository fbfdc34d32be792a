package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Method;
import java.util.Map;
import java.util.Set;

/// What each string of a message is, by its place: running text, a name, part of a form, what a caller sends.
///
/// Only names that the specification defines at a position count. What arguments, structured content, `_meta`, log data
/// and error data hold is the peers' own: all their values are text.
enum HiddenPlaces {
    ENVELOPE,
    PARAMS,
    RESULT,
    ERROR,
    /// A list or an introduction, judged as definitions: not here.
    DEFINED,
    /// The contents of a resource, page by page.
    CONTENTS,
    /// Anything else that the specification gives a shape.
    SHAPED,
    /// Text, and all below it.
    TEXT,
    /// An identifier, and all below it: never rewritten.
    NAME,
    /// What a person fills in or a model may call, and all below it: never rewritten.
    FORM,
    /// What a client sends to a server, and all below it.
    SENT;

    private static final Set<String> FREE =
            Set.of("structuredContent", "_meta", "arguments", "input", "metadata", "capabilities", "experimental");
    private static final Set<String> FORMS = Set.of("requestedSchema", "inputSchema", "outputSchema", "tools");
    private static final Set<String> NAMES = Set.of(
            "action",
            "audience",
            "blob",
            "completion",
            "cursor",
            "data",
            "elicitationId",
            "icons",
            "id",
            "includeContext",
            "lastModified",
            "level",
            "logger",
            "method",
            "mimeType",
            "mode",
            "model",
            "modelPreferences",
            "name",
            "nextCursor",
            "progressToken",
            "protocolVersion",
            "requestId",
            "requestState",
            "resultType",
            "role",
            "status",
            "stopReason",
            "stopSequences",
            "supportedVersions",
            "taskId",
            "toolChoice",
            "toolUseId",
            "type",
            "uri",
            "uriTemplate",
            "url",
            "version",
            "websiteUrl");
    private static final Set<String> ASKED_FOR = Set.of("name", "uri", "cursor", "taskId", "ref", "requestId", "level");
    /// What each list shows, and what the server says of itself.
    private static final Map<String, Set<String>> SHOWN = Map.of(
            Method.INITIALIZE.wire(), Set.of("serverInfo", "instructions"),
            Method.DISCOVER.wire(), Set.of("serverInfo", "instructions"),
            Method.TOOLS_LIST.wire(), Set.of("tools"),
            Method.PROMPTS_LIST.wire(), Set.of("prompts"),
            Method.RESOURCES_LIST.wire(), Set.of("resources"),
            Method.TEMPLATES_LIST.wire(), Set.of("resourceTemplates"));

    /// What a member of something at this place is.
    HiddenPlaces below(String member, Context context) {
        return switch (this) {
            case ENVELOPE -> inEnvelope(member, context.direction());
            case PARAMS -> context.direction() == Direction.TO_SERVER ? asked(member) : inParams(member);
            case RESULT -> inResult(member, context.answeredMethod());
            case SHAPED -> shaped(member);
            case CONTENTS -> shaped(member);
            case DEFINED, TEXT, NAME, FORM, SENT -> this;
            case ERROR -> TEXT;
        };
    }

    /// An element of an array stands where the array does. Pages of a user interface are judged as definitions.
    HiddenPlaces element(Value element) {
        if (this == CONTENTS) {
            String uri = element.string("uri");
            return uri != null && uri.startsWith("ui://") ? DEFINED : this;
        }
        return this == DEFINED && element.kind() != Json.Kind.OBJECT ? TEXT : this;
    }

    private static HiddenPlaces inEnvelope(String member, Direction direction) {
        if (member.equals("params")) return PARAMS;
        if (member.equals("method") || member.equals("id") || member.equals("jsonrpc")) return NAME;
        if (direction == Direction.TO_SERVER) return SENT;
        return switch (member) {
            case "result" -> RESULT;
            case "error" -> ERROR;
            default -> TEXT;
        };
    }

    private static HiddenPlaces asked(String member) {
        return ASKED_FOR.contains(member) ? NAME : SENT;
    }

    private static HiddenPlaces inParams(String member) {
        return member.equals("data") ? TEXT : shaped(member);
    }

    private static HiddenPlaces inResult(String member, String asked) {
        if (SHOWN.getOrDefault(asked, Set.of()).contains(member)) return DEFINED;
        if (member.equals("contents") && Method.RESOURCES_READ.is(asked)) return CONTENTS;
        return shaped(member);
    }

    private static HiddenPlaces shaped(String member) {
        if (FREE.contains(member)) return TEXT;
        if (FORMS.contains(member)) return FORM;
        return NAMES.contains(member) ? NAME : SHAPED;
    }
}
