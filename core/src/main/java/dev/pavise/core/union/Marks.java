package dev.pavise.core.union;

import dev.pavise.core.guard.Asked;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What servers name by themselves (their requests, their progress tokens, their tasks), as a client of several has to
/// hear it so that no two are the same, and back. A server's label goes in front: `7` is `"files:7"`, the task `t1` is
/// `"files.t1"`.
public final class Marks {
    private static final String RELATED = "io.modelcontextprotocol/related-task";

    /// What a client brings back.
    ///
    /// @param label whose it is
    /// @param message as that server knows it
    public record Returned(String label, byte[] message) {}

    private Marks() {}

    /// A message that is no list and no introduction, on its way to the client.
    ///
    /// @param asked the method that it answers; empty where it answers none
    /// @param isModern then servers send no requests, and what they give up is the client's
    public static byte[] toClient(String label, Message message, String asked, boolean isModern) {
        var patch = new Patch(message.json());
        switch (message) {
            case Message.Request request -> {
                patch.put(id(request.json()), marked(label, request.id().json()));
                Value token = param(request, "_meta", "progressToken");
                if (token != null) patch.put(token, marked(label, Asked.tokenOf(token)));
                task(patch, label, param(request, "_meta", RELATED, "taskId"));
            }
            case Message.Notification notification -> {
                task(patch, label, param(notification, "taskId"));
                task(patch, label, param(notification, "_meta", RELATED, "taskId"));
                Value cancelled = Method.CANCELLED.is(notification.method()) && !isModern
                        ? param(notification, "requestId")
                        : null;
                if (cancelled != null) patch.put(cancelled, marked(label, Asked.tokenOf(cancelled)));
            }
            case Message.Result result -> {
                boolean isTask = asked.startsWith("tasks/")
                        || "task".equals(result.result().string("resultType"));
                if (isTask) task(patch, label, result.result().member("taskId"));
                task(patch, label, result.result().at("task", "taskId"));
                task(patch, label, result.result().at("_meta", RELATED, "taskId"));
            }
            case Message.Failure _ -> {}
        }
        return patch.bytes();
    }

    /// An answer, or a notification of progress, of a client's; empty where it is about nothing that was marked.
    public static Optional<Returned> returned(Message message, Catalog catalog) {
        Value marked = switch (message) {
            case Message.Result result -> id(result.json());
            case Message.Failure failure -> failure.json().root().member("id");
            case Message.Notification notification
            when Method.PROGRESS.is(notification.method()) -> param(notification, "progressToken");
            case Message.Request _, Message.Notification _ -> null;
        };
        if (marked == null || !marked.isString()) return Optional.empty();
        String text = marked.text();
        int colon = text.indexOf(':');
        if (colon <= 0 || !catalog.has(text.substring(0, colon)) || !isScalar(text.substring(colon + 1))) {
            return Optional.empty();
        }
        String label = text.substring(0, colon);
        var patch = new Patch(message.json()).put(marked, text.substring(colon + 1));
        if (message instanceof Message.Result result) {
            ownTask(patch, label, result.result().at("_meta", RELATED, "taskId"));
        }
        return Optional.of(new Returned(label, patch.bytes()));
    }

    /// The label in a task's name.
    static Optional<String> ofTask(String task) {
        int dot = task.indexOf('.');
        return dot <= 0 ? Optional.empty() : Optional.of(task.substring(0, dot));
    }

    /// A task's name at its server.
    static String task(String label, String marked) {
        return marked.substring(label.length() + 1);
    }

    static String marked(String label, Value task) {
        return Escapes.quote(label + "." + task.text());
    }

    private static void task(Patch patch, String label, @Nullable Value task) {
        if (task != null && task.isString()) patch.put(task, marked(label, task));
    }

    private static void ownTask(Patch patch, String label, @Nullable Value task) {
        if (task == null || !task.isString() || !task.text().startsWith(label + ".")) return;
        patch.put(task, Escapes.quote(task(label, task.text())));
    }

    private static String marked(String label, String json) {
        return Escapes.quote(label + ":" + json);
    }

    private static Value id(Json json) {
        Value id = json.root().member("id");
        if (id == null) throw new IllegalArgumentException("a message without an id");
        return id;
    }

    private static @Nullable Value param(Message.Asking asking, String... path) {
        Value params = asking.params();
        return params == null ? null : params.at(path);
    }

    /// Only one text or number can stand where an id does, whatever a client writes.
    private static boolean isScalar(String text) {
        if (!(Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json json)) return false;
        return switch (json.root().kind()) {
            case STRING, NUMBER -> true;
            case OBJECT, ARRAY, TRUE, FALSE, NULL -> false;
        };
    }
}
