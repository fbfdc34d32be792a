package dev.pavise.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.core.pin.Others;
import dev.pavise.core.pin.Pin;
import dev.pavise.core.pin.Pins;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which guard stops what in which method: found by hostile messages of every method, printed as a table, and held
/// against the table that was agreed on. A new method has no row there, and a guard that lets go of one loses a mark.
class MethodsByGuardsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{},\"progressToken\":1,"
            + "\"io.modelcontextprotocol/subscriptionId\":99}";
    private static final String TOOL = "{\"name\":\"x\",\"inputSchema\":{\"type\":\"object\",\"required\":[\"n\"],"
            + "\"properties\":{\"n\":{\"type\":\"integer\",\"x-mcp-header\":\"N\"}}},"
            + "\"outputSchema\":{\"type\":\"object\",\"required\":[\"n\"]}}";
    private static final String HIDDEN = "\u001b[8mhidden\u001b[0m<!-- x -->";

    private final Judge judge = new Judge(Guards.ALL);

    @Test
    void every_method_is_guarded_as_agreed() throws IOException {
        var lines = new ArrayList<String>();
        for (Method method : Method.values()) lines.add(row(method));
        lines.add("(unknown) " + String.join(" ", stops("vendor/thing", "", Method.PING, false)));
        String table = String.join("\n", lines) + "\n";
        System.out.println(table);
        try (var agreed = MethodsByGuardsTest.class.getResourceAsStream("methods-by-guards.txt")) {
            assertThat(table)
                    .as("where this is meant, write it to methods-by-guards.txt")
                    .isEqualTo(new String(agreed.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String row(Method method) {
        return method.wire() + " "
                + String.join(" ", stops(method.wire(), method.subject(), method, method.isNotification()));
    }

    private Set<String> stops(String wire, String subject, Method known, boolean notifies) {
        var stopped = new TreeSet<String>();
        String named = (subject.isEmpty() ? "" : "\"" + subject + "\":\"x\",") + META;
        String plain = "{" + named + "}";
        for (Direction way : Direction.values()) {
            for (Revision revision : Revision.values()) {
                if (!known.isIn(revision)) continue;
                for (boolean fresh : new boolean[] {true, false}) {
                    collect(stopped, ask(wire, plain, notifies), context(way, revision, fresh));
                    collect(stopped, ask(wire, "{}", notifies), context(way, revision, fresh));
                    collect(stopped, ask(wire, deep(named), notifies), context(way, revision, fresh));
                    collect(stopped, ask(wire, plain, !notifies), context(way, revision, fresh));
                }
                if (!notifies && way == Direction.TO_SERVER) answers(stopped, wire, subject, revision);
            }
        }
        return stopped;
    }

    private void answers(Set<String> stopped, String wire, String subject, Revision revision) {
        String params = "{" + (subject.isEmpty() ? "" : "\"" + subject + "\":\"x\",") + META + "}";
        var request = (Message.Request) ask(wire, params, false);
        Asked asked = Asked.unchanged(request, Asker.ONLY, NOW, NOW.plusSeconds(60));
        String block = "{\"type\":\"text\",\"text\":\"" + HIDDEN.replace("\u001b", "\\u001b") + "\"}";
        String definition =
                "{\"name\":\"y\",\"uri\":\"y:y\",\"uriTemplate\":\"y:{y}\",\"description\":\"\u200b\u200b\u200b<!-- x -->\","
                        + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(a+)+$\"}}}}";
        String list = "[" + definition + "," + definition + "]";
        for (String result : List.of(
                "{\"content\":[" + block + "],\"structuredContent\":{},\"messages\":[{\"role\":\"user\",\"content\":"
                        + block
                        + "}],\"contents\":[{\"uri\":\"x\",\"text\":\"<!-- x -->\"}],\"protocolVersion\":\"1\","
                        + "\"instructions\":\"<!-- x -->\",\"completion\":{\"values\":[\"\\u001b[8mx\"]}}",
                "{\"tools\":" + list + ",\"prompts\":" + list + ",\"resources\":" + list + ",\"resourceTemplates\":"
                        + list + "}",
                "{\"inputRequests\":{\"a\":{\"method\":\"roots/list\"}},\"resultType\":\"input_required\"}",
                deep("\"a\":1"))) {
            Message message = read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}");
            collect(stopped, message, answered(revision, Optional.of(asked)));
            collect(stopped, message, answered(revision, Optional.empty()));
        }
    }

    private void collect(Set<String> stopped, Message message, Context context) {
        Judge.Judgement judgement = judge.judge(message, context);
        if (judgement.verdict().isClean()) return;
        for (Reason reason : judgement.verdict().reasons()) stopped.add(reason.rule());
        judgement.definitions().forEach(shown -> shown.against().forEach(reason -> stopped.add(reason.rule())));
        judgement.verdict().edits().all().forEach(edit -> stopped.add("hidden-text"));
    }

    private static Message ask(String method, String params, boolean notifies) {
        return read("{\"jsonrpc\":\"2.0\"," + (notifies ? "" : "\"id\":1,") + "\"method\":\"" + method
                + "\",\"params\":" + params + "}");
    }

    private static String deep(String members) {
        return "{" + members + ",\"deep\":" + "[".repeat(200) + "]".repeat(200) + "}";
    }

    private static Message read(String json) {
        return ((Reading.Read) Reading.of(json.getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT)).message();
    }

    /// @param fresh whether nothing is in flight, nothing was spent and nothing agreed
    private static Context context(Direction way, Revision revision, boolean fresh) {
        Message.Request open = (Message.Request) ask("tools/list", "{" + META + "}", false);
        Asked other = Asked.unchanged(open, Asker.ONLY, NOW, NOW.plusSeconds(60));
        Flight busy = Flight.NONE.with(Direction.TO_SERVER, other).with(Direction.TO_CLIENT, other);
        var spent = new HashMap<String, Budgets.Bucket>();
        for (String each : List.of("requests", "server requests", "tool x", "notifications", "client notifications")) {
            spent.put(each, new Budgets.Bucket(0, NOW, NOW.plusSeconds(60)));
        }
        var tool = Definition.of(
                Pin.Kind.TOOL,
                "x",
                read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + TOOL + "}")
                        .json()
                        .root()
                        .member("result"));
        return new Context(
                way,
                revision,
                !fresh,
                Policy.BALANCED.with(Fence.OPEN),
                "ada",
                "s",
                Pins.NONE,
                fresh ? Map.of() : Map.of(tool.item(), tool),
                Asker.ONLY,
                fresh ? Optional.empty() : Optional.of(new TreeMap<>(Map.of("mcp-method", "other"))),
                Optional.empty(),
                fresh ? Flight.NONE : busy,
                fresh ? Budgets.FULL : new Budgets(spent),
                Set.of(),
                Set.of(),
                Others.NONE,
                Siblings.NONE,
                NOW);
    }

    private static Context answered(Revision revision, Optional<Asked> asked) {
        Context base = context(Direction.TO_CLIENT, revision, false);
        return new Context(
                base.direction(),
                revision,
                true,
                base.policy(),
                base.principal(),
                base.server(),
                base.pins(),
                base.listed(),
                base.asker(),
                Optional.empty(),
                asked,
                asked.map(each -> Flight.NONE.with(Direction.TO_SERVER, each)).orElse(Flight.NONE),
                Budgets.FULL,
                Set.of(),
                Set.of(),
                Others.NONE,
                Siblings.NONE,
                NOW);
    }

    @Test
    void an_id_of_the_table_s_is_one_of_the_guards() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Guard guard : Guards.ALL) ids.add(guard.id());
        try (var agreed = MethodsByGuardsTest.class.getResourceAsStream("methods-by-guards.txt")) {
            String table = new String(agreed.readAllBytes(), StandardCharsets.UTF_8);
            var named = new TreeSet<String>();
            for (String line : table.split("\n"))
                named.addAll(List.of(line.split(" ")).subList(1, line.split(" ").length));
            assertThat(ids).containsAll(named);
            assertThat(named).as("each guard stops something somewhere").containsAll(ids);
        }
    }
}
