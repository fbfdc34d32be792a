package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Mirrored;
import dev.pavise.core.pin.Pin;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What HTTP headers say of a modern message is what its body says (2026-07-28, transports, server validation): else
/// whoever routes by headers and whoever reads bodies would see two messages.
public final class HeaderMatch implements Guard {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final Set<Method> NAMED = Set.of(
            Method.TOOLS_CALL,
            Method.PROMPTS_GET,
            Method.RESOURCES_READ,
            Method.TASKS_GET,
            Method.TASKS_UPDATE,
            Method.TASKS_CANCEL);

    @Override
    public String id() {
        return "headers";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        boolean isModern = context.revision().isModern() && context.direction() == Direction.TO_SERVER;
        if (!isModern || context.headers().isEmpty()) return Verdict.PASS;
        if (!(message instanceof Message.Asking asking)) return Verdict.PASS;
        return judge(asking, context.headers().get()).and(parameters(asking, context));
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        if (definition.item().kind() != Pin.Kind.TOOL || !context.revision().isModern()) return Verdict.PASS;
        return HeaderParameter.fault(definition.value())
                .map(why -> Verdict.deny(new Reason(id(), definition.value().place(), why)))
                .orElse(Verdict.PASS);
    }

    /// What a tool's definition says is repeated in headers. Before the tool is listed, its call waits for that.
    private Verdict parameters(Message.Asking asking, Context context) {
        if (!Method.TOOLS_CALL.is(asking.method())) return Verdict.PASS;
        Definition listed = context.listed().get(new Pin.Item(Pin.Kind.TOOL, asking.subject()));
        if (listed == null) return Verdict.PASS;
        Value params = asking.params();
        Value arguments = params == null ? null : params.member("arguments");
        var verdict = Verdict.PASS;
        for (HeaderParameter each : HeaderParameter.of(listed.value())) {
            String header = "mcp-param-" + each.header().toLowerCase(Locale.ROOT);
            verdict = verdict.and(parameter(
                    header, each.argument(arguments), context.headers().get()));
        }
        return verdict;
    }

    private Verdict parameter(String header, @Nullable Value argument, Map<String, String> headers) {
        String written = headers.get(header);
        if (argument == null) {
            return written == null ? Verdict.PASS : deny(header, "the header says what the body does not");
        }
        if (written == null) return deny(header, "the header is missing");
        return Mirrored.isSame(written, argument)
                ? Verdict.PASS
                : deny(header, "the header says something else than the body");
    }

    private Verdict judge(Message.Asking asking, Map<String, String> headers) {
        Verdict verdict = same("mcp-method", asking.method(), headers);
        Value params = asking.params();
        Value meta = params == null ? null : params.member("_meta");
        String version = meta == null ? null : meta.string(VERSION);
        // A body that says no version is the handshake's to refuse.
        if (version != null) verdict = verdict.and(same("mcp-protocol-version", version, headers));
        boolean named = Method.of(asking.method()).filter(NAMED::contains).isPresent();
        return named ? verdict.and(same("mcp-name", asking.subject(), headers)) : verdict;
    }

    private Verdict same(String header, String wanted, Map<String, String> headers) {
        String written = headers.get(header);
        if (written == null) return deny(header, "the header is missing");
        String meant = header.equals("mcp-name") ? Mirrored.decode(written).orElse(null) : written;
        if (meant == null) return deny(header, "the header's base64 is broken");
        return meant.equals(wanted) ? Verdict.PASS : deny(header, "the header says something else than the body");
    }

    private Verdict deny(String header, String seen) {
        return Verdict.deny(new Reason(id(), "header " + header, seen));
    }
}
