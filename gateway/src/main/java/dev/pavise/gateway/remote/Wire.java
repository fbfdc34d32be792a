package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to a server: one call at a time.
final class Wire extends ChannelInboundHandlerAdapter {
    private static final String KEEP_ALIVE_TIMEOUT = "timeout=";
    /// How much earlier than the server says a connection is given up, so that no request crosses its end.
    private static final long EARLIER_SECONDS = 1;

    private final Pool pool;
    private final SocketChannel channel;
    private final Limits limits;
    private @Nullable Call call;
    private boolean isStream;
    private boolean isInformational;
    private boolean isReusable;
    private boolean isWritten;
    private boolean isGone;
    private int informational;
    private long idleSeconds;
    private long idleUntil;

    Wire(Pool pool, SocketChannel channel, Limits limits, boolean isStream) {
        this.pool = pool;
        this.channel = channel;
        this.limits = limits;
        this.isStream = isStream;
        idleSeconds = limits.idle().toSeconds();
    }

    boolean isStream() {
        return isStream;
    }

    boolean isUsable() {
        return channel.isActive() && !isGone && System.nanoTime() - idleUntil < 0;
    }

    /// Takes a call. The connection must be usable and have none.
    void start(Call taken) {
        call = taken;
        taken.on(this);
        isReusable = false;
        isWritten = false;
        informational = 0;
        Request request = taken.request();
        ByteBuf out = request.write(channel.alloc());
        ChannelFuture written;
        if (request.isTogether()) {
            written = channel.writeAndFlush(out);
        } else {
            var _ = channel.write(out, channel.voidPromise());
            written = channel.writeAndFlush(Unpooled.wrappedBuffer(request.body()));
        }
        var _ = written.addListener((ChannelFutureListener) done -> {
            isWritten = done.isSuccess();
            taken.left();
            if (!isWritten) close();
        });
    }

    void reads(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    void becomesStream() {
        if (!isStream && pool.promote()) isStream = true;
    }

    void close() {
        var _ = channel.close();
    }

    /// Closes, and tells its call nothing.
    void drop() {
        call = null;
        close();
    }

    /// From now on nobody uses it; it is kept for a while.
    void rest() {
        idleUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(idleSeconds);
        reads(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!(message instanceof HttpObject part) || call == null) {
                // Bytes that nobody asked for: whatever comes next cannot be trusted to be an answer.
                close();
            } else if (part.decoderResult().isFailure()) {
                call.abort("its reply is not HTTP, or its head is longer than " + limits.headBytesMax() + " bytes");
            } else {
                if (part instanceof HttpResponse response) head(response, call);
                if (part instanceof HttpContent content) content(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpResponse response, Call taken) {
        int status = response.status().code();
        isInformational = status < 200;
        HttpHeaders headers = response.headers();
        if (isInformational) {
            if (status == 101 || ++informational > Call.continuesMax())
                taken.abort("it wants to speak another protocol");
            return;
        }
        if (headers.size() > limits.headersMax()) {
            taken.abort("its reply has more than " + limits.headersMax() + " headers");
            return;
        }
        isReusable = HttpUtil.isKeepAlive(response) && !isStream;
        idleSeconds = Math.min(limits.idle().toSeconds(), keptFor(headers.get("keep-alive")));
        taken.head(status, headers);
    }

    /// Servers built on Node close after five seconds, and say so.
    private static long keptFor(@Nullable String keepAlive) {
        int at = keepAlive == null ? -1 : keepAlive.indexOf(KEEP_ALIVE_TIMEOUT);
        if (keepAlive == null || at < 0) return Long.MAX_VALUE;
        long seconds = 0;
        for (int i = at + KEEP_ALIVE_TIMEOUT.length(); i < keepAlive.length(); i++) {
            int digit = keepAlive.charAt(i) - '0';
            if (digit < 0 || digit > 9) break;
            seconds = Math.min(seconds * 10 + digit, Integer.MAX_VALUE);
        }
        return Math.max(0, seconds - EARLIER_SECONDS);
    }

    private void content(HttpContent content) {
        Call taken = call;
        if (isInformational || taken == null) return;
        if (content.content().isReadable()) taken.bytes(content.content());
        if (content instanceof LastHttpContent && call == taken && !isGone) {
            if (taken.isOver() || !isReusable || !isWritten) {
                // Ended first, so that the pool's next call does not find a connection that closes.
                isReusable = false;
                call = null;
                close();
            } else {
                call = null;
                pool.rest(this);
            }
            taken.end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone("the connection broke");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        gone("the connection broke: " + Words.of(cause));
        var _ = context.close();
    }

    private void gone(String why) {
        if (isGone) return;
        isGone = true;
        Call taken = call;
        call = null;
        pool.gone(this);
        if (taken != null) taken.broken(why);
    }
}
