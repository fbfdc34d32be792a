package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Method;
import dev.pavise.core.policy.Preset;
import java.util.Optional;

/// Who may say what in which revision. A known method goes only its way, in its form, in the revisions that have it.
///
/// A method that no revision knows is the peers' own affair in `balanced`, and refused in `strict`.
public final class Methods implements Guard {
    @Override
    public String id() {
        return "method";
    }

    @Override
    public Verdict judge(Message message, Context context) {
        return switch (message) {
            case Message.Request request -> judge(request, false, context);
            case Message.Notification notification -> judge(notification, true, context);
            case Message.Result _, Message.Failure _ -> Verdict.PASS;
        };
    }

    private Verdict judge(Message.Asking asking, boolean notifies, Context context) {
        Optional<Method> known = Method.of(asking.method());
        if (known.isEmpty()) {
            return context.policy().preset() == Preset.STRICT
                    ? deny("\"" + Words.quote(asking.method()) + "\" is no method of MCP")
                    : Verdict.PASS;
        }
        Method method = known.get();
        if (!method.mayGo(context.direction())) {
            return deny(method.wire() + " goes the wrong way: "
                    + switch (context.direction()) {
                        case TO_SERVER -> "only servers send it";
                        case TO_CLIENT -> "only clients send it";
                    });
        }
        if (!method.isIn(context.revision())) {
            return deny(method.wire() + " is not in revision " + context.revision());
        }
        if (method.isNotification() != notifies) {
            return deny(notifies ? method.wire() + " has no id to answer to" : method.wire() + " can't be answered");
        }
        return Verdict.PASS;
    }

    private Verdict deny(String seen) {
        return Verdict.deny(new Reason(id(), "/method", seen));
    }
}
