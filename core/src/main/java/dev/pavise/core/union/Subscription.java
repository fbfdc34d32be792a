package dev.pavise.core.union;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What several servers grant to one subscription (2026-07-28, `notifications/subscriptions/acknowledged`): all that
/// any of them grants.
public final class Subscription {
    /// One server's word.
    public record Part(String label, Message.Notification granted) {}

    private Subscription() {}

    /// @param parts at least one
    public static byte[] granted(List<Part> parts) {
        var flags = new LinkedHashMap<String, String>();
        var lists = new LinkedHashMap<String, List<String>>();
        for (Part part : parts) {
            Value params = part.granted().params();
            Value granted = params == null ? null : params.member("notifications");
            if (granted == null) continue;
            for (Value.Member each : granted.members()) {
                String name = each.name().raw();
                if (each.value().isArray()) {
                    boolean isTasks = each.name().is("taskIds");
                    for (Value item : each.value().elements())
                        lists.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(isTasks && item.isString() ? Marks.marked(part.label(), item) : item.raw());
                } else if (!flags.containsKey(name) || each.value().kind() == Json.Kind.TRUE) {
                    flags.put(name, each.value().raw());
                }
            }
        }
        lists.forEach((name, items) -> flags.put(name, "[" + String.join(",", items) + "]"));
        return written(parts.getFirst().granted(), flags);
    }

    private static byte[] written(Message.Notification first, Map<String, String> granted) {
        Value params = first.params();
        Value place = params == null ? null : params.member("notifications");
        if (place == null) return first.bytes();
        String json = granted.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return new Patch(first.json()).put(place, json).bytes();
    }
}
