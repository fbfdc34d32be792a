package dev.pavise.core.guard;

import dev.pavise.core.json.Canonical;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.seal.Binding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A value of a message that a client has sealed in its hands: states of requests, names of tasks, cursors.
///
/// @param path of members from the message's root
/// @param value as it stands in the message: one, or an array of such
/// @param isOnce whether it is good for one time only, and for a while only
public record Sealed(List<String> path, Value value, Binding binding, boolean isOnce) {
    private static final Set<Method> OF_TASKS = Set.of(Method.TASKS_GET, Method.TASKS_UPDATE, Method.TASKS_CANCEL);
    /// What tells a retry from the request that it repeats.
    private static final Set<String> OF_ROUNDS = Set.of("_meta", "requestState", "inputResponses");

    private static final String[] FILTER = {"params", "notifications", "taskIds"};

    /// How many one message names at once.
    public static final int VALUES_MAX = 1000;

    public Sealed {
        path = List.copyOf(path);
    }

    /// What a request brings back.
    public static List<Sealed> in(Message.Request request, String principal, String server) {
        var found = new ArrayList<Sealed>(1);
        Value params = request.params();
        if (params == null) return found;
        Optional<Method> method = Method.of(request.method());
        if (method.filter(OF_TASKS::contains).isPresent()) {
            add(found, params.member("taskId"), task(principal, server), false, "params", "taskId");
        }
        if (method.flatMap(each -> Definitions.listIn(each.wire())).isPresent()) {
            add(found, params.member("cursor"), cursor(request, principal, server), false, "params", "cursor");
        }
        if (method.filter(each -> each == Method.SUBSCRIPTIONS_LISTEN).isPresent()) {
            add(found, params.at("notifications", "taskIds"), task(principal, server), false, FILTER);
        }
        Value state = params.member("requestState");
        if (state != null) add(found, state, state(request, principal, server), true, "params", "requestState");
        return found;
    }

    /// What an answer to a request gives.
    public static List<Sealed> in(Message.Result answer, Message.Request request, String principal, String server) {
        var found = new ArrayList<Sealed>(1);
        Value result = answer.result();
        Optional<Method> method = Method.of(request.method());
        boolean isTask = "task".equals(result.string("resultType"))
                || method.filter(OF_TASKS::contains).isPresent();
        if (isTask) add(found, result.member("taskId"), task(principal, server), false, "result", "taskId");
        if (method.flatMap(each -> Definitions.listIn(each.wire())).isPresent()) {
            add(found, result.member("nextCursor"), cursor(request, principal, server), false, "result", "nextCursor");
        }
        Value state = result.member("requestState");
        if (state != null) add(found, state, state(request, principal, server), true, "result", "requestState");
        return found;
    }

    /// What a notification tells who subscribed: how a task stands, and which tasks it hears of (tasks extension).
    public static List<Sealed> in(Message.Notification notification, String principal, String server) {
        var found = new ArrayList<Sealed>(1);
        Value params = notification.params();
        if (params == null) return found;
        Binding task = task(principal, server);
        if (Method.TASK_NEWS.is(notification.method())) {
            add(found, params.member("taskId"), task, false, "params", "taskId");
        }
        if (Method.SUBSCRIPTIONS_ACKNOWLEDGED.is(notification.method())) {
            add(found, params.at("notifications", "taskIds"), task, false, FILTER);
        }
        return found;
    }

    /// Each by itself.
    public List<Value> values() {
        return value.isArray() ? value.elements() : List.of(value);
    }

    private static void add(
            List<Sealed> found,
            @org.jspecify.annotations.Nullable Value value,
            Binding binding,
            boolean once,
            String... path) {
        if (value != null) found.add(new Sealed(List.of(path), value, binding, once));
    }

    private static Binding task(String principal, String server) {
        return new Binding("task", principal, server, "", "");
    }

    private static Binding cursor(Message.Request request, String principal, String server) {
        return new Binding("cursor", principal, server, request.method(), "");
    }

    private static Binding state(Message.Request request, String principal, String server) {
        Value params = request.params();
        String same = params == null ? "" : Canonical.of(params, OF_ROUNDS);
        return new Binding("state", principal, server, request.method(), digest(same));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
