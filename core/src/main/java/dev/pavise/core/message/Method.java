package dev.pavise.core.message;

import static dev.pavise.core.message.Method.Sender.BOTH;
import static dev.pavise.core.message.Method.Sender.CLIENT;
import static dev.pavise.core.message.Method.Sender.SERVER;
import static dev.pavise.core.message.Revision.V2024_11_05;
import static dev.pavise.core.message.Revision.V2025_06_18;
import static dev.pavise.core.message.Revision.V2025_11_25;
import static dev.pavise.core.message.Revision.V2026_07_28;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The methods of MCP: who may send each, in which revisions, and which parameter says what it is about.
///
/// Source: the published schemas of the five revisions, and the tasks extension of the modern era.
public enum Method {
    INITIALIZE("initialize", CLIENT, V2024_11_05, V2025_11_25),
    PING("ping", BOTH, V2024_11_05, V2025_11_25),
    DISCOVER("server/discover", CLIENT, V2026_07_28, V2026_07_28),
    TOOLS_LIST("tools/list", CLIENT, V2024_11_05, V2026_07_28),
    TOOLS_CALL("tools/call", CLIENT, V2024_11_05, V2026_07_28, "name"),
    PROMPTS_LIST("prompts/list", CLIENT, V2024_11_05, V2026_07_28),
    PROMPTS_GET("prompts/get", CLIENT, V2024_11_05, V2026_07_28, "name"),
    RESOURCES_LIST("resources/list", CLIENT, V2024_11_05, V2026_07_28),
    TEMPLATES_LIST("resources/templates/list", CLIENT, V2024_11_05, V2026_07_28),
    RESOURCES_READ("resources/read", CLIENT, V2024_11_05, V2026_07_28, "uri"),
    RESOURCES_SUBSCRIBE("resources/subscribe", CLIENT, V2024_11_05, V2025_11_25, "uri"),
    RESOURCES_UNSUBSCRIBE("resources/unsubscribe", CLIENT, V2024_11_05, V2025_11_25, "uri"),
    SUBSCRIPTIONS_LISTEN("subscriptions/listen", CLIENT, V2026_07_28, V2026_07_28),
    COMPLETE("completion/complete", CLIENT, V2024_11_05, V2026_07_28),
    SET_LEVEL("logging/setLevel", CLIENT, V2024_11_05, V2025_11_25),
    TASKS_GET("tasks/get", BOTH, V2025_11_25, V2026_07_28, "taskId"),
    TASKS_RESULT("tasks/result", BOTH, V2025_11_25, V2025_11_25, "taskId"),
    TASKS_LIST("tasks/list", BOTH, V2025_11_25, V2025_11_25),
    TASKS_CANCEL("tasks/cancel", BOTH, V2025_11_25, V2026_07_28, "taskId"),
    TASKS_UPDATE("tasks/update", CLIENT, V2026_07_28, V2026_07_28, "taskId"),
    SAMPLING("sampling/createMessage", SERVER, V2024_11_05, V2025_11_25),
    ELICITATION("elicitation/create", SERVER, V2025_06_18, V2025_11_25),
    ROOTS_LIST("roots/list", SERVER, V2024_11_05, V2025_11_25),

    INITIALIZED("notifications/initialized", CLIENT, V2024_11_05, V2025_11_25),
    CANCELLED("notifications/cancelled", BOTH, V2024_11_05, V2026_07_28),
    PROGRESS("notifications/progress", BOTH, V2024_11_05, V2026_07_28),
    ROOTS_CHANGED("notifications/roots/list_changed", CLIENT, V2024_11_05, V2025_11_25),
    LOG("notifications/message", SERVER, V2024_11_05, V2026_07_28),
    TOOLS_CHANGED("notifications/tools/list_changed", SERVER, V2024_11_05, V2026_07_28),
    PROMPTS_CHANGED("notifications/prompts/list_changed", SERVER, V2024_11_05, V2026_07_28),
    RESOURCES_CHANGED("notifications/resources/list_changed", SERVER, V2024_11_05, V2026_07_28),
    RESOURCE_UPDATED("notifications/resources/updated", SERVER, V2024_11_05, V2026_07_28, "uri"),
    ELICITATION_COMPLETE("notifications/elicitation/complete", SERVER, V2025_11_25, V2025_11_25),
    TASK_STATUS("notifications/tasks/status", BOTH, V2025_11_25, V2025_11_25, "taskId"),
    TASK_NEWS("notifications/tasks", SERVER, V2026_07_28, V2026_07_28, "taskId"),
    SUBSCRIPTIONS_ACKNOWLEDGED("notifications/subscriptions/acknowledged", SERVER, V2026_07_28, V2026_07_28);

    /// Who may send a method.
    public enum Sender {
        CLIENT,
        SERVER,
        BOTH
    }

    private static final Map<String, Method> BY_NAME = new HashMap<>();

    static {
        for (Method each : values()) BY_NAME.put(each.wire, each);
    }

    private final String wire;
    private final Sender sender;
    private final Revision since;
    private final Revision until;
    private final String subject;

    Method(String wire, Sender sender, Revision since, Revision until) {
        this(wire, sender, since, until, "");
    }

    Method(String wire, Sender sender, Revision since, Revision until, String subject) {
        this.wire = wire;
        this.sender = sender;
        this.since = since;
        this.until = until;
        this.subject = subject;
    }

    public static Optional<Method> of(String wire) {
        return Optional.ofNullable(BY_NAME.get(wire));
    }

    /// As it is written on the wire.
    public String wire() {
        return wire;
    }

    /// The parameter that names the tool, prompt, URI or task it is about; empty where there is none.
    public String subject() {
        return subject;
    }

    public boolean isNotification() {
        return wire.startsWith("notifications/");
    }

    /// Whether it says that a list is another than it was.
    public boolean isListChanged() {
        return this == TOOLS_CHANGED || this == PROMPTS_CHANGED || this == RESOURCES_CHANGED;
    }

    public boolean is(String method) {
        return wire.equals(method);
    }

    /// Whether it says that something is another than it was, and nothing else: of several such the last one will do.
    public boolean isChange() {
        return isListChanged() || this == RESOURCE_UPDATED;
    }

    public boolean mayGo(Direction direction) {
        return switch (sender) {
            case CLIENT -> direction == Direction.TO_SERVER;
            case SERVER -> direction == Direction.TO_CLIENT;
            case BOTH -> true;
        };
    }

    public boolean isIn(Revision revision) {
        return since.compareTo(revision) <= 0 && revision.compareTo(until) <= 0;
    }
}
