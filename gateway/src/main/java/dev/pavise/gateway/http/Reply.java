package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The reply to one HTTP request in the making: one JSON body, or a stream of events. Its methods may be called on any
/// thread; what they write leaves in their order.
final class Reply {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    /// What is written at once, so that a client that reads slowly can be told from one that does not read.
    private static final int PIECE_BYTES = 64 << 10;

    private final ChannelHandlerContext context;
    private final Visit visit;
    private final Pending pending;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean isStream;
    private boolean isOver;
    private int unwritten;
    private long movedAt = System.nanoTime();

    /// Counts what waits for clients that do not read.
    interface Pending {
        void add(int bytes);

        Pending NONE = bytes -> {};
    }

    Reply(ChannelHandlerContext context, Visit visit, Pending pending) {
        this.context = context;
        this.visit = visit;
        this.pending = pending;
    }

    /// A header of the reply, as long as it has not begun.
    synchronized Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    synchronized boolean isStream() {
        return isStream;
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /// The reply without a header again, as long as it has not begun.
    synchronized void without(String name) {
        headers.remove(name);
    }

    /// One body, and the end.
    synchronized void whole(int status, String type, byte[] body) {
        if (isOver || isStream || !isOurs()) return;
        isOver = true;
        ByteBuf first = Unpooled.wrappedBuffer(body, 0, Math.min(body.length, PIECE_BYTES));
        HttpResponseStatus told = HttpResponseStatus.valueOf(status);
        HttpResponse response = body.length > PIECE_BYTES
                ? new DefaultHttpResponse(HttpVersion.HTTP_1_1, told)
                : new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, told, first);
        if (body.length > 0) response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        if (status != 204) response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        head(response);
        if (body.length <= PIECE_BYTES) {
            write(response, body.length, true);
            return;
        }
        write(response, 0, false);
        write(new DefaultHttpContent(first), PIECE_BYTES, false);
        for (int from = PIECE_BYTES; from < body.length; from += PIECE_BYTES) {
            int length = Math.min(body.length - from, PIECE_BYTES);
            write(new DefaultHttpContent(Unpooled.wrappedBuffer(body, from, length)), length, false);
        }
        write(LastHttpContent.EMPTY_LAST_CONTENT, 0, true);
    }

    private void head(HttpResponse response) {
        headers.forEach(response.headers()::set);
        if (visit.isLast()) response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    /// Whether no other reply has begun for this request; else this one is over before it begins.
    private boolean isOurs() {
        if (visit.isFor(this)) return true;
        isOver = true;
        return false;
    }

    void refuse(Refused refused) {
        int colon = refused.header().indexOf(':');
        if (colon > 0) {
            header(
                    refused.header().substring(0, colon),
                    refused.header().substring(colon + 1).strip());
        }
        words(refused.status(), refused.why());
    }

    void json(int status, byte[] body) {
        whole(status, "application/json", body);
    }

    /// Fault and next step, for whoever reads a raw reply.
    void words(int status, String words) {
        whole(status, "text/plain; charset=utf-8", (words + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void empty(int status) {
        whole(status, "", new byte[0]);
    }

    /// Begins a stream of events (WHATWG HTML, server-sent events).
    synchronized void begin() {
        if (isOver || isStream || !isOurs()) return;
        isStream = true;
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-transform")
                .set("X-Accel-Buffering", "no")
                .set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        head(response);
        write(response, 0, false);
    }

    /// One event; whether it is on its way.
    ///
    /// @param fields lines before its data, each with its line feed: `id: 3-1\n`
    synchronized boolean event(String fields, byte[] data) {
        begin();
        if (isOver) return false;
        ByteBuf event = context.alloc().buffer(fields.length() + data.length + 16);
        event.writeCharSequence(fields, StandardCharsets.US_ASCII);
        lines(event, data);
        event.writeByte('\n');
        while (event.readableBytes() > PIECE_BYTES) {
            write(new DefaultHttpContent(event.readRetainedSlice(PIECE_BYTES)), PIECE_BYTES, false);
        }
        write(new DefaultHttpContent(event), event.readableBytes(), false);
        return true;
    }

    /// A line that readers pass over.
    synchronized void comment(String words) {
        if (isOver || !isStream) return;
        ByteBuf line = ByteBufUtil.writeAscii(context.alloc(), ": " + words + "\n\n");
        write(new DefaultHttpContent(line), line.readableBytes(), false);
    }

    /// The end of a stream.
    synchronized void end() {
        begin();
        if (isOver) return;
        isOver = true;
        write(LastHttpContent.EMPTY_LAST_CONTENT, 0, true);
    }

    /// The end in the midst of it: a stream ends, and whoever was told nothing yet is told this.
    synchronized void breakOff(int status, String words) {
        if (isStream) end();
        else words(status, words);
    }

    /// The connection is gone.
    synchronized void lost() {
        isOver = true;
    }

    /// For how long the client has read nothing although something waits for it.
    synchronized long stalledNanos(long now) {
        return unwritten == 0 ? 0 : now - movedAt;
    }

    /// Lets a stream that was silent for so long show that it lives: to proxies, and to a peer that may be gone without
    /// a word.
    synchronized void breathe(long now, long silence) {
        if (isStream && unwritten == 0 && now - movedAt > silence) comment("");
    }

    /// A message from elsewhere may have line ends between its values; each of its lines is one of the event's.
    private static void lines(ByteBuf event, byte[] data) {
        int from = 0;
        for (int i = 0; i <= data.length; i++) {
            if (i < data.length && data[i] != '\n' && data[i] != '\r') continue;
            event.writeBytes(DATA).writeBytes(data, from, i - from).writeByte('\n');
            from = i + 1;
        }
    }

    private void write(Object message, int bytes, boolean isLast) {
        pending.add(bytes);
        if (unwritten++ == 0) movedAt = System.nanoTime();
        // The promise listens before anything is written: told later, a reply that has left may seem to be under way
        // when its client closes.
        ChannelPromise promise = context.newPromise();
        promise.addListener(done -> {
            pending.add(-bytes);
            moved();
            if (!done.isSuccess()) context.close();
            else if (isLast) context.pipeline().fireUserEventTriggered(Requests.REPLIED);
        });
        context.writeAndFlush(message, promise);
    }

    private synchronized void moved() {
        unwritten--;
        movedAt = System.nanoTime();
    }

    /// How an answer is told in HTTP (2026-07-28, transports): errors of the protocol have a status of their own.
    static int status(Effect.Send send) {
        return switch (send.error()) {
            case -32020, -32021, -32022, -32700, -32600 -> 400;
            case -32601 -> 404;
            case -32602 -> send.refused() ? 400 : 200;
            default -> 200;
        };
    }
}
