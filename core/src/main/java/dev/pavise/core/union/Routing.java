package dev.pavise.core.union;

import dev.pavise.core.json.Edits;
import dev.pavise.core.json.Escapes;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Mirrored;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells where a request goes: a tool or a prompt by its name, a resource by its address, a task by its mark; what
/// concerns all, to all.
public final class Routing {
    private static final byte[] NOTHING = new byte[0];
    private static final String NAME_HEADER = "mcp-name";

    private final Message.Request request;
    private final Optional<Map<String, String>> headers;
    private final Catalog catalog;
    private final boolean isRead;

    private Routing(Message.Request request, Optional<Map<String, String>> headers, Catalog catalog, boolean isRead) {
        this.request = request;
        this.headers = headers;
        this.catalog = catalog;
        this.isRead = isRead;
    }

    /// @param headers what HTTP says of it, by names in lower case; empty where it came another way
    /// @param isRead whether the lists that may tell have just been read
    public static Route of(
            Message.Request request, Optional<Map<String, String>> headers, Catalog catalog, boolean isRead) {
        Route route = new Routing(request, headers, catalog, isRead).route();
        return isRead && route instanceof Route.Unlisted ? new Route.Nowhere() : route;
    }

    private Route route() {
        return switch (Method.of(request.method()).orElse(null)) {
            case INITIALIZE, DISCOVER, SET_LEVEL -> toAll();
            case TOOLS_LIST, PROMPTS_LIST, RESOURCES_LIST, TEMPLATES_LIST, TASKS_LIST -> list();
            case TOOLS_CALL ->
                named(
                        Listed.TOOLS,
                        request.params() == null ? null : request.params().member("name"));
            case PROMPTS_GET ->
                named(
                        Listed.PROMPTS,
                        request.params() == null ? null : request.params().member("name"));
            case RESOURCES_READ, RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE -> addressed(request.subject());
            case COMPLETE -> completed();
            case TASKS_GET, TASKS_RESULT, TASKS_CANCEL, TASKS_UPDATE -> task();
            case SUBSCRIPTIONS_LISTEN -> listen();
            case null, default -> new Route.Nowhere();
        };
    }

    private Route toAll() {
        var messages = new LinkedHashMap<String, byte[]>();
        for (String label : catalog.labels()) messages.put(label, request.bytes());
        return new Route.Several(request.bytes(), messages);
    }

    /// From its beginning at all servers, or on from where each list is.
    private Route list() {
        Value cursor = request.params() == null ? null : request.params().member("cursor");
        if (cursor == null) return toAll();
        Optional<Map<String, String>> each = cursor.isString() ? Cursors.in(cursor.text()) : Optional.empty();
        var messages = new LinkedHashMap<String, byte[]>();
        for (var own : each.orElse(Map.of()).entrySet()) {
            if (!catalog.has(own.getKey())) continue;
            messages.put(
                    own.getKey(),
                    patch().put(cursor, Escapes.quote(own.getValue())).bytes());
        }
        return messages.isEmpty() ? new Route.Nowhere() : new Route.Several(withoutCursor(), messages);
    }

    private byte[] withoutCursor() {
        Value params = request.params();
        if (params == null) return request.bytes();
        for (Value.Member each : params.members()) {
            if (!each.name().is("cursor")) continue;
            var member = new Span(each.name().span().from(), each.value().span().to());
            return Edits.element(member, "cursor").applyTo(request.bytes(), _ -> NOTHING);
        }
        return request.bytes();
    }

    private Route named(Listed list, @Nullable Value name) {
        if (name == null || !name.isString()) return new Route.Nowhere();
        Optional<String> label = Names.labelIn(name.text()).filter(catalog::has);
        if (label.isEmpty()) return new Route.Nowhere();
        Optional<String> item = catalog.item(list, label.get(), name.text());
        if (item.isPresent()) return renamed(label.get(), name, item.get());
        return Names.isCut(name.text())
                ? new Route.Unlisted(List.of(label.get()), List.of(list.method()))
                : new Route.Nowhere();
    }

    /// To the server under its own name. Where HTTP says another name than the body, they are not made the same.
    private Route renamed(String label, Value named, String own) {
        byte[] message = patch().put(named, Escapes.quote(own)).bytes();
        String header = headers.map(each -> each.get(NAME_HEADER)).orElse(null);
        if (headers.isEmpty() || header == null || !isMirrored()) return new Route.One(label, message, headers);
        if (!Mirrored.decode(header).filter(named.text()::equals).isPresent()) return new Route.Nowhere();
        var renamed = new HashMap<>(headers.get());
        renamed.put(NAME_HEADER, Mirrored.encode(own));
        return new Route.One(label, message, Optional.of(renamed));
    }

    /// Whether a header repeats what the request names.
    private boolean isMirrored() {
        return !Method.COMPLETE.is(request.method());
    }

    private Route addressed(String uri) {
        Optional<String> owner = catalog.owner(uri);
        if (owner.isPresent()) return new Route.One(owner.get(), request.bytes(), headers);
        return uri.isEmpty() ? new Route.Nowhere() : unlistedAddress();
    }

    private Route unlistedAddress() {
        return new Route.Unlisted(catalog.labels(), List.of(Method.RESOURCES_LIST, Method.TEMPLATES_LIST));
    }

    private Route completed() {
        Value ref = request.params() == null ? null : request.params().member("ref");
        if (ref == null) return new Route.Nowhere();
        Value name = ref.member("name");
        if ("ref/prompt".equals(ref.string("type"))) return named(Listed.PROMPTS, name);
        String uri = ref.string("uri");
        if (uri == null) return new Route.Nowhere();
        Optional<String> lister = catalog.lister(Listed.TEMPLATES, uri);
        return lister.isPresent() ? new Route.One(lister.get(), request.bytes(), headers) : addressed(uri);
    }

    private Route task() {
        Value task = request.params() == null ? null : request.params().member("taskId");
        if (task == null || !task.isString()) return new Route.Nowhere();
        Optional<String> label = Marks.ofTask(task.text()).filter(catalog::has);
        return label.isEmpty() ? new Route.Nowhere() : renamed(label.get(), task, Marks.task(label.get(), task.text()));
    }

    /// To all, each with its own addresses and tasks.
    private Route listen() {
        Value wanted = request.params() == null ? null : request.params().member("notifications");
        Value uris = wanted == null ? null : wanted.member("resourceSubscriptions");
        Value tasks = wanted == null ? null : wanted.member("taskIds");
        var owners = new LinkedHashMap<Value, String>();
        if (uris != null) {
            for (Value uri : uris.elements()) {
                if (!uri.isString()) return new Route.Nowhere();
                Optional<String> owner = catalog.owner(uri.text());
                if (owner.isEmpty() && !isRead) return unlistedAddress();
                owner.ifPresent(label -> owners.put(uri, label));
            }
        }
        var messages = new LinkedHashMap<String, byte[]>();
        for (String label : catalog.labels()) {
            Patch patch = patch();
            if (uris != null) patch.put(uris, of(owners, label));
            if (tasks != null) patch.put(tasks, own(tasks, label));
            messages.put(label, patch.bytes());
        }
        return new Route.Several(request.bytes(), messages);
    }

    private static String of(Map<Value, String> owners, String label) {
        return owners.entrySet().stream()
                .filter(each -> each.getValue().equals(label))
                .map(each -> each.getKey().raw())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String own(Value tasks, String label) {
        var found = new LinkedHashSet<String>();
        for (Value task : tasks.elements()) {
            boolean isOwn = task.isString()
                    && Marks.ofTask(task.text()).filter(label::equals).isPresent();
            if (isOwn) found.add(Escapes.quote(Marks.task(label, task.text())));
        }
        return "[" + String.join(",", found) + "]";
    }

    private Patch patch() {
        return new Patch(request.json());
    }
}
