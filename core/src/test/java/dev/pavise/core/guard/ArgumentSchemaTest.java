package dev.pavise.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.Verdict.Decision;
import dev.pavise.core.policy.Allowance;
import dev.pavise.core.policy.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentSchemaTest {
    private static final String D7 = "\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `{"type":"object"}`                                                        | ``
            `{"type":"object"}`                                                        | `{}`
            `{"type":"object","properties":{}}`                                        | `{"x":1}`
            `{"type":"object","properties":{"a":{"type":"string"}}}`                   | `{"a":"b","more":[1]}`
            `{"type":"object","properties":{"a":{"type":"integer"}}}`                  | `{"a":1.0}`
            `{"type":"object","properties":{"a":{"type":"integer"}}}`                  | `{"a":1e2}`
            `{"type":"object","properties":{"a":{"type":"integer"}}}`                  | `{"a":9007199254740993}`
            `{"type":"object","properties":{"a":{"type":"number"}}}`                   | `{"a":1e308}`
            `{"type":"object","properties":{"a":{"type":["string","null"]}}}`          | `{"a":null}`
            `{"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"string"}},"required":["b"],"additionalProperties":false}` | `{"a":null,"b":"x"}`
            `{"type":"object","properties":{"a":{"enum":["x",1]}}}`                    | `{"a":1.0}`
            `{"type":"object","properties":{"a":{"const":{"b":[1]}}}}`                 | `{"a":{"b":[1]}}`
            `{"type":"object","properties":{"a":{"format":"email"}}}`                  | `{"a":"no mail"}`
            `{"type":"object","properties":{"a":{"format":"int32"}}}`                  | `{"a":"x"}`
            `{"type":"object","properties":{"a":{"pattern":"^a+$"}}}`                  | `{"a":"aaa"}`
            `{"type":"object","properties":{"a":{"pattern":"^a+$"}}}`                  | `{"a":5}`
            `{"type":"object","properties":{"a":{"pattern":"^(?!x)\\\\w+$"}}}`         | `{"a":"yx"}`
            `{"type":"object","properties":{"a":{"pattern":"^.{2}$"}}}`                | `{"a":"😀é"}`
            `{"type":"object","properties":{"a":{"maxLength":2}}}`                     | `{"a":"😀😀"}`
            `{"type":"object","properties":{"a":{"multipleOf":0.01}}}`                 | `{"a":19.99}`
            `{"type":"object","properties":{"a":{"minimum":-9007199254740991}}}`       | `{"a":-9007199254740991}`
            `{"type":"object","properties":{"a":{"exclusiveMinimum":0}}}`              | `{"a":0.5}`
            `{"type":"object","patternProperties":{"^x-":{"type":"string"}},"additionalProperties":false}` | `{"x-a":""}`
            `{"type":"object","propertyNames":{"type":"string"},"additionalProperties":{}}`                | `{"a":1}`
            `{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"string"}}}`    | `{"a":""}`
            `{"type":"object","properties":{"a":{"$ref":"#/definitions/b"}},"definitions":{"b":{"type":"string"}}}` | `{"a":""}`
            `{"type":"object","properties":{"a":{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}}}` | `{"a":["x",1,2]}`
            `{"type":"object","properties":{"__proto__":{"type":"string"}}}`           | `{"__proto__":"x","constructor":1}`
            `{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}}}` | `{"n":{"next":{"next":{}}}}`
            `{"type":"object","$id":"https://example.com/tool.json","properties":{"a":{"$ref":"#/$defs/b"},"c":{"$ref":"tool.json#/$defs/b"}},"$defs":{"b":{"type":"string"}}}` | `{"a":"","c":""}`
            `{"type":"object","$id":"tool.json","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"string"}}}` | `{"a":""}`
            `{"type":"object","properties":{"a":{"$ref":"#b"}},"$defs":{"b":{"$anchor":"b","type":"string"}}}` | `{"a":""}`
            `{"type":"object","properties":{"a":{"$ref":"#/properties/b"},"b":{"type":"string"}}}`         | `{"a":""}`
            """)
    void what_fits_passes(String schema, String arguments) {
        for (String dialect : List.of("", D7, "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",")) {
            if (dialect.equals(D7) && (schema.contains("prefixItems") || schema.contains("$anchor"))) continue;
            String declared = "{" + dialect + schema.substring(1);
            assertThat(SchemaScene.input(declared).called(arguments == null ? "" : arguments))
                    .as(declared)
                    .isEqualTo(Verdict.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `{"type":"object","required":["a"]}`                                   | ``            | ``     | lacks a
            `{"type":"object","required":["a"]}`                                   | `{}`          | ``     | lacks a
            `{"type":"object"}`                                                    | `[]`          | ``     | is array, and object is wanted
            `{"type":"object"}`                                                    | `null`        | ``     | is null, and object is wanted
            `{"type":"object","properties":{"a":{"type":"integer"}}}`              | `{"a":1.5}`   | /a     | is number, and integer is wanted
            `{"type":"object","properties":{"a":{"type":"integer"}}}`              | `{"a":"1"}`   | /a     | is string, and integer is wanted
            `{"type":"object","properties":{"a":{"type":"boolean"}}}`              | `{"a":"true"}`| /a     | is string, and boolean is wanted
            `{"type":"object","properties":{"a":{"enum":["x"]}}}`                  | `{"a":"y"}`   | /a     | is none of the values that the schema names
            `{"type":"object","properties":{"a":{"const":1}}}`                     | `{"a":2}`     | /a     | is none of the values that the schema names
            `{"type":"object","properties":{"a":{"minimum":1}}}`                   | `{"a":0}`     | /a     | is below 1
            `{"type":"object","properties":{"a":{"maximum":1}}}`                   | `{"a":2}`     | /a     | is above 1
            `{"type":"object","properties":{"a":{"minLength":2}}}`                 | `{"a":"x"}`   | /a     | has fewer than 2 characters
            `{"type":"object","properties":{"a":{"maxLength":2}}}`                 | `{"a":"xyz"}` | /a     | has more than 2 characters
            `{"type":"object","properties":{"a":{"pattern":"^[a-z]+$"}}}`          | `{"a":"A"}`   | /a     | does not match the pattern ^[a-z]+$
            `{"type":"object","properties":{"a":{"pattern":"^(?!x)"}}}`            | `{"a":"x"}`   | /a     | does not match the pattern ^(?!x)
            `{"type":"object","properties":{"a":{"maxItems":1}}}`                  | `{"a":[1,2]}` | /a     | has more than 1 items
            `{"type":"object","properties":{"a":{"uniqueItems":true}}}`            | `{"a":[1,1.0]}` | /a   | holds one item twice
            `{"type":"object","properties":{"a":{"multipleOf":5}}}`                | `{"a":7}`     | /a     | is no multiple of 5
            `{"type":"object","additionalProperties":false}`                       | `{"b":1}`     | /b     | is not among what the schema names
            `{"type":"object","properties":{"a/b":{"type":"null"}}}`               | `{"a/b":1}`   | /a~1b  | is integer, and null is wanted
            `{"type":"object","properties":{"a":{"items":{"type":"string"}}}}`     | `{"a":["",3]}`| /a/1   | is integer, and string is wanted
            `{"type":"object","properties":{"a":false}}`                           | `{"a":1}`     | /a     | is not allowed by the schema
            `{"type":"object","properties":{"a":{"not":{"type":"string"}}}}`       | `{"a":""}`    | /a     | fits what the schema excludes
            `{"type":"object","properties":{"a":{"oneOf":[{"type":"string"},{"minLength":0}]}}}` | `{"a":""}` | /a | fits none or more than one of the alternatives
            `{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"string"}}}` | `{"a":1}` | /a | is integer, and string is wanted
            `{"type":"object","properties":{"__proto__":{"type":"string"}}}`       | `{"__proto__":1}` | /__proto__ | is integer, and string is wanted
            `{"type":"object","dependentRequired":{"a":["b"]}}`                    | `{"a":1}`     | ``     | does not satisfy dependentRequired
            `{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}`   | `{"a":null}`  | /a | is null, and string is wanted
            `{"type":"object","properties":{},"additionalProperties":false}`            | `{"a":null}`  | /a | is not among what the schema names
            """)
    void what_does_not_fit_is_denied_with_place_and_words(String schema, String arguments, String place, String why) {
        for (String dialect : List.of("", D7)) {
            if (dialect.equals(D7) && schema.contains("dependentRequired")) continue;
            String declared = "{" + dialect + schema.substring(1);
            Verdict verdict = SchemaScene.input(declared).called(arguments == null ? "" : arguments);
            assertThat(verdict.decision()).as(declared).isEqualTo(Decision.DENY);
            assertThat(verdict.reasons())
                    .contains(new Reason("argument-schema", "/params/arguments" + (place == null ? "" : place), why));
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void every_schema_that_is_served_can_be_checked_by(String schema) {
        String all = """
                {"a":null,"b":null,"c":null,"d":null,"n":null,"self":null,"filter":null,"region":7,"b/c":null}""";
        for (String arguments : List.of("{}", all)) {
            String reasons =
                    SchemaScene.input(schema).called(arguments).reasons().toString();
            assertThat(reasons)
                    .doesNotContain("validator")
                    .doesNotContain("schema can't")
                    .doesNotContain("steps");
        }
    }

    static Stream<String> good() throws IOException {
        return DefinitionSchemaTest.lines().stream()
                .filter(DefinitionSchemaTest.Line::good)
                .map(DefinitionSchemaTest.Line::schema);
    }

    @Test
    void references_lead_where_the_definition_was_read_to_lead() {
        for (String schema : List.of("""
                {"type":"object","properties":{"a":{"$ref":"#/$defs/b/items"}},"$defs":{"b":{"$id":
                "https://example.com/b.json","items":{"$ref":"#/$defs/c"},"$defs":{"c":{"const":1}}},"c":{"const":2}}}""", """
                {"type":"object","$id":"https://example.com/d/t.json","properties":{"a":{"$ref":"../b.json"}},
                "$defs":{"b":{"$id":"https://example.com/b.json","const":1}}}""", """
                {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"$ref":"#a"}},
                "definitions":{"a":{"$id":"#a","const":1}}}""", """
                {"type":"object","properties":{"a":{"$ref":"#/x-hidden/b"}},"x-hidden":{"b":{"const":1}}}""", """
                {"type":"object","properties":{"a":{"$dynamicRef":"#d"}},"$defs":{"d":{"$dynamicAnchor":"d","const":1}}}""", """
                {"type":"object","properties":{"a":{"$ref":"#/$defs/x%20~1y"}},"$defs":{"x /y":{"const":1}}}""", """
                {"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"$schema":
                "https://json-schema.org/draft/2020-12/schema","const":1}}}""")) {
            var scene = SchemaScene.input(schema);
            assertThat(scene.defined()).as(schema).isEqualTo(Verdict.PASS);
            assertThat(scene.called("{\"a\":1}")).as(schema).isEqualTo(Verdict.PASS);
            assertThat(scene.called("{\"a\":2}").reasons().toString())
                    .as(schema)
                    .contains("is none of the values");
        }
    }

    @Test
    void alternatives_that_all_fail_are_denied() {
        var scene = SchemaScene.input("""
                {"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"array"}]}}}""");
        assertThat(scene.called("{\"a\":1}").decision()).isEqualTo(Decision.DENY);
        assertThat(scene.called("{\"a\":[]}")).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_reason_never_quotes_what_was_sent() {
        var scene = SchemaScene.input("""
                {"type":"object","properties":{"a":{"type":"integer"},"b":{"enum":["x"]},"c":{"pattern":"^x$"},
                "d":{"const":1},"e":{"maxLength":1},"f":{"not":{}},"g":{"oneOf":[{"type":"null"}]},
                "h":{"uniqueItems":true},"i":{"contains":{"const":1}},"j":{"anyOf":[{"const":"y"}]}}}""");
        for (String name : "abcdefgj".split("")) {
            Verdict verdict = scene.called("{\"" + name + "\":\"hunter2hunter2\"}");
            assertThat(verdict.decision()).as(name).isEqualTo(Decision.DENY);
            assertThat(verdict.reasons().toString()).doesNotContain("hunter2");
        }
        assertThat(scene.called("{\"h\":[\"hunter2\",\"hunter2\"],\"i\":[\"hunter2\"]}")
                        .reasons()
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void of_many_faults_a_handful_is_told() {
        Verdict verdict = SchemaScene.input("""
                        {"type":"object","properties":{"a":{"items":{"type":"string"}}}}""").called("{\"a\":[" + "1,".repeat(99) + "1]}");
        assertThat(verdict.reasons()).hasSize(6);
        assertThat(verdict.reasons().toString()).contains("and 95 more that do not fit");
    }

    @Test
    void a_tool_that_was_not_listed_and_other_messages_are_others_concern() {
        var scene = SchemaScene.input("{\"type\":\"object\",\"required\":[\"a\"]}");
        var context = scene.context(dev.pavise.core.message.Direction.TO_SERVER, java.util.Optional.empty());
        var guard = new ArgumentSchema();
        assertThat(guard.judge(SchemaScene.request("tools/call", "\"name\":\"other\""), context))
                .isEqualTo(Verdict.PASS);
        assertThat(guard.judge(SchemaScene.request("prompts/get", "\"name\":\"t\""), context))
                .isEqualTo(Verdict.PASS);
        assertThat(guard.judge(SchemaScene.request("tools/call", "\"name\":\"t\""), context)
                        .decision())
                .isEqualTo(Decision.DENY);
    }

    @Test
    void a_schema_that_cannot_be_used_denies_the_call_until_somebody_allows_the_schema() {
        var scene = SchemaScene.input("{\"type\":\"object\",\"$ref\":\"http://127.0.0.1:1/x\"}");
        assertThat(scene.called("{}").decision()).isEqualTo(Decision.DENY);
        var allowed = new Allowance("schema", "s", "t", SchemaScene.NOW.plusSeconds(1), "me", "known", SchemaScene.NOW);
        Verdict verdict = scene.under(Policy.BALANCED.with(List.of(allowed))).called("{}");
        assertThat(verdict.decision()).isEqualTo(Decision.PASS);
        assertThat(verdict.reasons().toString()).contains("not checked");
    }

    @Test
    void a_pattern_that_runs_out_of_steps_denies_the_call() {
        var scene = SchemaScene.input("""
                {"type":"object","properties":{"a":{"pattern":"(?=(.*).*\\\\1y)x"}}}""");
        assertThat(scene.defined()).isEqualTo(Verdict.PASS);
        assertThat(scene.called("{\"a\":\"x\"}").decision()).isEqualTo(Decision.DENY);
        Verdict verdict = scene.called("{\"a\":\"" + "a".repeat(5000) + "\"}");
        assertThat(verdict.reasons().toString()).contains("matching its patterns takes too many steps");
    }

    @Test
    void a_check_that_would_branch_without_end_runs_out_of_steps_and_denies() {
        var scene = SchemaScene.input("""
                {"type":"object","$ref":"#/$defs/n","$defs":{"n":{"anyOf":[
                {"properties":{"a":{"$ref":"#/$defs/n"}},"required":["x"]},
                {"properties":{"a":{"$ref":"#/$defs/n"}},"required":["y"]}]}}}""");
        assertThat(scene.defined()).isEqualTo(Verdict.PASS);
        String deep = "{\"a\":".repeat(40) + "{}" + "}".repeat(40);
        Verdict verdict = org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> scene.called(deep));
        assertThat(verdict.reasons().toString()).contains("takes too many steps");
    }

    @Test
    void items_that_have_to_differ_are_bounded() {
        var scene = SchemaScene.input("""
                {"type":"object","properties":{"a":{"uniqueItems":true}}}""");
        assertThat(scene.called("{\"a\":[" + "0,".repeat(6000) + "0]}")
                        .reasons()
                        .toString())
                .contains("more than 5000 items");
    }

    @Test
    void one_guard_serves_many_threads_and_many_tools() throws Exception {
        var guard = new ArgumentSchema();
        var scenes = new java.util.ArrayList<SchemaScene>();
        for (int i = 0; i < 600; i++) {
            scenes.add(SchemaScene.input("{\"type\":\"object\",\"properties\":{\"a\":{\"const\":" + i + "}}}"));
        }
        var wrong = new java.util.concurrent.ConcurrentHashMap<Integer, Verdict>(Map.of());
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            for (int turn = 0; turn < 4; turn++) {
                for (int i = 0; i < scenes.size(); i++) {
                    int number = i;
                    pool.submit(() -> {
                        Verdict fits = scenes.get(number).called(guard, "{\"a\":" + number + "}");
                        Verdict not = scenes.get(number).called(guard, "{\"a\":-1}");
                        if (!fits.equals(Verdict.PASS) || not.decision() != Decision.DENY) wrong.put(number, not);
                    });
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
