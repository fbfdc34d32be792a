package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.json.JsonMapper;

class CanonicalLaws {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    @Property
    void all_spellings_of_one_tree_have_one_canonical_form(@ForAll Random random) {
        Tree tree = Tree.random(random, 4);
        String one = Canonical.of(TreeLaws.read(tree.written(random)).root());
        assertThat(Canonical.of(TreeLaws.read(tree.written(random)).root())).isEqualTo(one);
    }

    @Property
    void the_canonical_form_says_the_same_and_is_its_own(@ForAll Random random) {
        Tree tree = Tree.random(random, 4);
        String canonical = Canonical.of(TreeLaws.read(tree.written(random)).root());
        assertThat(TreeLaws.tree(TreeLaws.read(canonical).root())).isEqualTo(tree);
        assertThat(Canonical.of(TreeLaws.read(canonical).root())).isEqualTo(canonical);
    }

    @Property
    void two_trees_share_a_form_only_if_jackson_too_holds_them_equal(@ForAll Random random) {
        String one = Tree.random(random, 1).written(random);
        String other = Tree.random(random, 1).written(random);
        boolean same = Canonical.of(TreeLaws.read(one).root())
                .equals(Canonical.of(TreeLaws.read(other).root()));
        if (same) assertThat(JACKSON.readTree(one)).isEqualTo(JACKSON.readTree(other));
        Tree oneTree = TreeLaws.tree(TreeLaws.read(one).root());
        assertThat(same)
                .isEqualTo(oneTree.equals(TreeLaws.tree(TreeLaws.read(other).root())));
    }

    @Example
    void names_are_sorted_by_their_utf_16_units() {
        assertThat(canonical("{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\u00f6\":3,\"1\":4,\"\\r\":5,\"\\u20ac\":6}"))
                .isEqualTo("{\"\\r\":5,\"1\":4,\"\u00f6\":3,\"\u20ac\":6,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Example
    void strings_have_their_shortest_escapes() {
        assertThat(canonical("\"\\u0022\\u005c\\/\\u0008\\u000c\\u000a\\u000d\\u0009\\u001F\\u007f\""))
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\u007f\"");
    }

    @Example
    void numbers_stay_as_written() {
        assertThat(canonical("[1.0, 1, 1e0, 9007199254740993]")).isEqualTo("[1.0,1,1e0,9007199254740993]");
    }

    @Example
    void empty_containers_stay_apart() {
        assertThat(canonical(" [ ] ")).isEqualTo("[]");
        assertThat(canonical(" { } ")).isEqualTo("{}");
    }

    @Example
    void what_is_left_out_is_left_out_at_every_depth() {
        Value value = TreeLaws.read("{\"size\":1,\"a\":[{\"size\":2}],\"b\":{\"c\":3,\"si\\u007ae\":4}}")
                .root();
        assertThat(Canonical.of(value, Set.of("size"))).isEqualTo("{\"a\":[{}],\"b\":{\"c\":3}}");
    }

    private static String canonical(String written) {
        return Canonical.of(TreeLaws.read(written).root());
    }
}
