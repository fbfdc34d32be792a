package dev.pavise.core.union;

import dev.pavise.core.message.Method;
import java.util.Optional;

/// The lists that servers answer with: what asks for each, declares it, holds its items and names each of them.
enum Listed {
    TOOLS(Method.TOOLS_LIST, "tools", "tools", "name"),
    PROMPTS(Method.PROMPTS_LIST, "prompts", "prompts", "name"),
    RESOURCES(Method.RESOURCES_LIST, "resources", "resources", "uri"),
    TEMPLATES(Method.TEMPLATES_LIST, "resources", "resourceTemplates", "uriTemplate"),
    TASKS(Method.TASKS_LIST, "tasks", "tasks", "taskId");

    private final Method method;
    private final String capability;
    private final String member;
    private final String name;

    Listed(Method method, String capability, String member, String name) {
        this.method = method;
        this.capability = capability;
        this.member = member;
        this.name = name;
    }

    static Optional<Listed> by(String method) {
        for (Listed each : values()) if (each.method.is(method)) return Optional.of(each);
        return Optional.empty();
    }

    Method method() {
        return method;
    }

    String capability() {
        return capability;
    }

    String member() {
        return member;
    }

    String named() {
        return name;
    }
}
