package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.schema.SameValue;
import dev.pavise.core.guard.schema.Validators;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Parsed;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Pin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A result is of a kind that its request can have, and a tool's structured content fits the schema that the tool
/// was listed with.
///
/// Sources: MCP, tools, `outputSchema` and `structuredContent`; revision 2026-07-28, results, `resultType`; the tasks
/// extension.
public final class ResultSchema implements Guard {
    private static final Set<Method> ASKING_BACK = Set.of(Method.TOOLS_CALL, Method.PROMPTS_GET, Method.RESOURCES_READ);
    private static final String TYPE = "/result/resultType";
    /// Nobody reads longer texts beside the structure, and comparing only notes.
    private static final int TWIN_MAX = 256 << 10;
    private static final String STRUCTURED = "structuredContent";

    private final Validators validators = new Validators();
    private final ContentBlocks blocks = new ContentBlocks(this::deny);

    @Override
    public String id() {
        return "result-schema";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        boolean answers = message instanceof Message.Result && context.direction() == Direction.TO_CLIENT;
        if (!answers || context.answered().isEmpty()) return Verdict.PASS;
        Value result = ((Message.Result) message).result();
        Message.Request request = context.answered().get().request();
        Verdict verdict = kind(result, request, context.revision());
        Value type = result.member("resultType");
        boolean finished =
                type == null || type.is("complete") || !context.revision().isModern();
        if (!finished) return verdict;
        return switch (Method.of(request.method()).orElse(null)) {
            case TOOLS_CALL ->
                Verdict.all(List.of(verdict, blocks.content(result), structured(result, request, context)));
            case PROMPTS_GET -> verdict.and(blocks.messages(result));
            case RESOURCES_READ -> verdict.and(blocks.contents(result, context));
            case null, default -> verdict;
        };
    }

    /// In the modern era a result says whether it is the answer, a question back, or a task.
    private Verdict kind(Value result, Message.Request request, Revision revision) {
        Value type = result.member("resultType");
        if (namesTask(result) && Method.TOOLS_CALL.is(request.method()) && !asksForTask(request)) {
            return deny("/result/task", "a task answers a request that asked for none");
        }
        if (!revision.isModern() || type == null || type.is("complete")) return Verdict.PASS;
        if (type.is("input_required")) return askingBack(result, request);
        if (type.is("task")) {
            return declaresTasks(request) ? Verdict.PASS : deny(TYPE, "a task answers a request that declared none");
        }
        return deny(TYPE, "the result is of a kind that nobody has agreed on");
    }

    private Verdict askingBack(Value result, Message.Request request) {
        if (Method.of(request.method()).filter(ASKING_BACK::contains).isEmpty()) {
            return deny(TYPE, "only tools/call, prompts/get and resources/read may be answered with questions");
        }
        Value inputs = result.member("inputRequests");
        Value state = result.member("requestState");
        boolean asks = (inputs != null && inputs.isObject()) || (state != null && state.isString());
        return asks ? Verdict.PASS : deny(TYPE, "input is required, and neither asked for nor tied to a state");
    }

    private static boolean declaresTasks(Message.Request request) {
        Value params = request.params();
        return params != null
                && params.at(
                                "_meta",
                                "io.modelcontextprotocol/clientCapabilities",
                                "extensions",
                                "io.modelcontextprotocol/tasks")
                        != null;
    }

    private Verdict structured(Value result, Message.Request request, Context context) {
        Definition tool = context.listed().get(new Pin.Item(Pin.Kind.TOOL, request.subject()));
        Value schema = tool == null ? null : tool.value().member("outputSchema");
        Value structured = result.member(STRUCTURED);
        Verdict twins = structured == null ? Verdict.PASS : twins(result, structured);
        if (tool == null || schema == null || schema.kind() == Json.Kind.NULL) return twins;
        if (structured == null) return missing(result, request);
        var verdict = new SchemaVerdict(id(), "/result/" + STRUCTURED, request.subject());
        int bytesMax = context.policy().limits().definitionBytesMax();
        return twins.and(verdict.on(validators.check(tool.pinned().digest(), schema, structured, bytesMax), context));
    }

    /// An error needs none, and the answer that only names the task that was asked for (2025-11-25) has none yet.
    private Verdict missing(Value result, Message.Request request) {
        Value failed = result.member("isError");
        boolean excused = failed != null && failed.kind() == Json.Kind.TRUE;
        if (excused || (namesTask(result) && asksForTask(request))) return Verdict.PASS;
        return deny("/result", "the tool has an outputSchema, and no structuredContent came");
    }

    private static boolean namesTask(Value result) {
        Value task = result.member("task");
        return task != null && task.isObject() && result.member("content") == null;
    }

    private static boolean asksForTask(Message.Request request) {
        return request.params() != null && request.params().member("task") != null;
    }

    /// Hosts show the text and programs read the structure, so the two should say the same.
    private Verdict twins(Value result, Value structured) {
        Value text = onlyText(result);
        if (text == null) return Verdict.PASS;
        String string = text.text();
        boolean looksStructured = string.startsWith("{") || string.startsWith("[");
        if (!looksStructured || string.length() > TWIN_MAX) return Verdict.PASS;
        Parsed parsed = Json.read(string.getBytes(StandardCharsets.UTF_8));
        if (!(parsed instanceof Json json)) return Verdict.PASS;
        return says(structured, json.root(), string)
                ? Verdict.PASS
                : note("/result/" + STRUCTURED, "the text beside it is JSON and says something else");
    }

    /// Some servers put what they say into an object of one member.
    private static boolean says(Value structured, Value other, String text) {
        if (SameValue.in(structured, other)) return true;
        List<Value.Member> members = structured.members();
        if (members.size() != 1) return false;
        Value only = members.getFirst().value();
        return only.is(text) || SameValue.in(only, other);
    }

    private static @Nullable Value onlyText(Value result) {
        Value content = result.member("content");
        List<Value> blocks = content == null ? List.of() : content.elements();
        if (blocks.size() != 1) return null;
        Value type = blocks.getFirst().member("type");
        Value text = blocks.getFirst().member("text");
        return type != null && type.is("text") && text != null && text.isString() ? text : null;
    }

    private Verdict deny(String place, String why) {
        return Verdict.deny(new Reason(id(), place, why));
    }

    private Verdict note(String place, String why) {
        return Verdict.noting(new Reason(id(), place, why));
    }
}
