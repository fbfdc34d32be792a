package dev.pavise.gateway.http;

import io.netty.channel.ChannelHandlerContext;

/// A request of somebody who may come in, at the server that it is for.
record Guest(
        String principal, Backend backend, Incoming incoming, ChannelHandlerContext context, Requests.Visit visit) {

    /// A reply that counts what waits for its client.
    Reply reply(Reply.Pending pending) {
        return new Reply(context, pending);
    }

    Reply reply() {
        return new Reply(context, Reply.Pending.NONE);
    }
}
