package dev.pavise.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Edits;
import dev.pavise.core.json.Span;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Verdicts.class)
class VerdictLaws {
    private static final Reason REASON = new Reason("pins", "/params/name", "it changed");

    @Property
    void order_does_not_matter(@ForAll Verdict a, @ForAll Verdict b) {
        assertThat(a.and(b)).isEqualTo(b.and(a));
    }

    @Property
    void grouping_does_not_matter(@ForAll Verdict a, @ForAll Verdict b, @ForAll Verdict c) {
        assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
    }

    @Property
    void saying_it_twice_changes_nothing(@ForAll Verdict a) {
        assertThat(a.and(a)).isEqualTo(a);
    }

    @Property
    void a_guard_with_nothing_to_say_changes_nothing(@ForAll Verdict a) {
        assertThat(a.and(Verdict.PASS)).isEqualTo(a);
        assertThat(Verdict.PASS.and(a)).isEqualTo(a);
    }

    @Property
    void one_more_guard_never_softens(@ForAll Verdict a, @ForAll Verdict b) {
        Verdict both = a.and(b);
        assertThat(both.decision()).isGreaterThanOrEqualTo(a.decision());
        assertThat(both.reasons()).containsAll(a.reasons());
    }

    @Property
    void nothing_that_had_to_go_stays(@ForAll Verdict a, @ForAll Verdict b) {
        for (Edits.Edit edit : a.edits().all()) {
            assertThat(a.and(b).edits().all())
                    .anyMatch(each -> each.span().from() <= edit.span().from()
                            && edit.span().to() <= each.span().to()
                            && each.labels().containsAll(edit.labels()));
        }
    }

    @Property
    void two_guards_together_say_no_more_than_each(@ForAll Verdict a, @ForAll Verdict b) {
        Verdict both = a.and(b);
        assertThat(both.decision()).isIn(a.decision(), b.decision());
        var reasons = new TreeSet<>(a.reasons());
        reasons.addAll(b.reasons());
        assertThat(both.reasons()).isEqualTo(reasons);
    }

    @Property
    void clean_is_what_no_guard_spoke_of(@ForAll Verdict a, @ForAll Verdict b) {
        assertThat(a.and(b).isClean()).isEqualTo(a.isClean() && b.isClean());
        assertThat(a.isClean()).isEqualTo(a.equals(Verdict.PASS));
    }

    @Property
    void all_at_once_is_one_after_the_other(@ForAll List<Verdict> all) {
        Verdict one = Verdict.PASS;
        for (Verdict each : all) one = one.and(each);
        assertThat(Verdict.all(all)).isEqualTo(one);
    }

    @Example
    void each_word_is_its_decision_with_its_reason() {
        assertThat(Verdict.deny(REASON).decision()).isEqualTo(Verdict.Decision.DENY);
        assertThat(Verdict.hold(REASON).decision()).isEqualTo(Verdict.Decision.HOLD);
        assertThat(Verdict.noting(REASON).decision()).isEqualTo(Verdict.Decision.PASS);
        assertThat(List.of(Verdict.deny(REASON), Verdict.hold(REASON), Verdict.noting(REASON)))
                .allSatisfy(each -> assertThat(each.reasons()).containsExactly(REASON))
                .allSatisfy(each -> assertThat(each.edits()).isEqualTo(Edits.NONE));
    }

    @Example
    void what_has_to_go_is_labelled_with_its_rule() {
        Verdict text = Verdict.withoutText(new Span(3, 5), REASON);
        Verdict element = Verdict.withoutElement(new Span(3, 5), REASON);
        assertThat(text.edits()).isEqualTo(Edits.text(new Span(3, 5), "pins"));
        assertThat(element.edits()).isEqualTo(Edits.element(new Span(3, 5), "pins"));
        assertThat(List.of(text, element))
                .allSatisfy(each -> assertThat(each.decision()).isEqualTo(Verdict.Decision.PASS))
                .allSatisfy(each -> assertThat(each.reasons()).containsExactly(REASON));
    }

    @Example
    void a_verdict_does_not_change_with_the_set_it_was_made_of() {
        var reasons = new TreeSet<>(List.of(REASON));
        var verdict = new Verdict(Verdict.Decision.DENY, Edits.NONE, reasons);
        reasons.clear();
        assertThat(verdict.reasons()).containsExactly(REASON);
    }
}
