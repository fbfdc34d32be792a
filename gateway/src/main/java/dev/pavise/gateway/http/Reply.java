package dev.pavise.gateway.http;

import dev.pavise.core.exchange.Effect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
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

    private final ChannelHandlerContext context;
    private final Pending pending;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean isStream;
    private boolean isOver;

    /// Counts what waits for clients that do not read.
    interface Pending {
        void add(int bytes);

        Pending NONE = bytes -> {};
    }

    Reply(ChannelHandlerContext context, Pending pending) {
        this.context = context;
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

    /// One body, and the end.
    synchronized void whole(int status, String type, byte[] body) {
        if (isOver || isStream) return;
        isOver = true;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        if (body.length > 0) response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        if (status != 204) response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.forEach(response.headers()::set);
        write(response, body.length);
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
        if (isOver || isStream) return;
        isStream = true;
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache, no-transform")
                .set("X-Accel-Buffering", "no")
                .set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        headers.forEach(response.headers()::set);
        write(response, 0);
    }

    /// One event.
    ///
    /// @param fields lines before its data, each with its line feed: `id: 3-1\n`
    synchronized void event(String fields, byte[] data) {
        if (isOver) return;
        begin();
        ByteBuf event = context.alloc().buffer(fields.length() + data.length + 16);
        event.writeCharSequence(fields, StandardCharsets.US_ASCII);
        lines(event, data);
        event.writeByte('\n');
        write(new DefaultHttpContent(event), data.length);
    }

    /// The end of a stream.
    synchronized void end() {
        if (isOver) return;
        if (!isStream) begin();
        isOver = true;
        write(LastHttpContent.EMPTY_LAST_CONTENT, 0);
    }

    /// The connection is gone.
    synchronized void lost() {
        isOver = true;
    }

    void close() {
        context.channel().close();
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

    private void write(Object message, int bytes) {
        pending.add(bytes);
        boolean last = isOver;
        context.writeAndFlush(message).addListener(done -> {
            pending.add(-bytes);
            if (!done.isSuccess()) context.close();
            else if (last) context.pipeline().fireUserEventTriggered(Requests.REPLIED);
        });
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
