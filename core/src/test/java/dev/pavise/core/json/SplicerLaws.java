package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.json.JsonMapper;

class SplicerLaws {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();
    private static final byte[] INSTEAD = "(gone)".getBytes(StandardCharsets.UTF_8);

    @Property
    void any_elements_can_go_from_any_arrays_and_the_others_stay(@ForAll Random random) {
        Json json = TreeLaws.read(Tree.random(random, 4).written(random));
        Set<Integer> gone = someElements(json, random);
        Edits edits = Edits.NONE;
        for (int entry : gone) edits = edits.and(Edits.element(new Value(json, entry).span(), "pins"));
        byte[] left = edits.applyTo(json.bytes(), labels -> INSTEAD);
        Json read = TreeLaws.read(new String(left, StandardCharsets.UTF_8));
        assertThat(TreeLaws.tree(read.root())).isEqualTo(without(json.root(), gone));
        assertThat(JACKSON.readTree(left)).isNotNull();
    }

    @Property
    void elements_and_texts_can_go_together(@ForAll Random random) {
        Json json = TreeLaws.read(Tree.random(random, 4).written(random));
        Set<Integer> gone = someElements(json, random);
        Edits edits = Edits.NONE;
        for (int entry : gone) edits = edits.and(Edits.element(new Value(json, entry).span(), "pins"));
        var emptied = new HashSet<Integer>();
        for (int entry = 0; entry < json.count(); entry++) {
            if (json.kind(entry) != Json.Kind.STRING || json.isName(entry) || random.nextBoolean()) continue;
            var text = new Text(new Value(json, entry));
            edits = edits.and(Edits.text(text.span(0, text.string().length()), "hidden-text"));
            emptied.add(entry);
        }
        byte[] left = edits.applyTo(json.bytes(), labels -> INSTEAD);
        Json read = TreeLaws.read(new String(left, StandardCharsets.UTF_8));
        assertThat(TreeLaws.tree(read.root())).isEqualTo(without(json.root(), gone, emptied));
    }

    @Property
    void replaced_texts_keep_all_other_bytes(@ForAll Random random) {
        Json json = TreeLaws.read(Tree.random(random, 4).written(random));
        var spans = new ArrayList<Span>();
        Edits edits = Edits.NONE;
        for (int entry = 0; entry < json.count(); entry++) {
            if (json.kind(entry) != Json.Kind.STRING || random.nextBoolean()) continue;
            var text = new Text(new Value(json, entry));
            int from = random.nextInt(text.string().length() + 1);
            int to = from + random.nextInt(text.string().length() - from + 1);
            Span span = text.span(from, to);
            spans.add(span);
            edits = edits.and(Edits.text(span, "hidden-text"));
        }
        var expected = new ByteArrayOutputStream();
        int at = 0;
        for (Span span : spans) {
            expected.write(json.bytes(), at, span.from() - at);
            expected.writeBytes(INSTEAD);
            at = span.to();
        }
        expected.write(json.bytes(), at, json.bytes().length - at);
        assertThat(edits.applyTo(json.bytes(), labels -> INSTEAD)).isEqualTo(expected.toByteArray());
    }

    @Property
    void a_message_is_never_written_to(@ForAll Random random) {
        Json json = TreeLaws.read(Tree.random(random, 4).written(random));
        byte[] before = json.bytes().clone();
        Edits edits = Edits.NONE;
        for (int entry : someElements(json, random)) {
            edits = edits.and(Edits.element(new Value(json, entry).span(), "pins"));
        }
        edits.applyTo(json.bytes(), labels -> INSTEAD);
        assertThat(json.bytes()).isEqualTo(before);
    }

    @Example
    void every_subset_of_four_elements_can_go() {
        String[] elements = {"1", "\"b\"", "[3, 3]", "{\"d\": 4}"};
        for (String style : List.of("[%s,%s,%s,%s]", "[ %s , %s , %s , %s ]", "[\n\t%s,\r\n\t%s\n,%s,\n%s\n]")) {
            Json json = TreeLaws.read(String.format(style, (Object[]) elements));
            for (int subset = 0; subset < 16; subset++) {
                var splicer = new Splicer(json.bytes());
                var kept = new ArrayList<Tree>();
                List<Value> all = json.root().elements();
                for (int i = 0; i < all.size(); i++) {
                    if ((subset >> i & 1) == 1) {
                        splicer.removeElement(all.get(i).span());
                    } else {
                        kept.add(TreeLaws.tree(all.get(i)));
                    }
                }
                Json left = TreeLaws.read(new String(splicer.finish(), StandardCharsets.UTF_8));
                assertThat(TreeLaws.tree(left.root())).isEqualTo(new Tree.Elements(kept));
            }
        }
    }

    @Example
    void a_splice_that_goes_back_is_a_bug() {
        var splicer = new Splicer(new byte[10]).replace(new Span(4, 6), new byte[1]);
        assertThatThrownBy(() -> splicer.replace(new Span(5, 7), new byte[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("out of order");
    }

    @Example
    void what_takes_a_place_may_be_longer_than_the_message() {
        var splicer = new Splicer(new byte[] {'a', 'b', 'c'}).replace(new Span(1, 2), new byte[500]);
        assertThat(splicer.finish()).hasSize(502).startsWith('a').endsWith('c');
    }

    private static Set<Integer> someElements(Json json, Random random) {
        var some = new HashSet<Integer>();
        for (int entry = 0; entry < json.count(); entry++) {
            if (json.kind(entry) != Json.Kind.ARRAY) continue;
            for (Value each : new Value(json, entry).elements()) {
                if (random.nextInt(3) == 0) some.add(each.entry());
            }
        }
        return some;
    }

    private static Tree without(Value value, Set<Integer> gone) {
        return without(value, gone, Set.of());
    }

    private static Tree without(Value value, Set<Integer> gone, Set<Integer> emptied) {
        return switch (value.kind()) {
            case OBJECT -> {
                Map<String, Tree> all = new LinkedHashMap<>();
                for (Value.Member each : value.members()) {
                    all.put(each.name().text(), without(each.value(), gone, emptied));
                }
                yield new Tree.Members(all);
            }
            case ARRAY ->
                new Tree.Elements(value.elements().stream()
                        .filter(each -> !gone.contains(each.entry()))
                        .map(each -> without(each, gone, emptied))
                        .toList());
            case STRING -> emptied.contains(value.entry()) ? new Tree.Said("(gone)") : new Tree.Said(value.text());
            case NUMBER, TRUE, FALSE, NULL -> new Tree.Plain(value.raw());
        };
    }
}
