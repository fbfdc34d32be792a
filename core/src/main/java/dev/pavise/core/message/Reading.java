package dev.pavise.core.message;

import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Parsed;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What some bytes are as a message: one, a batch of them, or unreadable.
public sealed interface Reading {
    /// Each message of a batch costs some hundred bytes beside its own.
    int BATCH_MAX = 1000;

    record Read(Message message) implements Reading {}

    /// A JSON array of messages, as revision 2025-03-26 has it. Each has bytes of its own.
    record Batch(Json json, List<Reading> each) implements Reading {
        public Batch {
            each = List.copyOf(each);
        }
    }

    /// Bytes that are no message.
    ///
    /// @param why the fault, in words
    /// @param at the byte at which it was found, from 0
    /// @param id the id, if exactly one valid one stood at the top level
    record Unreadable(byte[] raw, String why, int at, Optional<Id> id) implements Reading {
        /// The same where it is not certain which id is meant.
        Unreadable withoutId() {
            return new Unreadable(raw, why, at, Optional.empty());
        }
    }

    static Reading of(byte[] bytes, Bounds bounds) {
        return switch (Json.read(bytes, bounds)) {
            case Parsed.Fault fault -> unreadable(bytes, fault);
            case Json json when json.root().isArray() -> batch(json, bounds);
            case Json json -> of(json);
        };
    }

    private static Reading alone(byte[] bytes, Bounds bounds) {
        return switch (Json.read(bytes, bounds)) {
            case Parsed.Fault fault -> unreadable(bytes, fault);
            case Json json -> of(json);
        };
    }

    private static Unreadable unreadable(byte[] bytes, Parsed.Fault fault) {
        List<Value> ids = fault.members("id");
        Optional<Id> only = ids.size() == 1 ? Id.of(ids.getFirst()) : Optional.empty();
        return new Unreadable(bytes, fault.why(), fault.at(), only);
    }

    private static Reading batch(Json json, Bounds bounds) {
        List<Value> elements = json.root().elements();
        if (elements.isEmpty()) return refuse(json, "a batch is empty", json.root());
        if (elements.size() > BATCH_MAX) {
            return refuse(json, "a batch has more than " + BATCH_MAX + " messages", elements.get(BATCH_MAX));
        }
        var each = new ArrayList<Reading>();
        for (Value element : elements) each.add(alone(json.slice(element.span()), bounds));
        return new Batch(json, each);
    }

    private static Reading of(Json json) {
        Value root = json.root();
        if (!root.isObject()) return refuse(json, "a message is an object", root);
        Value ambiguous = Shapes.ENVELOPE.ambiguousName(root);
        if (ambiguous != null) {
            String why = "the name " + ambiguous.raw() + " differs from a reserved one by case alone";
            Unreadable refused = refuse(json, why, ambiguous);
            return Shape.isLike(ambiguous, "id") ? refused.withoutId() : refused;
        }
        Value version = root.member("jsonrpc");
        if (version == null || !version.is("2.0")) return refuse(json, "jsonrpc is not \"2.0\"", root);
        Value method = root.member("method");
        return method == null ? answer(json, root) : asking(json, root, method);
    }

    private static Reading asking(Json json, Value root, Value method) {
        if (!method.isString()) return refuse(json, "method is no string", method);
        if (root.member("result") != null || root.member("error") != null) {
            return refuse(json, "a message is a request and a response at once", method);
        }
        Value params = root.member("params");
        if (params != null && params.kind() == Json.Kind.NULL) params = null;
        if (params != null && !params.isObject()) return refuse(json, "params is no object", params);
        Value id = root.member("id");
        if (id == null) return new Read(new Message.Notification(json, method.text(), params));
        Optional<Id> read = Id.of(id);
        if (read.isEmpty()) return refuse(json, wantedId(), id);
        return new Read(new Message.Request(json, read.get(), method.text(), params));
    }

    private static Reading answer(Json json, Value root) {
        Value result = root.member("result");
        Value error = root.member("error");
        if (result != null && error != null) return refuse(json, "result stands beside error", error);
        Value id = root.member("id");
        Optional<Id> read = id == null ? Optional.empty() : Id.of(id);
        if (error != null) {
            boolean none = id == null || id.kind() == Json.Kind.NULL;
            if (!none && read.isEmpty()) return refuse(json, wantedId(), id);
            if (!error.isObject()) return refuse(json, "error is no object", error);
            return new Read(new Message.Failure(json, read, error));
        }
        if (result == null) return refuse(json, "neither method nor result nor error", root);
        if (read.isEmpty()) return refuse(json, wantedId(), id == null ? root : id);
        return new Read(new Message.Result(json, read.get(), result));
    }

    private static String wantedId() {
        return "id is neither a text of at most 512 bytes nor an integer of 64 bits";
    }

    private static Unreadable refuse(Json json, String why, @Nullable Value where) {
        Value id = json.root().member("id");
        Optional<Id> only = id == null ? Optional.empty() : Id.of(id);
        return new Unreadable(
                json.bytes(), why, where == null ? 0 : where.span().from(), only);
    }
}
