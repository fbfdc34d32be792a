package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.policy.Limits;
import java.util.List;

/// Bounds on what one message may hold: bytes, depth, items, encoded files. Definitions have bounds of their own, so
/// that one monstrous tool does not take the list with it.
public final class SizeLimits implements Guard {
    private static final List<String> LISTS = List.of("tools", "prompts", "resources", "resourceTemplates");
    private static final List<String> ITEMS = List.of("content", "contents", "messages");
    private static final int DEFINITION_DEPTH_MAX = 64;

    @Override
    public String id() {
        return "limits";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        Limits limits = context.policy().limits();
        int bytes = message.bytes().length;
        if (bytes > limits.messageBytesMax()) {
            return deny("", bytes + " bytes, and " + limits.messageBytesMax() + " are allowed");
        }
        return switch (message) {
            case Message.Result result
            when !Definitions.listIn(context.answeredMethod()).isEmpty() -> listed(result, limits);
            case Message.Result result -> deep(message, limits).and(items(result, limits));
            case Message.Request _, Message.Notification _, Message.Failure _ -> deep(message, limits);
        };
    }

    @Override
    public Verdict judge(Definition definition, Context context) {
        Value value = definition.value();
        int bytesMax = context.policy().limits().definitionBytesMax();
        if (value.bytes() > bytesMax) {
            return deny(value.place(), value.bytes() + " bytes of definition, and " + bytesMax + " are allowed");
        }
        int depth = value.depth();
        return depth > DEFINITION_DEPTH_MAX
                ? deny(value.place(), depth + " levels of definition, and " + DEFINITION_DEPTH_MAX + " are allowed")
                : Verdict.PASS;
    }

    /// Whether the list, or the contents that it shows pages in, has more items than it may.
    static boolean isBeyond(Message message, Context context) {
        if (!(message instanceof Message.Result result)) return false;
        Limits limits = context.policy().limits();
        boolean isList = Definitions.listIn(context.answeredMethod()).isPresent();
        for (String name : isList ? LISTS : ITEMS) {
            Value items = result.result().member(name);
            int most = isList ? limits.listItemsMax() : limits.contentItemsMax();
            if (items != null && items.elements().size() > most) return true;
        }
        return false;
    }

    private Verdict deep(Message message, Limits limits) {
        int depth = message.json().root().depth();
        return depth > limits.depthMax()
                ? deny("", depth + " levels, and " + limits.depthMax() + " are allowed")
                : Verdict.PASS;
    }

    private Verdict listed(Message.Result result, Limits limits) {
        for (String name : LISTS) {
            Value list = result.result().member(name);
            int count = list == null ? 0 : list.elements().size();
            if (count > limits.listItemsMax()) {
                return deny("/result/" + name, count + " in one list, and " + limits.listItemsMax() + " are allowed");
            }
        }
        return Verdict.PASS;
    }

    private Verdict items(Message.Result result, Limits limits) {
        for (String name : ITEMS) {
            Value items = result.result().member(name);
            if (items == null) continue;
            List<Value> each = items.elements();
            if (each.size() > limits.contentItemsMax()) {
                return deny(
                        "/result/" + name, each.size() + " items, and " + limits.contentItemsMax() + " are allowed");
            }
            for (Value item : each) {
                Verdict verdict = blob(item.member("data"), limits)
                        .and(blob(item.member("blob"), limits))
                        .and(blob(item.at("resource", "blob"), limits));
                if (!verdict.isClean()) return verdict;
            }
        }
        return Verdict.PASS;
    }

    private Verdict blob(@org.jspecify.annotations.Nullable Value value, Limits limits) {
        return value != null && value.kind() == Json.Kind.STRING && value.bytes() > limits.blobBytesMax()
                ? deny(value.place(), value.bytes() + " bytes of file, and " + limits.blobBytesMax() + " are allowed")
                : Verdict.PASS;
    }

    private Verdict deny(String place, String seen) {
        return Verdict.deny(new Reason(id(), place, seen));
    }
}
