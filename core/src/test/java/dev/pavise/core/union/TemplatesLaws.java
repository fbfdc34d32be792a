package dev.pavise.core.union;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/// Whatever a server writes as a template.
class TemplatesLaws {
    @Property
    void it_can_be_asked_whether_an_address_fits(@ForAll String template, @ForAll String uri) {
        assertThat(Templates.pattern(template).matches(uri)).isIn(true, false);
    }

    @Property
    void what_has_no_expression_stands_for_itself(
            @ForAll @CharRange(from = ' ', to = 'z') @StringLength(max = 20) String template,
            @ForAll @CharRange(from = ' ', to = 'z') String uri) {
        assertThat(Templates.pattern(template).matches(template)).isTrue();
        assertThat(Templates.pattern(template).matches(uri)).isEqualTo(uri.equals(template));
    }

    @Property
    void an_expression_stands_for_anything_or_for_a_part_of_a_path(
            @ForAll @CharRange(from = 'a', to = 'z') @Chars({'/', '%'}) String value) {
        assertThat(Templates.pattern("x:{+v}/y").matches("x:" + value + "/y")).isTrue();
        assertThat(Templates.pattern("x:{v}/y").matches("x:" + value + "/y")).isEqualTo(value.indexOf('/') < 0);
    }
}
