package dev.pavise.core.union;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/// Whatever a server writes as a template.
class TemplateLaws {
    @Property
    void it_can_be_asked_whether_an_address_fits(@ForAll String template, @ForAll String uri) {
        assertThat(Template.of(template).matches(uri)).isIn(true, false);
    }

    @Property
    void what_has_no_expression_stands_for_itself(
            @ForAll @CharRange(from = ' ', to = 'z') @StringLength(max = 20) String template,
            @ForAll @CharRange(from = ' ', to = 'z') String uri) {
        assertThat(Template.of(template).matches(template)).isTrue();
        assertThat(Template.of(template).matches(uri)).isEqualTo(uri.equals(template));
    }

    @Property
    void an_expression_stands_for_anything_or_for_a_part_of_a_path(
            @ForAll @CharRange(from = 'a', to = 'z') @Chars({'/', '%'}) String value) {
        assertThat(Template.of("x:{+v}/y").matches("x:" + value + "/y")).isTrue();
        assertThat(Template.of("x:{v}/y").matches("x:" + value + "/y")).isEqualTo(value.indexOf('/') < 0);
    }

    /// As a search with expressions would, which takes its time over odd ones.
    @Property
    void it_fits_what_a_regular_expression_fits(
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 4) String one,
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 4) String other,
            @ForAll boolean isPlain,
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 12) String uri) {
        String template = one + (isPlain ? "{x}" : "{+x}") + other + "{y}" + one;
        String regex =
                Pattern.quote(one) + (isPlain ? "[^/]*" : ".*") + Pattern.quote(other) + "[^/]*" + Pattern.quote(one);
        assertThat(Template.of(template).matches(uri)).isEqualTo(uri.matches(regex));
    }
}
