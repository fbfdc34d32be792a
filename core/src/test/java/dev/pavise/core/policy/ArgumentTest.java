package dev.pavise.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which places of a message and of a definition an argument means.
final class ArgumentTest {
    @Test
    void a_name_means_that_argument_and_what_is_in_it_and_no_other() {
        var query = new Argument("query");
        assertThat(query.holds("/params/arguments/query")).isTrue();
        assertThat(query.holds("/params/arguments/query/0/text")).isTrue();
        assertThat(query.holds("/inputSchema/properties/query/description")).isTrue();
        assertThat(query.holds("/params/arguments/query2")).isFalse();
        assertThat(query.holds("/params/arguments/other/query")).isFalse();
        assertThat(query.holds("/params/arguments")).isFalse();
        assertThat(query.holds("/params/name")).isFalse();
        assertThat(query.holds("/result/content/0/text")).isFalse();
        assertThat(query.holds("/description")).isFalse();
        assertThat(query.holds("")).isFalse();
    }

    @Test
    void dots_and_pointers_lead_inside() {
        assertThat(new Argument("filter.text").holds("/params/arguments/filter/text"))
                .isTrue();
        assertThat(new Argument("filter.text").holds("/params/arguments/filter.text"))
                .isTrue();
        assertThat(new Argument("filter.text").holds("/inputSchema/properties/filter/properties/text/title"))
                .isTrue();
        assertThat(new Argument("filter.text").holds("/params/arguments/filter/other"))
                .isFalse();
        assertThat(new Argument("/items/0").holds("/params/arguments/items/0")).isTrue();
        assertThat(new Argument("/items/0").holds("/params/arguments/items/01")).isFalse();
        assertThat(new Argument("a/b").holds("/params/arguments/a~1b")).isTrue();
        assertThat(new Argument("/a~1b").holds("/params/arguments/a~1b")).isTrue();
    }

    @Test
    void without_a_path_everything_is_meant() {
        assertThat(Argument.ALL.holds("")).isTrue();
        assertThat(Argument.ALL.holds("/result/content/0/text")).isTrue();
    }
}
