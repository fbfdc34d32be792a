package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private static final Value ROOT = TreeLaws.read(
                    "{\"a\":{\"b\":{\"c\":\"deep\"}},\"s\":\"text\",\"n\":1.50,\"l\":[1,[2]],\"~/\":[{}]}")
            .root();

    @Test
    void a_path_leads_to_what_stands_there() {
        Value deep = ROOT.at("a", "b", "c");
        assertThat(deep == null ? "" : deep.text()).isEqualTo("deep");
        assertThat(ROOT.at()).isEqualTo(ROOT);
    }

    @Test
    void a_path_that_ends_too_early_leads_nowhere() {
        assertThat(ROOT.at("a", "x", "c")).isNull();
        assertThat(ROOT.at("s", "x")).isNull();
        assertThat(ROOT.at("l", "0")).isNull();
    }

    @Test
    void a_string_is_found_only_where_a_string_stands() {
        assertThat(ROOT.string("s")).isEqualTo("text");
        assertThat(ROOT.string("n")).isNull();
        assertThat(ROOT.string("none")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "false", "null", "\"x\""})
    void a_plain_value_holds_nothing(String written) {
        Value plain = TreeLaws.read(written).root();
        assertThat(plain.members()).isEmpty();
        assertThat(plain.elements()).isEmpty();
        assertThat(plain.member("x")).isNull();
        assertThat(plain.depth()).isZero();
    }

    @Test
    void only_a_string_has_a_text() {
        assertThat(TreeLaws.read("\"1\"").root().is("1")).isTrue();
        assertThat(TreeLaws.read("1").root().is("1")).isFalse();
        assertThatThrownBy(() -> TreeLaws.read("1").root().text())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NUMBER");
    }

    @Test
    void a_value_is_shown_as_written() {
        Value number = ROOT.member("n");
        assertThat(number == null ? "" : number.raw()).isEqualTo("1.50");
        assertThat(TreeLaws.read(" [ 1 , \"\\u0061\" ] ").root().raw()).isEqualTo("[ 1 , \"\\u0061\" ]");
    }

    @ParameterizedTest
    @CsvSource({"'{}', 1", "'[]', 1", "'[[],[[]],[]]', 3", "'{\"a\":[{}],\"b\":[]}', 3", "'[[[]],[[[]]]]', 4"})
    void depth_is_the_deepest(String written, int depth) {
        assertThat(TreeLaws.read(written).root().depth()).isEqualTo(depth);
    }

    @Test
    void depth_below_many_levels_is_counted() {
        assertThat(TreeLaws.read("[".repeat(40) + "]".repeat(40)).root().depth())
                .isEqualTo(40);
    }

    @Test
    void a_place_escapes_what_pointers_escape() {
        Value list = ROOT.member("~/");
        assertThat(list == null ? "" : list.elements().getFirst().place()).isEqualTo("/~0~1/0");
        assertThat(ROOT.place()).isEmpty();
        assertThat(ROOT.members().getLast().name().place()).isEqualTo("/~0~1");
    }

    @Test
    void places_are_known_below_many_levels() {
        Json json = TreeLaws.read("[".repeat(40) + "7" + "]".repeat(40));
        assertThat(json.placeOf(json.count() - 1)).isEqualTo("/0".repeat(40));
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "4, 3"})
    void a_span_goes_forward(int from, int to) {
        assertThatThrownBy(() -> new Span(from, to)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spans_are_in_order_of_where_they_begin_and_then_of_where_they_end() {
        assertThat(new Span(1, 5)).isLessThan(new Span(2, 3));
        assertThat(new Span(1, 3)).isLessThan(new Span(1, 5));
        assertThat(new Span(1, 3)).isEqualByComparingTo(new Span(1, 3));
        assertThat(new Span(0, 0)).isEqualTo(new Span(0, 0));
    }
}
