package dev.pavise.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The requests of one connection, one after another, and the watch over it: no client keeps one for nothing.
final class Requests extends SimpleChannelInboundHandler<Object> {
    /// A reply has left as a whole.
    static final Object REPLIED = new Object();

    private static final Refused TOO_MUCH =
            new Refused(503, "too much is being sent at the moment\nhint: try again in a moment", "Retry-After: 1");

    private static final int WAITING_MAX = 8;
    /// Who sends more than this in one request is looked at before the rest of it is taken in.
    private static final int UNKNOWN_BYTES_MAX = 16 << 10;
    /// How long a client has to read the last reply, while what it still sends is thrown away.
    private static final long LINGER_MILLIS = 1000;

    private static final int LOOKS_PER_IDLE_TIME = 4;

    private final Routing router;
    private final HttpLimits limits;
    private final Bodies bodies;
    private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private @Nullable Arriving arriving;
    private long arrivingAt;
    private @Nullable Visit visit;
    private boolean isClosing;
    private long activeAt = System.nanoTime();
    private @Nullable ScheduledFuture<?> watch;

    /// @param bodies what all connections share
    Requests(Routing router, HttpLimits limits, Bodies bodies) {
        this.router = router;
        this.limits = limits;
        this.bodies = bodies;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long each = Math.max(1, limits.idleTime().toMillis() / LOOKS_PER_IDLE_TIME);
        watch = context.executor().scheduleWithFixedDelay(() -> look(context), each, each, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (watch != null) watch.cancel(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (isClosing) return;
        activeAt = System.nanoTime();
        if (message instanceof Refused refused) {
            refuse(context, refused);
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            refuse(context, new Refused(400, "the request is broken"));
        } else {
            if (message instanceof HttpRequest head) begin(context, head);
            if (message instanceof HttpContent content) goOn(context, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        var now = new Arriving(head, limits.bodyBytesMax());
        arriving = now;
        arrivingAt = activeAt;
        if (now.isTooLong()) {
            refuse(context, tooLong());
        } else if (now.expects() && (!now.expectsContinue() || visit != null)) {
            refuse(context, new Refused(417, "send the body without waiting"));
        } else if (now.expects()) {
            examine(context, now);
        }
    }

    private void goOn(ChannelHandlerContext context, HttpContent content) {
        Arriving now = arriving;
        if (now == null || isClosing) return;
        int more = content.content().readableBytes();
        if (!bodies.take(more)) {
            refuse(context, TOO_MUCH);
        } else if (!now.take(content.content())) {
            bodies.give(more);
            refuse(context, tooLong());
        } else if (content instanceof LastHttpContent) {
            arriving = null;
            add(context, now.whole());
        } else {
            examine(context, now);
        }
    }

    /// Lets go of what has arrived of a request that nobody serves.
    private void drop() {
        if (arriving != null) bodies.give(arriving.size());
        arriving = null;
        for (Arrival each : waiting) bodies.give(bytes(each));
        waiting.clear();
    }

    private Refused tooLong() {
        return new Refused(413, "a request has at most " + limits.bodyBytesMax() + " bytes");
    }

    /// Stops taking in what a stranger sends at length, and lets a friend go on.
    private void examine(ChannelHandlerContext context, Arriving now) {
        if (!now.isToExamine(UNKNOWN_BYTES_MAX)) return;
        context.channel().config().setAutoRead(false);
        router.examine(
                now.head(),
                refused -> context.executor().execute(() -> {
                    context.channel().config().setAutoRead(true);
                    if (isClosing || arriving != now) return;
                    if (refused.isPresent()) refuse(context, refused.get());
                    else if (now.expects()) goAhead(context);
                }));
    }

    private static void goAhead(ChannelHandlerContext context) {
        var word =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
        context.writeAndFlush(word).addListener(done -> {
            if (!done.isSuccess()) context.close();
        });
    }

    private void refuse(ChannelHandlerContext context, Refused refused) {
        router.note(refused, arriving == null ? "" : arriving.head().path(), context.channel());
        if (arriving != null) bodies.give(arriving.size());
        arriving = null;
        isClosing = true;
        add(context, refused);
    }

    private void add(ChannelHandlerContext context, Arrival arrival) {
        waiting.add(arrival);
        waitingBytes += bytes(arrival);
        boolean tooMuch = waiting.size() > WAITING_MAX || (visit != null && waitingBytes > limits.bodyBytesMax());
        if (tooMuch) context.close();
        else if (visit == null) next(context);
    }

    private static int bytes(Arrival arrival) {
        return arrival instanceof Incoming incoming ? incoming.body().length : 0;
    }

    private void next(ChannelHandlerContext context) {
        Arrival arrival = waiting.poll();
        if (arrival == null) return;
        waitingBytes -= bytes(arrival);
        switch (arrival) {
            case Incoming incoming -> {
                var now = new Visit(incoming.isLast(), context::close);
                visit = now;
                now.onDone(() -> bodies.give(incoming.body().length));
                router.route(incoming, context, now);
            }
            case Refused refused -> {
                visit = new Visit(true, context::close);
                new Reply(context, visit, Reply.Pending.NONE).refuse(refused);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event != REPLIED) {
            super.userEventTriggered(context, event);
            return;
        }
        Visit over = visit;
        if (over == null) return;
        visit = null;
        activeAt = System.nanoTime();
        over.done();
        if (over.isLast()) linger(context);
        else next(context);
    }

    /// Closes so that the client still reads the reply: a connection with unread bytes is reset, and the reply with it.
    private void linger(ChannelHandlerContext context) {
        isClosing = true;
        drop();
        if (context.channel() instanceof DuplexChannel socket
                && context.pipeline().get(SslHandler.class) == null) {
            socket.shutdownOutput();
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else if (context.channel() instanceof Http2StreamChannel) {
            // RFC 9113, section 8.1: the reply is whole, and the rest of the request is not needed.
            context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        } else {
            context.close();
        }
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        long most = limits.idleTime().toNanos();
        if (arriving != null && now - arrivingAt > limits.requestTime().toNanos()) {
            refuse(context, new Refused(408, "the request took too long to arrive"));
            return;
        }
        Visit under = visit;
        if (under == null) {
            if (arriving == null && now - activeAt > most) context.close();
            return;
        }
        Reply reply = under.reply();
        if (reply == null) return;
        if (reply.stalledNanos(now) > most) context.close();
        else reply.breathe(now, most / 2);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        Visit gone = visit;
        visit = null;
        isClosing = true;
        drop();
        if (gone != null) {
            router.elsewhere(() -> {
                gone.leave();
                gone.done();
            });
        }
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
