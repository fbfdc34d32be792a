package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Edits;
import dev.pavise.core.json.Span;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Arbitrary verdicts: every decision, spans that overlap and touch, both kinds of edits, reasons that repeat.
public class Verdicts extends DomainContextBase {
    private static final List<String> RULES = List.of("hidden-text", "limits", "pins");

    @Provide
    Arbitrary<Verdict> verdicts() {
        return Combinators.combine(
                        Arbitraries.of(Verdict.Decision.class),
                        edits(),
                        reasons().list().ofMaxSize(4))
                .as((decision, edits, reasons) -> new Verdict(decision, edits, new TreeSet<>(reasons)))
                .withoutEdgeCases();
    }

    private static Arbitrary<Edits> edits() {
        Arbitrary<Edits.Edit> edit = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(Edits.Kind.class),
                        Arbitraries.of(RULES).set().ofMinSize(1))
                .as((from, length, kind, labels) -> new Edits.Edit(new Span(from, from + length), kind, labels));
        return edit.list().ofMaxSize(4).map(Edits::new).withoutEdgeCases();
    }

    private static Arbitrary<Reason> reasons() {
        return Combinators.combine(
                        Arbitraries.of(RULES),
                        Arbitraries.of("", "/params", "/result/0"),
                        Arbitraries.of("this", "that"))
                .as(Reason::new);
    }
}
