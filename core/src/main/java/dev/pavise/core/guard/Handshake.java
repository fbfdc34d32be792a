package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has to be said before, or with, everything else: in the legacy era the handshake, in the modern one the
/// `_meta` of each request. Without it nobody knows by which rules a message is to be read.
public final class Handshake implements Guard {
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    @Override
    public String id() {
        return "handshake";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        return switch (message) {
            case Message.Request request
            when context.direction() == Direction.TO_SERVER ->
                context.revision().isModern() ? modern(request) : legacy(request, context);
            case Message.Result result when Method.INITIALIZE.is(context.answeredMethod()) -> agreed(result, context);
            case Message.Request _, Message.Notification _, Message.Result _, Message.Failure _ -> Verdict.PASS;
        };
    }

    private Verdict legacy(Message.Request request, Context context) {
        boolean again = Method.INITIALIZE.is(request.method()) && (context.negotiated() || isOpening(context));
        if (again) return deny("/method", "initialize came again, and a session has one revision");
        Optional<Revision> wanted = Method.INITIALIZE.is(request.method())
                ? Optional.ofNullable(request.param("protocolVersion")).flatMap(Revision::of)
                : Optional.empty();
        if (wanted.isPresent() && isTooOld(wanted.get(), context)) {
            return deny("/params/protocolVersion", tooOld("the client wants", wanted.get(), context));
        }
        Value said = request.params() == null ? null : request.params().at("_meta", VERSION);
        boolean isOfAnother = said != null
                && !(said.isString() && said.text().equals(context.revision().date()));
        if (isOfAnother && context.negotiated()) {
            String seen = "the request is of revision " + shown(said) + ", and the session of " + context.revision();
            return deny("/params/_meta", seen);
        }
        boolean opens = Method.INITIALIZE.is(request.method()) || Method.PING.is(request.method());
        if (opens || context.negotiated() || isOpening(context)) return Verdict.PASS;
        return deny("/method", request.method() + " came before initialize");
    }

    /// Clients may send what comes next before the answer is there.
    private static boolean isOpening(Context context) {
        return context.flight().values(Direction.TO_SERVER).stream()
                .anyMatch(each -> Method.INITIALIZE.is(each.request().method()) && !each.cancelled());
    }

    private Verdict modern(Message.Request request) {
        Value params = request.params();
        Value meta = params == null ? null : params.member("_meta");
        if (meta == null) return deny("/params", "the request has no _meta");
        String version = meta.string(VERSION);
        if (version == null) return deny("/params/_meta", "the request does not say its " + VERSION);
        if (Revision.of(version).filter(Revision::isModern).isEmpty()) {
            return deny("/params/_meta", "revision \"" + Words.quote(version) + "\" is not one that Pavise speaks");
        }
        Value capabilities = meta.member(CAPABILITIES);
        return capabilities == null || !capabilities.isObject()
                ? deny("/params/_meta", "the request does not say its " + CAPABILITIES)
                : Verdict.PASS;
    }

    private Verdict agreed(Message.Result result, Context context) {
        Value version = result.result().member("protocolVersion");
        Optional<Revision> picked = version != null && version.kind() == Json.Kind.STRING
                ? Revision.of(version.text()).filter(each -> !each.isModern())
                : Optional.empty();
        String place = "/result/protocolVersion";
        if (picked.isEmpty()) return deny(place, "the server picked revision " + shown(version) + ", which is none");
        return isTooOld(picked.get(), context)
                ? deny(place, tooOld("the server picked", picked.get(), context))
                : Verdict.PASS;
    }

    private static boolean isTooOld(Revision revision, Context context) {
        return revision.compareTo(context.policy().oldest()) < 0;
    }

    private static String tooOld(String who, Revision revision, Context context) {
        return who + " revision " + revision + ", and " + context.policy().oldest() + " is the oldest that is allowed";
    }

    private static String shown(@Nullable Value version) {
        return version == null ? "nothing" : Words.quote(version.raw());
    }

    private Verdict deny(String place, String seen) {
        return Verdict.deny(new Reason(id(), place, seen));
    }
}
