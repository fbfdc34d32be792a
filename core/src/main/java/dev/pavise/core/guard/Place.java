package dev.pavise.core.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Method;
import java.util.Set;

/// What each string of a message is, by its place: running text, a name, part of a form, what a caller sends.
///
/// Only names that the specification defines at a position count. What arguments, structured content, `_meta`, log data
/// and error data hold is the peers' own: all their values are text.
enum Place {
    ENVELOPE,
    PARAMS,
    RESULT,
    ERROR,
    /// A list or an introduction, judged as definitions: not here.
    DEFINED,
    /// The contents of a resource, page by page.
    CONTENTS,
    /// What a server says of itself: a name, a version, and words.
    PARTY,
    META,
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
            Set.of("structuredContent", "arguments", "input", "metadata", "capabilities", "experimental");
    private static final Set<String> FORMS = Set.of("requestedSchema", "inputSchema", "outputSchema", "tools");
    private static final Set<String> NAMES = Set.of(
            "action",
            "audience",
            "blob",
            "completion",
            "createdAt",
            "cursor",
            "data",
            "elicitationId",
            "icons",
            "id",
            "includeContext",
            "lastModified",
            "lastUpdatedAt",
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

    /// What a member of something at this place is.
    Place below(String member, Value value, Context context) {
        return switch (this) {
            case ENVELOPE -> inEnvelope(member, context.direction());
            case PARAMS -> context.direction() == Direction.TO_SERVER ? asked(member) : inParams(member);
            case RESULT -> inResult(member, value, context);
            case SHAPED, CONTENTS -> shaped(member);
            case META -> member.equals(Definitions.SERVER_INFO) ? PARTY : TEXT;
            case PARTY -> member.equals("title") || member.equals("description") ? TEXT : NAME;
            case DEFINED, TEXT, NAME, FORM, SENT -> this;
            case ERROR -> TEXT;
        };
    }

    /// An element of an array stands where the array does. Pages of a user interface are judged as definitions.
    Place element(Value element, Context context) {
        if (this == CONTENTS) return Definitions.isPage(element, context) ? DEFINED : this;
        return this == DEFINED && element.kind() != Json.Kind.OBJECT ? TEXT : this;
    }

    private static Place inEnvelope(String member, Direction direction) {
        if (member.equals("params")) return PARAMS;
        if (member.equals("method") || member.equals("id") || member.equals("jsonrpc")) return NAME;
        if (direction == Direction.TO_SERVER) return SENT;
        return switch (member) {
            case "result" -> RESULT;
            case "error" -> ERROR;
            default -> TEXT;
        };
    }

    private static Place asked(String member) {
        return ASKED_FOR.contains(member) ? NAME : SENT;
    }

    private static Place inParams(String member) {
        return member.equals("data") ? TEXT : shaped(member);
    }

    private static Place inResult(String member, Value value, Context context) {
        String asked = context.answeredMethod();
        boolean listed = Definitions.listing(asked)
                .filter(each -> each.member().equals(member))
                .isPresent();
        if (listed && value.isArray()) return DEFINED;
        boolean introduced = Method.INITIALIZE.is(asked) || Method.DISCOVER.is(asked);
        if (introduced && member.equals(Definitions.INSTRUCTIONS) && value.isString()) return DEFINED;
        if (member.equals("contents") && Method.RESOURCES_READ.is(asked)) return CONTENTS;
        return shaped(member);
    }

    private static Place shaped(String member) {
        if (FREE.contains(member)) return TEXT;
        if (member.equals("_meta")) return META;
        if (member.equals("serverInfo")) return PARTY;
        if (member.equals("error")) return ERROR;
        if (FORMS.contains(member)) return FORM;
        return NAMES.contains(member) ? NAME : SHAPED;
    }
}
