package dev.pavise.gateway.union;

import dev.pavise.core.exchange.Effect;
import dev.pavise.core.json.Bounds;
import dev.pavise.core.message.Message;
import dev.pavise.core.message.Reading;
import dev.pavise.core.message.Revision;
import dev.pavise.gateway.Partner;
import dev.pavise.gateway.Upstream;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Hears what a member answers to a legacy client's handshake.
///
/// @param part what becomes of it for the client, where it is part of the client's own handshake
record Meeting(Members members, Executor workers, Member member, Partner partner, Optional<Gather.Part> part)
        implements Hearer {
    @Override
    public void answered(Effect.Send answer) {
        workers.execute(() -> {
            Reading reading = Reading.of(answer.bytes(), Bounds.DEFAULT);
            if (reading instanceof Reading.Read(Message.Result result)) met(result, answer);
            else if (partner.isOver()) partner.closed().thenAcceptAsync(this::ended, workers);
            else if (answer.refused() && reading instanceof Reading.Read(Message.Failure own)) failed(words(own));
            else failed("it answered initialize with an error");
        });
    }

    /// It did not last, or never came up.
    private void ended(String why) {
        failed(Upstream.Listener.ownWords(why));
    }

    /// What Pavise tells the client in place of the answer.
    private static String words(Message.Failure own) {
        return String.valueOf(own.error().string("message"));
    }

    @Override
    public void finished() {
        gone("it was given up");
    }

    @Override
    public void gone(String why) {
        workers.execute(() -> failed(why));
    }

    /// What a server of a later revision says, the client may not know.
    private void met(Message.Result introduction, Effect.Send answer) {
        Revision agreed = Optional.ofNullable(introduction.result().string("protocolVersion"))
                .flatMap(Revision::of)
                .orElse(Revision.V2026_07_28);
        Revision most = members.ownPartner().revision();
        if (agreed.compareTo(most) > 0) failed("it speaks MCP of " + agreed + ", and the client of " + most);
        else if (members.met(member, partner, introduction)) part.ifPresent(each -> each.answered(answer));
        else part.ifPresent(each -> each.gone("it has ended"));
    }

    private void failed(String why) {
        members.failed(member, partner, why);
        part.ifPresent(each -> each.gone(why));
    }
}
