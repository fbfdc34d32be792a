package dev.pavise.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/// Demands of an h2 request's head what [Framing] demands of one in HTTP/1.1.
final class H2Heads extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        String fault = message instanceof HttpRequest request ? Framing.fault(request) : null;
        if (fault == null) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            context.fireChannelRead(new Refused(400, fault));
        }
    }
}
