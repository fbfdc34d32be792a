package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was written is what is read, whatever the spelling.
class TreeLaws {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    @Property
    void what_was_written_is_read(@ForAll Random random) {
        Tree tree = Tree.random(random, 4);
        assertThat(tree(read(tree.written(random)).root())).isEqualTo(tree);
    }

    @Property
    void jackson_reads_the_same_texts_names_and_counts(@ForAll Random random) {
        String written = Tree.random(random, 4).written(random);
        same(read(written).root(), JACKSON.readTree(written));
    }

    @Property
    void every_place_leads_back_to_its_value(@ForAll Random random) {
        Json json = read(Tree.random(random, 4).written(random));
        for (int entry = 0; entry < json.count(); entry++) {
            int value = json.isName(entry) ? entry + 1 : entry;
            assertThat(resolve(json.root(), json.placeOf(entry)).entry()).isEqualTo(value);
        }
    }

    @Property
    void every_span_is_a_text_of_its_own(@ForAll Random random) {
        Json json = read(Tree.random(random, 4).written(random));
        for (int entry = 0; entry < json.count(); entry++) {
            var value = new Value(json, entry);
            Json alone = read(new String(json.slice(value.span()), StandardCharsets.UTF_8));
            assertThat(tree(alone.root())).isEqualTo(tree(value));
            assertThat(alone.count()).isEqualTo(json.end(entry) - entry);
        }
    }

    @Property
    void depth_counts_containers_inside_one_another(@ForAll Random random) {
        Tree tree = Tree.random(random, 4);
        assertThat(read(tree.written(random)).root().depth()).isEqualTo(depth(tree));
    }

    @Property
    void a_string_is_what_it_says_and_nothing_else(@ForAll Random random) {
        String one = Tree.text(random);
        String other = Tree.text(random);
        Value value = read(new Tree.Said(one).written(random)).root();
        assertThat(value.is(one)).isTrue();
        assertThat(value.is(other)).isEqualTo(one.equals(other));
        assertThat(value.is(one + "x")).isFalse();
        if (!one.isEmpty())
            assertThat(value.is(one.substring(0, one.length() - 1))).isFalse();
    }

    @Property
    void members_are_found_by_name_alone(@ForAll Random random) {
        Tree.Members members = Tree.members(random, 2);
        Value root = read(members.written(random)).root();
        for (Map.Entry<String, Tree> each : members.all().entrySet()) {
            Value found = root.member(each.getKey());
            assertThat(found == null ? null : tree(found)).isEqualTo(each.getValue());
        }
        assertThat(root.member("no such name")).isNull();
        assertThat(root.members()).hasSize(members.all().size());
    }

    /// One flipped, lost or doubled byte: read as Jackson reads it, or refused.
    @Property(tries = 5000)
    void damage_is_refused_or_read_as_jackson_reads_it(@ForAll Random random) {
        byte[] bytes = Tree.random(random, 3).written(random).getBytes(StandardCharsets.UTF_8);
        byte[] damaged = damaged(bytes, random);
        if (Json.read(damaged) instanceof Json json) {
            same(json.root(), JACKSON.readTree(new String(damaged, StandardCharsets.UTF_8)));
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        var out = new ArrayList<Byte>();
        int place = random.nextInt(bytes.length);
        int kind = random.nextInt(3);
        for (int i = 0; i < bytes.length; i++) {
            if (i != place || kind == 1) out.add(bytes[i]);
            if (i == place && kind == 0) out.add((byte) random.nextInt(256));
            if (i == place && kind == 1) out.add(bytes[i]);
        }
        byte[] damaged = new byte[out.size()];
        for (int i = 0; i < damaged.length; i++) damaged[i] = out.get(i);
        return damaged;
    }

    static Json read(String written) {
        Parsed parsed = Json.read(written.getBytes(StandardCharsets.UTF_8));
        if (parsed instanceof Json json) return json;
        throw new AssertionError("refused: " + written + ": " + parsed);
    }

    static Tree tree(Value value) {
        return switch (value.kind()) {
            case OBJECT -> {
                var all = new java.util.LinkedHashMap<String, Tree>();
                for (Value.Member each : value.members()) all.put(each.name().text(), tree(each.value()));
                yield new Tree.Members(all);
            }
            case ARRAY ->
                new Tree.Elements(value.elements().stream().map(TreeLaws::tree).toList());
            case STRING -> new Tree.Said(value.text());
            case NUMBER, TRUE, FALSE, NULL -> new Tree.Plain(value.raw());
        };
    }

    private static void same(Value value, JsonNode node) {
        switch (value.kind()) {
            case OBJECT -> {
                List<Value.Member> members = value.members();
                assertThat(node.propertyNames())
                        .containsExactlyElementsOf(
                                members.stream().map(each -> each.name().text()).toList());
                for (Value.Member each : members)
                    same(each.value(), node.get(each.name().text()));
            }
            case ARRAY -> {
                assertThat(node.size()).isEqualTo(value.elements().size());
                for (int i = 0; i < node.size(); i++) same(value.elements().get(i), node.get(i));
            }
            case STRING -> assertThat(value.text()).isEqualTo(node.stringValue());
            case NUMBER -> assertThat(Double.parseDouble(value.raw())).isEqualTo(node.doubleValue());
            case TRUE, FALSE -> assertThat(value.raw()).isEqualTo(Boolean.toString(node.booleanValue()));
            case NULL -> assertThat(node.isNull()).isTrue();
        }
    }

    private static Value resolve(Value root, String place) {
        Value found = root;
        if (place.isEmpty()) return found;
        for (String step : place.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Value next = found.isArray() ? found.elements().get(Integer.parseInt(name)) : found.member(name);
            if (next == null) throw new AssertionError("leads nowhere: " + place);
            found = next;
        }
        return found;
    }

    private static int depth(Tree tree) {
        return switch (tree) {
            case Tree.Members(Map<String, Tree> all) ->
                1 + all.values().stream().mapToInt(TreeLaws::depth).max().orElse(0);
            case Tree.Elements(List<Tree> all) ->
                1 + all.stream().mapToInt(TreeLaws::depth).max().orElse(0);
            case Tree.Said ignored -> 0;
            case Tree.Plain ignored -> 0;
        };
    }
}
