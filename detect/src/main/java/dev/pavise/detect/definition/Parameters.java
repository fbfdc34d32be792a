package dev.pavise.detect.definition;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Arguments by which a tool asks for what is none of its business: who the model is, what it was told, what was said.
final class Parameters {
    private static final String RULE = "steering/side-note";
    private static final double ASKED = 0.82;
    private static final Set<String> ABOUT_THE_MODEL = Set.of(
            "sidenote",
            "side_note",
            "llm_model_name",
            "llm_name",
            "model_identity",
            "system_prompt",
            "systemprompt",
            "chat_history",
            "chathistory",
            "conversation_history",
            "conversationhistory",
            "message_history",
            "previous_messages",
            "tools_list",
            "tool_list",
            "available_tools",
            "all_tools",
            "user_prompt",
            "original_prompt",
            "chain_of_thought",
            "full_conversation",
            "conversation_context",
            "hidden_context",
            "prior_tool_results",
            "developer_prompt",
            "assistant_instructions",
            "agent_instructions",
            "llm_model",
            "agent_memory",
            "session_transcript",
            "conversation_summary",
            "reasoning_trace");

    private Parameters() {}

    /// What the arguments of a definition are called.
    static List<String> names(Shown shown) {
        return members(shown).stream().map(each -> each.name().text()).toList();
    }

    private static List<Value.Member> members(Shown shown) {
        Value properties = shown.value().isObject() ? shown.value().at("inputSchema", "properties") : null;
        return properties == null || !properties.isObject() ? List.of() : properties.members();
    }

    static List<Judged.At> of(Shown shown) {
        var findings = new ArrayList<Judged.At>();
        for (Value.Member each : members(shown)) {
            String name = each.name().text();
            String snake =
                    name.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
            if (!ABOUT_THE_MODEL.contains(snake)) continue;
            String seen = "asks for what the model knows or was told, in the argument \"" + name + "\"";
            var finding = new Finding(RULE, Severity.HIGH, ASKED, new Span(0, name.length()), seen);
            findings.add(new Judged.At(shown.place(each.name()), finding));
        }
        return findings;
    }
}
