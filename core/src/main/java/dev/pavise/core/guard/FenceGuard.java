package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.message.Message;

/// Notes that a message's texts go to the client between marks, which they get when it passes. As many
/// as a message may hold items: each text costs a message two lines more. Who allows it for a tool has
/// that tool's text go without marks.
public final class FenceGuard implements Guard {
    static final String ID = "fence";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Verdict judge(Message message, Context context) {
        int count = Fenced.in(message, context).size();
        if (count == 0) return Verdict.PASS;
        int countMax = context.policy().limits().contentItemsMax();
        if (count > countMax) {
            String seen = count + " texts to stand between marks, and " + countMax + " are allowed";
            return Verdict.deny(new Reason(id(), "", seen));
        }
        String texts = count == 1 ? "1 text stands" : count + " texts stand";
        return Verdict.noting(new Reason(id(), "", texts + " between marks"));
    }
}
