package dev.pavise.gateway.http;

import dev.pavise.gateway.Destination;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A request of somebody who may come in, and where it leads.
///
/// @param elsewhere runs what may wait, on a thread that is nobody's event loop
/// @param noted hears why the guest is turned away after all
record Guest(
        String principal,
        Destination destination,
        Incoming incoming,
        ChannelHandlerContext context,
        Visit visit,
        Executor elsewhere,
        Consumer<Refused> noted) {

    /// Turns the guest away; whoever runs Pavise hears of it.
    void refuse(Refused refused) {
        noted.accept(refused);
        reply().refuse(refused);
    }

    /// A reply that counts what waits for its client.
    Reply reply(Reply.Pending pending) {
        return new Reply(context, visit, pending);
    }

    Reply reply() {
        return reply(Reply.Pending.NONE);
    }

    /// Nothing new begins here any more.
    void sendAway() {
        visit.makeLast();
        reply().header("Retry-After", "5").words(503, "Pavise is about to end\nhint: try again in a moment");
    }
}
