package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Edits;
import dev.pavise.core.json.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What guards think of one message: how far it may go, what has to go from it first, and why.
///
/// A verdict is a product of three lattices (the stricter decision, the union of edits, the union of reasons), so
/// [#and] is commutative, associative and idempotent, and one more guard can never soften a verdict.
public record Verdict(Decision decision, Edits edits, SortedSet<Reason> reasons) {
    /// In order of strictness. `HOLD` waits for a person; `DENY` answers with an error.
    public enum Decision {
        PASS,
        HOLD,
        DENY
    }

    /// How the label of an edit begins that says itself what takes the characters' place.
    public static final String INSTEAD = "=";

    public static final Verdict PASS = new Verdict(Decision.PASS, Edits.NONE, Collections.emptySortedSet());

    public Verdict {
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
    }

    public static Verdict deny(Reason reason) {
        return because(Decision.DENY, reason);
    }

    public static Verdict hold(Reason reason) {
        return because(Decision.HOLD, reason);
    }

    /// The message may go once the characters in `span`, inside a string, are gone from it.
    public static Verdict withoutText(Span span, Reason reason) {
        return new Verdict(Decision.PASS, Edits.text(span, reason.rule()), new TreeSet<>(Set.of(reason)));
    }

    /// The message may go once the characters in `span`, inside a string, have given way to these.
    ///
    /// @param instead ASCII without quotes and backslashes
    public static Verdict withText(Span span, Reason reason, String instead) {
        return new Verdict(Decision.PASS, Edits.text(span, INSTEAD + instead), new TreeSet<>(Set.of(reason)));
    }

    /// The message may go once the array element in `span` is gone from it.
    public static Verdict withoutElement(Span span, Reason reason) {
        return new Verdict(Decision.PASS, Edits.element(span, reason.rule()), new TreeSet<>(Set.of(reason)));
    }

    /// The message may go as it is, and the evidence tells what was seen.
    public static Verdict noting(Reason reason) {
        return because(Decision.PASS, reason);
    }

    public Verdict and(Verdict other) {
        if (isClean()) return other;
        if (other.isClean()) return this;
        return all(List.of(this, other));
    }

    /// What all of them say together: [#and] over each, in one pass, because peers decide how many there are.
    public static Verdict all(Collection<Verdict> verdicts) {
        boolean isClean = true;
        for (Verdict each : verdicts) isClean &= each.isClean();
        if (isClean) return PASS;
        var strictest = Decision.PASS;
        var edits = new ArrayList<Edits.Edit>();
        var why = new TreeSet<Reason>();
        for (Verdict each : verdicts) {
            if (each.decision.compareTo(strictest) > 0) strictest = each.decision;
            edits.addAll(each.edits.all());
            why.addAll(each.reasons);
        }
        return new Verdict(strictest, new Edits(edits), why);
    }

    /// The same decision and edits with the first so many reasons, and one more that says how many were left out.
    Verdict withReasonsMax(int reasonsMax) {
        int more = reasons.size() - reasonsMax;
        if (more <= 0) return this;
        var some = new TreeSet<Reason>();
        for (Reason each : reasons) {
            if (some.size() == reasonsMax) break;
            some.add(each);
        }
        some.add(new Reason(reasons.last().rule(), "", "and " + more + " more reasons, too many to keep each"));
        return new Verdict(decision, edits, some);
    }

    /// Whether no guard had anything to say.
    public boolean isClean() {
        return decision == Decision.PASS && edits.all().isEmpty() && reasons.isEmpty();
    }

    private static Verdict because(Decision decision, Reason reason) {
        return new Verdict(decision, Edits.NONE, new TreeSet<>(Set.of(reason)));
    }
}
