package dev.pavise.gateway.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The requests of one connection, one after another.
final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    /// A reply has left as a whole.
    static final Object REPLIED = new Object();

    private static final int WAITING_MAX = 8;

    private final Router router;
    private final ArrayDeque<Incoming> waiting = new ArrayDeque<>();
    private @Nullable Visit visit;

    /// A request under way, and what is to be done when its connection breaks.
    static final class Visit {
        private @Nullable Runnable left;
        private boolean isGone;

        /// Done at once where the connection is gone already.
        synchronized void onLeft(Runnable action) {
            if (isGone) action.run();
            else left = action;
        }

        private synchronized void leave() {
            isGone = true;
            if (left != null) left.run();
        }
    }

    Requests(Router router) {
        this.router = router;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            new Reply(context, Reply.Pending.NONE).header("Connection", "close").words(400, "the request is broken");
            return;
        }
        byte[] body = ByteBufUtil.getBytes(request.content());
        waiting.add(Incoming.of(request.method().name(), request.uri(), request.headers(), body));
        if (waiting.size() > WAITING_MAX) context.close();
        else if (visit == null) next(context);
    }

    private void next(ChannelHandlerContext context) {
        Incoming incoming = waiting.poll();
        if (incoming == null) return;
        var now = new Visit();
        visit = now;
        router.route(incoming, context, now);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == REPLIED) {
            visit = null;
            next(context);
        } else if (event instanceof IdleStateEvent) {
            if (visit == null) context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        Visit now = visit;
        visit = null;
        if (now != null) router.elsewhere(now::leave);
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
