package dev.pavise.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Arrays;

/// A request whose body is not whole yet. What is set aside grows with what has arrived, whatever its length says.
final class Arriving {
    private static final int FIRST_BYTES = 1 << 10;
    private static final byte[] NOTHING = new byte[0];

    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final int bytesMax;
    private final long announced;
    private byte[] body = NOTHING;
    private int size;
    private boolean isExamined;

    Arriving(HttpRequest head, int bytesMax) {
        method = head.method().name();
        target = head.uri();
        headers = head.headers();
        this.bytesMax = bytesMax;
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        announced = length == null ? -1 : Framing.length(length.strip());
    }

    /// How much of the body has arrived.
    int size() {
        return size;
    }

    boolean isTooLong() {
        return announced > bytesMax;
    }

    /// Whether its sender waits for a word before it sends the body (RFC 9110, section 10.1.1).
    boolean expects() {
        return headers.contains(HttpHeaderNames.EXPECT);
    }

    boolean expectsContinue() {
        return headers.getAll(HttpHeaderNames.EXPECT).size() == 1
                && headers.get(HttpHeaderNames.EXPECT).equalsIgnoreCase("100-continue");
    }

    /// Takes more of the body; false where that is too much.
    boolean take(ByteBuf more) {
        int length = more.readableBytes();
        if (length > bytesMax - size) return false;
        if (length > body.length - size) body = Arrays.copyOf(body, room(size + length));
        more.readBytes(body, size, length);
        size += length;
        return true;
    }

    private int room(int needed) {
        int wanted = Math.max(needed, (int) Math.min(bytesMax, Math.max(FIRST_BYTES, 2L * size)));
        return announced < 0 ? wanted : Math.max(needed, (int) Math.min(announced, wanted));
    }

    /// Whether it is time to look who sends so much; once.
    boolean isToExamine(int bytes) {
        if (isExamined || (size <= bytes && !expects())) return false;
        isExamined = true;
        return true;
    }

    /// The request without its body.
    Incoming head() {
        return Incoming.of(method, target, headers, NOTHING);
    }

    Incoming whole() {
        return Incoming.of(method, target, headers, size == body.length ? body : Arrays.copyOf(body, size));
    }
}
