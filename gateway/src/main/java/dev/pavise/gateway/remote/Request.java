package dev.pavise.gateway.remote;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// An HTTP request before it is written.
///
/// @param common the lines of the head that all requests to the server have
/// @param own the lines of the head that this one has beside them, each with its end
record Request(Method method, Target target, byte[] common, String own, byte[] body) {
    /// What a request does.
    enum Method {
        POST("Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"),
        GET("Accept: text/event-stream\r\n"),
        DELETE("");

        private final String head;

        Method(String head) {
            this.head = head;
        }
    }

    static final byte[] NO_BODY = new byte[0];
    /// A longer body is not copied behind the head.
    private static final int TOGETHER_MAX = 64 << 10;

    Request at(Target other) {
        return new Request(method, other, common, own, body);
    }

    boolean isTogether() {
        return body.length <= TOGETHER_MAX;
    }

    /// The head, and the body behind it where that is short.
    ByteBuf write(ByteBufAllocator allocator) {
        int length = target.path().length() + common.length + own.length() + 256;
        ByteBuf out = allocator.directBuffer(length + (isTogether() ? body.length : 0));
        out.writeCharSequence(method.name(), StandardCharsets.US_ASCII);
        out.writeByte(' ');
        out.writeCharSequence(target.path(), StandardCharsets.US_ASCII);
        out.writeCharSequence(" HTTP/1.1\r\n", StandardCharsets.US_ASCII);
        out.writeBytes(common);
        out.writeCharSequence(method.head, StandardCharsets.US_ASCII);
        out.writeCharSequence(own, StandardCharsets.ISO_8859_1);
        if (method == Method.POST) {
            out.writeCharSequence("Content-Length: ", StandardCharsets.US_ASCII);
            out.writeCharSequence(Integer.toString(body.length), StandardCharsets.US_ASCII);
            out.writeCharSequence("\r\n", StandardCharsets.US_ASCII);
        }
        out.writeCharSequence("\r\n", StandardCharsets.US_ASCII);
        if (isTogether()) out.writeBytes(body);
        return out;
    }
}
