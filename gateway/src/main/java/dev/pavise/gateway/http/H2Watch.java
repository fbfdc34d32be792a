package dev.pavise.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes an h2 connection on which there has been no request for long, whatever else its client sends.
final class H2Watch extends ChannelDuplexHandler {
    private final Http2FrameCodec codec;
    private final long idleMillis;
    private @Nullable ScheduledFuture<?> watch;
    private int last;
    private boolean wasIdle;

    H2Watch(Http2FrameCodec codec, HttpLimits limits) {
        this.codec = codec;
        idleMillis = Math.max(1, limits.idleTime().toMillis());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        watch = context.executor()
                .scheduleWithFixedDelay(() -> look(context), idleMillis, idleMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) watch.cancel(false);
    }

    private void look(ChannelHandlerContext context) {
        int now = codec.connection().remote().lastStreamCreated();
        boolean isIdle = codec.connection().numActiveStreams() == 0 && now == last;
        if (isIdle && wasIdle) context.close();
        wasIdle = isIdle;
        last = now;
    }
}
