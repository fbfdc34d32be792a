package dev.pavise.core.guard;

import dev.pavise.core.message.Message;

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
}
