package dev.pavise.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the requests of connections go.
interface Routing {
    /// Replies, or sees to it that a reply comes.
    void route(Incoming incoming, ChannelHandlerContext context, Visit visit);

    /// Looks at a request whose body is still to come; what is told is why nobody waits for it, or
    /// nothing.
    void examine(Incoming head, Consumer<Optional<Refused>> tell);

    /// Hears of somebody who is refused.
    ///
    /// @param path what was asked for; empty where that is not known
    void note(Refused refused, String path, Channel from);

    /// Runs what must not keep a connection's thread.
    void elsewhere(Runnable action);
}
