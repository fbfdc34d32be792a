package dev.pavise.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets HTTP/1.1 requests through that every parser reads alike, and refuses the others before one has read them
/// (RFC 9112, sections 2.2, 5.1, 5.2, 6.3 and 11.2): folded headers, bare line feeds, spaces before a colon, two
/// lengths, a length beside chunks, two hosts, targets that are no path, chunk extensions, trailers.
final class Framing extends ByteToMessageDecoder {
    private static final String VERSION = " HTTP/1.1";
    private static final int METHOD_MAX = 20;
    private static final int TARGET_MAX = 4096;
    private static final int NAME_MAX = 128;
    private static final int LENGTH_DIGITS_MAX = 10;
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,7}");
    private static final int HEADERS_MAX = 100;
    private static final int CHUNK_LINE_MAX = 16;
    private static final int UNFINISHED = -1;
    private static final int BROKEN = -2;

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        LAST,
        REFUSED
    }

    private final int headBytesMax;
    private final long requestMillis;
    private Part part = Part.HEAD;
    private long left;
    private int looked;
    private long requests;
    private long timed;
    private @Nullable ScheduledFuture<?> deadline;

    Framing(HttpLimits limits) {
        headBytesMax = limits.headBytesMax();
        requestMillis = limits.requestTime().toMillis();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (part) {
            case HEAD -> head(in, out);
            case BODY, CHUNK_DATA -> data(in, out);
            case CHUNK_SIZE -> chunkSize(in, out);
            case CHUNK_END -> end(in, out, Part.CHUNK_SIZE);
            case LAST -> end(in, out, Part.HEAD);
            case REFUSED -> in.skipBytes(in.readableBytes());
        }
        if (part == Part.HEAD && !out.isEmpty()) requests++;
    }

    private void head(ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        if (end == BROKEN) {
            refuse(in, out, 400, "a line ends with CR and LF, and a request begins with its method");
            return;
        }
        if (end == UNFINISHED) {
            if (in.readableBytes() > headBytesMax) refuse(in, out, 431, "the request's head is too long");
            return;
        }
        int length = end - in.readerIndex();
        if (length > headBytesMax) {
            refuse(in, out, 431, "the request's head is too long");
            return;
        }
        String fault = read(in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1));
        if (fault != null) {
            refuse(in, out, 400, fault);
            return;
        }
        looked = 0;
        out.add(in.readRetainedSlice(length));
    }

    /// Where the head ends. Goes on where the last look ended, so that a head byte by byte costs no more than one at
    /// once.
    private int endOfHead(ByteBuf in) {
        int from = in.readerIndex();
        if (in.isReadable() && in.getByte(from) <= ' ') return BROKEN;
        for (int i = from + looked; i < in.writerIndex(); i++) {
            if (in.getByte(i) != '\n') continue;
            if (i == from || in.getByte(i - 1) != '\r') return BROKEN;
            if (i - from >= 3 && in.getByte(i - 2) == '\n') return i + 1;
        }
        looked = in.readableBytes();
        return UNFINISHED;
    }

    /// What is wrong with a head; null where nothing is, and then it is known where its body ends.
    private @Nullable String read(String head) {
        int line = head.indexOf("\r\n");
        if (!isRequestLine(head.substring(0, line))) return "the request line is no method, path and HTTP/1.1";
        int headers = 0;
        int hosts = 0;
        int lengths = 0;
        int codings = 0;
        long length = 0;
        for (int from = line + 2; from < head.length() - 2; from = line + 2) {
            line = head.indexOf("\r\n", from);
            if (++headers > HEADERS_MAX) return "more than " + HEADERS_MAX + " headers";
            int colon = head.indexOf(':', from);
            if (colon < 0 || colon > line || !isName(head, from, colon)) return "a header without a name";
            if (!isText(head, colon, line)) return "a header has a control character";
            if (isNamed(head, from, colon, "host")) {
                hosts++;
            } else if (isNamed(head, from, colon, "content-length")) {
                lengths++;
                length = length(head.substring(colon + 1, line).strip());
                if (length < 0) return "Content-Length is no number";
            } else if (isNamed(head, from, colon, "transfer-encoding")) {
                codings++;
                if (!head.substring(colon + 1, line).strip().equalsIgnoreCase("chunked"))
                    return "no transfer coding but chunked is taken";
            }
        }
        if (hosts != 1) return "a request has one Host";
        if (lengths + codings > 1) return "a body has one length";
        part = codings > 0 ? Part.CHUNK_SIZE : length > 0 ? Part.BODY : Part.HEAD;
        left = length;
        return null;
    }

    private static boolean isRequestLine(String line) {
        int space = line.indexOf(' ');
        int last = line.length() - VERSION.length();
        return space > 0
                && last > space
                && line.endsWith(VERSION)
                && isMethod(line.substring(0, space))
                && isTarget(line.substring(space + 1, last));
    }

    private static boolean isNamed(String head, int from, int to, String name) {
        return to - from == name.length() && head.regionMatches(true, from, name, 0, name.length());
    }

    /// What is wrong with a head that another framing carried; null where nothing is.
    static @Nullable String fault(HttpRequest request) {
        if (!isMethod(request.method().name())) return "no such method";
        if (!isTarget(request.uri())) return "the target is no path";
        if (request.headers().size() > HEADERS_MAX) return "more than " + HEADERS_MAX + " headers";
        for (var header : request.headers()) {
            String name = header.getKey();
            if (!isName(name, 0, name.length())) return "a header without a name";
            if (!isText(header.getValue(), 0, header.getValue().length())) return "a header has a control character";
        }
        return null;
    }

    private static boolean isMethod(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') return false;
        }
        return !method.isEmpty() && method.length() <= METHOD_MAX;
    }

    /// A path, and nothing in it that is not visible ASCII.
    private static boolean isTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) < '!' || target.charAt(i) > '~') return false;
        }
        return target.startsWith("/") && target.length() <= TARGET_MAX;
    }

    /// A token (RFC 9110, section 5.6.2).
    private static boolean isName(String head, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = head.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) return false;
        }
        return to > from && to - from <= NAME_MAX;
    }

    /// Visible characters, spaces and tabs; what is beyond ASCII is bytes that each peer reads in its own way.
    private static boolean isText(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) return false;
        }
        return true;
    }

    /// A length in its one spelling, or below 0.
    static long length(String digits) {
        boolean isOne = !digits.isEmpty()
                && digits.length() <= LENGTH_DIGITS_MAX
                && (digits.charAt(0) != '0' || digits.length() == 1);
        if (!isOne) return -1;
        long length = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            length = length * 10 + digit;
        }
        return length;
    }

    private void data(ByteBuf in, List<Object> out) {
        int length = (int) Math.min(left, in.readableBytes());
        if (length == 0) return;
        left -= length;
        if (left == 0) part = part == Part.BODY ? Part.HEAD : Part.CHUNK_END;
        out.add(in.readRetainedSlice(length));
    }

    private void chunkSize(ByteBuf in, List<Object> out) {
        int feed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        if (feed < 0) {
            if (in.readableBytes() > CHUNK_LINE_MAX) refuse(in, out, 400, "a chunk's size is too long");
            return;
        }
        int length = feed + 1 - in.readerIndex();
        String line = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        String digits = line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : "";
        if (!CHUNK.matcher(digits).matches()) {
            refuse(in, out, 400, "a chunk has a size in hexadecimal and nothing else");
            return;
        }
        left = Integer.parseInt(digits, 16);
        part = left == 0 ? Part.LAST : Part.CHUNK_DATA;
        out.add(in.readRetainedSlice(length));
    }

    private void end(ByteBuf in, List<Object> out, Part next) {
        if (in.readableBytes() < 2) return;
        if (in.getByte(in.readerIndex()) != '\r' || in.getByte(in.readerIndex() + 1) != '\n') {
            refuse(in, out, 400, "a chunk ends with its size; there are no trailers");
            return;
        }
        part = next;
        out.add(in.readRetainedSlice(2));
    }

    /// Nothing behind it can be told apart. The refusal takes its turn behind the requests before it.
    private void refuse(ByteBuf in, List<Object> out, int status, String why) {
        part = Part.REFUSED;
        in.skipBytes(in.readableBytes());
        out.add(new Refused(status, why));
    }

    /// Each request has its time from its first byte to its last. One that comes at once costs no timer.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        boolean isWithin = part != Part.REFUSED && (part != Part.HEAD || actualReadableBytes() > 0);
        boolean isAnother = requests != timed;
        if (deadline != null && (!isWithin || isAnother)) {
            deadline.cancel(false);
            deadline = null;
        }
        if (isWithin && deadline == null) {
            timed = requests;
            deadline = context.executor().schedule(() -> late(context), requestMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void late(ChannelHandlerContext context) {
        if (part == Part.REFUSED) return;
        part = Part.REFUSED;
        context.fireChannelRead(new Refused(408, "the request took longer than " + requestMillis + " ms to arrive"));
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (deadline != null) deadline.cancel(false);
    }
}
