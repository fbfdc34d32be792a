package dev.pavise.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Verdict.Decision;
import dev.pavise.core.json.Json;
import dev.pavise.core.message.Direction;
import dev.pavise.core.pin.Pin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionSchemaTest {
    record Line(boolean good, String why, String schema) {}

    static List<Line> lines() throws IOException {
        try (InputStream in = DefinitionSchemaTest.class.getResourceAsStream("/schema/schemas.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.startsWith("#"))
                    .map(DefinitionSchemaTest::line)
                    .toList();
        }
    }

    private static Line line(String text) {
        if (text.startsWith("good ")) return new Line(true, "", text.substring(5));
        String[] parts = text.substring(4).split(" @@ ", 2);
        return new Line(false, parts[0], parts[1]);
    }

    @Test
    void the_table_has_what_it_should() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(130);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_schema_is_served_or_kept_back_with_a_reason(Line line) {
        Verdict verdict = SchemaScene.input(line.schema).defined();
        if (line.good) {
            assertThat(verdict).isEqualTo(Verdict.PASS);
        } else {
            assertThat(verdict.decision()).isEqualTo(Decision.DENY);
            assertThat(verdict.reasons().toString()).contains(line.why);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void an_output_schema_is_read_the_same_way_but_for_headers(Line line) {
        boolean aboutHeaders = line.schema.contains("x-mcp-header");
        boolean absent = line.schema.equals("null");
        Verdict verdict = SchemaScene.output(line.schema).defined();
        assertThat(verdict.decision() == Decision.PASS).isEqualTo(line.good || aboutHeaders || absent);
    }

    @Test
    void a_tool_without_input_schema_is_kept_back() {
        assertThat(SchemaScene.tool("\"description\":\"x\"").defined().reasons().toString())
                .contains("has no inputSchema");
    }

    @Test
    void in_the_modern_era_results_may_be_of_any_type() {
        var scene = SchemaScene.output("{\"type\":\"array\"}");
        assertThat(scene.defined().decision()).isEqualTo(Decision.DENY);
        assertThat(scene.modern().defined()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_is_no_tool_has_no_schema() {
        Json json = SchemaScene.json("{\"name\":\"p\"}");
        var prompt = Definition.of(Pin.Kind.PROMPT, "p", json.root());
        var context = SchemaScene.input("{}")
                .context(dev.pavise.core.message.Direction.TO_CLIENT, java.util.Optional.empty());
        assertThat(new DefinitionSchema().judge(prompt, context)).isEqualTo(Verdict.PASS);
    }

    @Test
    void the_reason_names_the_place_in_the_list() {
        Json list = SchemaScene.json("""
                {"result":{"tools":[{"name":"a"},{"name":"t","inputSchema":{"type":"object","properties":
                {"x":{"$ref":"http://127.0.0.1:9/"}}}}]}}""");
        var tool = list.root().at("result", "tools").elements().get(1);
        var definition = Definition.of(Pin.Kind.TOOL, "t", tool);
        var context = SchemaScene.input("{}")
                .context(dev.pavise.core.message.Direction.TO_CLIENT, java.util.Optional.empty());
        assertThat(new DefinitionSchema().judge(definition, context).reasons())
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.place()).isEqualTo("/result/tools/1/inputSchema/properties/x/$ref"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deep",
                "deep arrays",
                "doubling",
                "doubling by properties",
                "doubling in a circle",
                "huge enum",
                "huge enum that fits",
                "many properties",
                "many subschemas",
                "many references",
                "many required",
                "many patterns",
                "heavy patterns",
                "wide classes",
                "long chain",
                "nested alternatives",
                "deep unknown",
                "many unknown references"
            })
    void what_is_too_much_is_refused_soon(String which) {
        Verdict verdict = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> SchemaScene.input(hostile(which)).defined());
        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
    }

    private static String hostile(String which) {
        return switch (which) {
            case "deep" -> "{\"type\":\"object\",\"properties\":{\"a\":".repeat(400) + "{}" + "}}".repeat(400);
            case "deep arrays" -> "{\"type\":\"object\",\"default\":" + "[".repeat(400) + "]".repeat(400) + "}";
            case "doubling" -> defs(40, i -> "{\"allOf\":[" + ref(i + 1) + "," + ref(i + 1) + "]}");
            case "doubling by properties" ->
                defs(40, i -> "{\"properties\":{\"a\":" + ref(i + 1) + ",\"b\":" + ref(i + 1) + "}}");
            case "doubling in a circle" ->
                defs(
                        40,
                        i -> "{\"properties\":{\"a\":" + ref(i + 1) + ",\"b\":" + ref(i + 1) + ",\"c\":" + ref(0)
                                + "}}");
            case "huge enum" -> "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[" + numbers(200_000) + "]}}}";
            case "huge enum that fits" ->
                "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[" + numbers(20_000) + "]}}}";
            case "many properties" -> object("properties", 20_000, i -> "{}");
            case "many subschemas" -> object("properties", 1000, i -> "{\"anyOf\":[" + "{},".repeat(19) + "{}]}");
            case "many references" -> object("$defs", 1500, i -> "{\"anyOf\":[" + ref(i + 1) + "," + ref(i + 1) + "]}");
            case "many required" ->
                "{\"type\":\"object\",\"required\":["
                        + IntStream.range(0, 5000)
                                .mapToObj(i -> "\"p" + i + "\"")
                                .collect(Collectors.joining(","))
                        + "]}";
            case "many patterns" ->
                object("properties", 1900, i -> "{\"pattern\":\"^(?:a?b?c?d?e?f?g?h?){8}[" + i + "]$\"}");
            case "heavy patterns" ->
                object(
                        "properties",
                        50,
                        i -> "{\"pattern\":\"" + "(?:a|b|c|d|e|f|" + i + ")?".repeat(1) + "(?:[a-z]{0,16}x?){16}\"}");
            case "wide classes" ->
                object("properties", 100, i -> "{\"pattern\":\"^[" + "\\\\p{L}\\\\P{Lu}".repeat(200) + i + "\"}");
            case "long chain" -> defs(3000, i -> ref(i + 1));
            case "nested alternatives" -> {
                String inner = "{\"type\":\"string\"}";
                for (int i = 0; i < 13; i++) inner = "{\"anyOf\":[" + inner + "," + inner + "]}";
                yield "{\"type\":\"object\",\"properties\":{\"a\":" + inner + "}}";
            }
            case "deep unknown" -> "{\"type\":\"object\",\"x\":" + "{\"x\":".repeat(400) + "1" + "}".repeat(400) + "}";
            case "many unknown references" ->
                "{\"type\":\"object\",\"x\":["
                        + IntStream.range(0, 5000)
                                .mapToObj(i -> "{\"$ref\":\"x" + i + "\"}")
                                .collect(Collectors.joining(","))
                        + "]}";
            default -> throw new AssertionError(which);
        };
    }

    private interface Each {
        String at(int index);
    }

    private static String ref(int to) {
        return "{\"$ref\":\"#/$defs/n" + to + "\"}";
    }

    private static String defs(int count, Each each) {
        String defs = IntStream.range(0, count)
                .mapToObj(i -> "\"n" + i + "\":" + each.at(i))
                .collect(Collectors.joining(","));
        return "{\"type\":\"object\",\"properties\":{\"a\":" + ref(0) + "},\"$defs\":{" + defs + ",\"n" + count
                + "\":{\"type\":\"string\"}}}";
    }

    private static String object(String keyword, int count, Each each) {
        String all = IntStream.range(0, count)
                .mapToObj(i -> "\"n" + i + "\":" + each.at(i))
                .collect(Collectors.joining(","));
        return "{\"type\":\"object\",\"" + keyword + "\":{" + all + "}}";
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void large_honest_schemas_pass() {
        String types = IntStream.range(0, 40)
                .mapToObj(i -> "\"t" + i + "\":{\"type\":\"object\",\"properties\":{"
                        + IntStream.range(0, 8)
                                .mapToObj(j -> "\"p" + j + "\":{\"type\":\"string\",\"description\":\""
                                        + "d".repeat(200) + "\"}")
                                .collect(Collectors.joining(","))
                        + (i > 30 ? "" : ",\"next\":{\"$ref\":\"#/$defs/t" + (i + 1) + "\"}") + "}}")
                .collect(Collectors.joining(","));
        String uses = IntStream.range(0, 150)
                .mapToObj(i -> "\"u" + i + "\":{\"$ref\":\"#/$defs/t" + i % 40 + "\"}")
                .collect(Collectors.joining(","));
        String schema = "{\"type\":\"object\",\"properties\":{" + uses + "},\"$defs\":{" + types + "}}";
        assertThat(schema.length()).isGreaterThan(80_000);
        assertThat(SchemaScene.input(schema).defined()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_a_list_may_cost_does_not_depend_on_what_was_seen_before() {
        var heavy = IntStream.range(0, 60).mapToObj(DefinitionSchemaTest::heavy).toList();
        var context = SchemaScene.input("{}").context(Direction.TO_CLIENT, Optional.empty());
        var fresh = new DefinitionSchema();
        List<Verdict> first = fresh.judge(heavy, context);
        assertThat(first.getFirst()).isEqualTo(Verdict.PASS);
        assertThat(first.getLast().reasons().toString()).contains("too large to judge: the schemas of this list");
        assertThat(fresh.judge(heavy, context)).isEqualTo(first);
        var knowing = new DefinitionSchema();
        for (Definition each : heavy) assertThat(knowing.judge(each, context)).isEqualTo(Verdict.PASS);
        assertThat(knowing.judge(heavy, context)).isEqualTo(first);
    }

    @Test
    void what_was_denied_once_is_denied_again_at_its_own_place() {
        var guard = new DefinitionSchema();
        var context = SchemaScene.input("{}").context(Direction.TO_CLIENT, Optional.empty());
        String bad =
                "{\"name\":\"t\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"x\":{\"pattern\":\"(\"}}}}";
        Json list = SchemaScene.json("[" + bad + "," + bad + "]");
        for (int i = 0; i < 2; i++) {
            var tool = Definition.of(Pin.Kind.TOOL, "t", list.root().elements().get(i));
            assertThat(guard.judge(tool, context).reasons())
                    .singleElement()
                    .satisfies(each -> assertThat(each.place()).startsWith("/"))
                    .extracting(Reason::place)
                    .isEqualTo("/" + i + "/inputSchema/properties/x/pattern");
        }
    }

    private static Definition heavy(int k) {
        String optional = IntStream.range(0, 120)
                .mapToObj(i -> Character.toString(0x4E00 + i) + "?")
                .collect(Collectors.joining());
        String properties = "\"p\":{\"pattern\":\"^" + optional + k + "\"}";
        Json json = SchemaScene.json(
                "{\"name\":\"t" + k + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{" + properties + "}}}");
        return Definition.of(Pin.Kind.TOOL, "t" + k, json.root());
    }
}
