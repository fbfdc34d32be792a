package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.json.Value;
import dev.pavise.core.message.Direction;
import dev.pavise.core.message.Message;
import dev.pavise.core.seal.Seals;
import java.util.Optional;

/// A client brings back what this server gave to this principal for this request, unchanged, in time, and a state
/// once (2026-07-28, multi round-trip requests; tasks extension). Only where many clients share a session: a session
/// of one's own gives nothing to others.
public final class SealGuard implements Guard {
    private final Seals seals;

    public SealGuard(Seals seals) {
        this.seals = seals;
    }

    @Override
    public String id() {
        return "seal";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        boolean isOurs =
                context.direction() == Direction.TO_SERVER && context.asker().scope() != 0;
        if (!isOurs || !(message instanceof Message.Request request)) return Verdict.PASS;
        Verdict verdict = Verdict.PASS;
        for (Sealed each : Sealed.in(request, context.principal(), context.server())) {
            verdict = verdict.and(judge(each, context));
        }
        return verdict;
    }

    /// One that is wrong is enough.
    private Verdict judge(Sealed each, Context context) {
        if (each.values().size() > Sealed.VALUES_MAX) {
            return deny(each.value(), "it names more than " + Sealed.VALUES_MAX + " at once");
        }
        for (Value value : each.values()) {
            Verdict verdict = judge(each, value, context);
            if (verdict.decision() == Verdict.Decision.DENY) return verdict;
        }
        return Verdict.PASS;
    }

    private Verdict judge(Sealed each, Value value, Context context) {
        Optional<String> inner =
                value.isString() ? seals.open(each.binding(), value.text(), context.now()) : Optional.empty();
        if (inner.isEmpty()) {
            return deny(value, "it was not given for this request, was changed, or is too old");
        }
        return each.isOnce() && context.spent().contains(value.text())
                ? deny(value, "it was brought back before")
                : Verdict.PASS;
    }

    private Verdict deny(Value value, String seen) {
        return Verdict.deny(new Reason(id(), value.place(), seen));
    }
}
