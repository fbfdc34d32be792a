package dev.pavise.core.union;

import dev.pavise.core.json.Escapes;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What Pavise itself answers, as a server that has nothing of its own. What others have is put into it.
public final class OwnAnswers {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final int UNKNOWN_METHOD = -32601;
    private static final int INVALID_PARAMS = -32602;
    /// Until 2025-11-25; later there is no code for it.
    private static final int NO_RESOURCE = -32002;

    private OwnAnswers() {}

    /// @param version Pavise's own: `0.1.0`
    public static byte[] to(Message.Request request, String version) {
        String pavise = "{\"name\":\"pavise\",\"title\":\"Pavise\",\"version\":" + Escapes.quote(version) + "}";
        boolean isModern = request.params() != null && request.params().at("_meta", VERSION) != null;
        String result = switch (Method.of(request.method()).orElse(null)) {
            case INITIALIZE -> initialized(request, pavise);
            case DISCOVER ->
                "{\"resultType\":\"complete\",\"supportedVersions\":[\"" + Revision.V2026_07_28.date()
                        + "\"],\"capabilities\":{},\"_meta\":{\"" + SERVER_INFO + "\":" + pavise + "}}";
            case PING, SET_LEVEL -> "{}";
            case SUBSCRIPTIONS_LISTEN -> "{\"resultType\":\"complete\"}";
            case TOOLS_LIST, PROMPTS_LIST, RESOURCES_LIST, TEMPLATES_LIST, TASKS_LIST ->
                empty(request.method(), isModern);
            case null, default -> "";
        };
        String answer = result.isEmpty() ? "\"error\":" + error(request, isModern) : "\"result\":" + result;
        String json = "{\"jsonrpc\":\"2.0\",\"id\":" + request.id().json() + "," + answer + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String initialized(Message.Request request, String pavise) {
        Revision agreed = Optional.ofNullable(request.param("protocolVersion"))
                .flatMap(Revision::of)
                .filter(each -> !each.isModern())
                .orElse(Revision.V2025_11_25);
        return "{\"protocolVersion\":\"" + agreed.date() + "\",\"capabilities\":{},\"serverInfo\":" + pavise + "}";
    }

    private static String empty(String method, boolean isModern) {
        String member = Listed.by(method).map(Listed::member).orElse("");
        String none = "\"" + member + "\":[]";
        return isModern
                ? "{\"resultType\":\"complete\"," + none + ",\"ttlMs\":0,\"cacheScope\":\"private\"}"
                : "{" + none + "}";
    }

    private static String error(Message.Request request, boolean isModern) {
        return switch (Method.of(request.method()).orElse(null)) {
            case RESOURCES_READ, RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE ->
                "{\"code\":" + (isModern ? INVALID_PARAMS : NO_RESOURCE)
                        + ",\"message\":\"No server lists this resource\",\"data\":{\"uri\":"
                        + Escapes.quote(request.subject()) + "}}";
            case TOOLS_CALL, PROMPTS_GET, COMPLETE, TASKS_GET, TASKS_RESULT, TASKS_CANCEL, TASKS_UPDATE ->
                "{\"code\":" + INVALID_PARAMS + ",\"message\":\"No server has what this names\"}";
            case null, default -> "{\"code\":" + UNKNOWN_METHOD + ",\"message\":\"No such method\"}";
        };
    }
}
