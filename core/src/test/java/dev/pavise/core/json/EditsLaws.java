package dev.pavise.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EditsLaws {
    @Provide
    Arbitrary<Edits> edits() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 30);
        Arbitrary<Edits.Edit> edit = Combinators.combine(
                        place,
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(Edits.Kind.class),
                        Arbitraries.of("pins", "hidden-text", "limits").set().ofMinSize(1))
                .as((from, length, kind, labels) -> new Edits.Edit(new Span(from, from + length), kind, labels));
        return edit.list().ofMaxSize(6).map(Edits::new).withoutEdgeCases();
    }

    @Property
    void order_does_not_matter(@ForAll("edits") Edits a, @ForAll("edits") Edits b) {
        assertThat(a.and(b)).isEqualTo(b.and(a));
    }

    @Property
    void grouping_does_not_matter(@ForAll("edits") Edits a, @ForAll("edits") Edits b, @ForAll("edits") Edits c) {
        assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
    }

    @Property
    void saying_it_twice_changes_nothing(@ForAll("edits") Edits a) {
        assertThat(a.and(a)).isEqualTo(a);
    }

    @Property
    void none_is_neutral(@ForAll("edits") Edits a) {
        assertThat(a.and(Edits.NONE)).isEqualTo(a);
        assertThat(Edits.NONE.and(a)).isEqualTo(a);
    }

    @Property
    void what_is_left_is_in_order_and_apart(@ForAll("edits") Edits a) {
        List<Edits.Edit> all = a.all();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).span().from())
                    .isGreaterThan(all.get(i - 1).span().to());
        }
    }

    @Property
    void no_span_label_or_kind_is_lost(@ForAll("edits") Edits a, @ForAll("edits") Edits b) {
        for (Edits.Edit each : a.all()) {
            assertThat(a.and(b).all())
                    .anyMatch(joined -> joined.span().from() <= each.span().from()
                            && each.span().to() <= joined.span().to()
                            && joined.labels().containsAll(each.labels())
                            && joined.kind().compareTo(each.kind()) >= 0);
        }
    }

    @Property
    void nothing_goes_that_nobody_named(@ForAll("edits") Edits a, @ForAll("edits") Edits b) {
        for (Edits.Edit each : a.and(b).all()) {
            for (int at = each.span().from(); at < each.span().to(); at++) {
                int place = at;
                assertThat(List.of(a, b))
                        .anyMatch(one -> one.all().stream()
                                .anyMatch(edit -> edit.span().from() <= place
                                        && place < edit.span().to()));
            }
        }
    }

    @Example
    void nothing_to_change_is_the_same_array() {
        byte[] message = {'[', '1', ']'};
        assertThat(Edits.NONE.applyTo(message, labels -> new byte[0])).isSameAs(message);
    }

    @Example
    void spans_that_only_touch_become_one() {
        Edits both = Edits.text(new Span(3, 5), "b").and(Edits.text(new Span(5, 9), "a"));
        assertThat(both.all()).hasSize(1);
        assertThat(both.all().getFirst().span()).isEqualTo(new Span(3, 9));
        assertThat(both.all().getFirst().labels()).containsExactly("a", "b");
    }

    @Example
    void an_element_swallows_the_text_inside_it() {
        Edits both = Edits.text(new Span(3, 5), "b").and(Edits.element(new Span(1, 9), "a"));
        assertThat(both.all()).hasSize(1);
        assertThat(both.all().getFirst().kind()).isEqualTo(Edits.Kind.ELEMENT);
    }
}
