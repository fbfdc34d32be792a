package dev.pavise.gateway.http;

import io.netty.channel.ChannelHandlerContext;

/// A request of somebody who may come in, at the server that it is for.
record Guest(String principal, Backend backend, Incoming incoming, ChannelHandlerContext context, Visit visit) {

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
