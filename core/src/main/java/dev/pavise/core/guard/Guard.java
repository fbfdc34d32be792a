package dev.pavise.core.guard;

import dev.pavise.core.evidence.Reason;
import dev.pavise.core.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// One protection. Pure: the same message in the same context gets the same verdict, forever, so that a recorded
/// day can be judged again under other rules. A guard that throws has denied.
public interface Guard {
    /// The rule's name, as it stands in evidence and in `pavise allow`.
    String id();

    /// What it thinks of the message as a whole.
    default Verdict judge(Message message, Context context) {
        return Verdict.PASS;
    }

    /// What it thinks of one thing that a list, or the server's introduction, shows. A denial keeps that one thing
    /// from the client and lets the rest pass.
    default Verdict judge(Definition definition, Context context) {
        return Verdict.PASS;
    }

    /// What it thinks of each of the things that one message shows, in their order. For guards that have a bound on
    /// the whole message; the others judge one by one.
    default List<Verdict> judge(List<Definition> definitions, Context context) {
        var verdicts = new ArrayList<Verdict>(definitions.size());
        for (Definition each : definitions) verdicts.add(guarded(() -> judge(each, context)));
        return verdicts;
    }

    /// What it says, or a denial where it breaks.
    default Verdict guarded(Supplier<Verdict> asked) {
        try {
            return asked.get();
        } catch (RuntimeException | StackOverflowError broken) {
            String seen = "the guard failed: " + broken.getClass().getSimpleName();
            return Verdict.deny(new Reason(id(), "", seen));
        }
    }
}
