package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.guard.schema.Misfit;
import dev.pavise.core.guard.schema.Outcome;

/// What the check of a value by its schema means for the message that carries it.
///
/// @param rule who speaks
/// @param place of the value in the message
/// @param tool whose schema it is
record SchemaVerdict(String rule, String place, String tool) {
    Verdict on(Outcome outcome, Context context) {
        return switch (outcome) {
            case Outcome.Fits _ -> Verdict.PASS;
            case Outcome.Misfits misfits -> misfits(misfits);
            case Outcome.Unchecked unchecked -> deny("", unchecked.why());
            case Outcome.Unusable unusable -> unusable(unusable.why(), context);
        };
    }

    Verdict deny(String below, String why) {
        return Verdict.deny(new Reason(rule, place + below, why));
    }

    private Verdict misfits(Outcome.Misfits misfits) {
        Verdict verdict = Verdict.PASS;
        for (Misfit each : misfits.some()) verdict = verdict.and(deny(each.place(), each.why()));
        return misfits.more() == 0 ? verdict : verdict.and(deny("", "and " + misfits.more() + " more that do not fit"));
    }

    /// Whoever lets a tool with a bad schema through has said that nothing can be checked by it.
    private Verdict unusable(String why, Context context) {
        boolean allowed = context.policy()
                .allowance(DefinitionSchema.RULE, context.server(), tool, context.now())
                .isPresent();
        return allowed ? Verdict.noting(new Reason(rule, place, "not checked: " + why)) : deny("", why);
    }
}
