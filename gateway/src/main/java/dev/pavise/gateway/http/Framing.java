package dev.pavise.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets HTTP/1.1 requests through that every parser reads alike, and refuses the others before one has read them
/// (RFC 9112, sections 2.2, 5.1, 5.2, 6.3 and 11.2): folded headers, bare line feeds, spaces before a colon, two
/// lengths, a length beside chunks, two hosts, targets that are no path, chunk extensions, trailers.
final class Framing extends ByteToMessageDecoder {
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]{1,20} (/[!-~]{0,4095}) HTTP/1\\.1");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,7}");
    private static final int HEADERS_MAX = 100;
    private static final int CHUNK_LINE_MAX = 16;

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
    private Part part = Part.HEAD;
    private long left;

    Framing(int headBytesMax) {
        this.headBytesMax = headBytesMax;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (part) {
            case HEAD -> head(context, in, out);
            case BODY, CHUNK_DATA -> data(in, out);
            case CHUNK_SIZE -> chunkSize(context, in, out);
            case CHUNK_END -> end(context, in, out, Part.CHUNK_SIZE);
            case LAST -> end(context, in, out, Part.HEAD);
            case REFUSED -> in.skipBytes(in.readableBytes());
        }
    }

    private void head(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        if (end < 0) {
            boolean isBad = in.readableBytes() > 0 && in.getByte(in.readerIndex()) <= ' ';
            if (isBad) refuse(context, in, 400, "a request begins with its method");
            else if (in.readableBytes() > headBytesMax) refuse(context, in, 431, "the request's head is too long");
            return;
        }
        int length = end - in.readerIndex();
        if (length > headBytesMax) {
            refuse(context, in, 431, "the request's head is too long");
            return;
        }
        String fault = read(in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1));
        if (fault != null) {
            refuse(context, in, 400, fault);
            return;
        }
        out.add(in.readRetainedSlice(length));
    }

    private static int endOfHead(ByteBuf in) {
        for (int i = in.readerIndex(); i + 3 < in.writerIndex(); i++) {
            if (in.getByte(i) == '\r'
                    && in.getByte(i + 1) == '\n'
                    && in.getByte(i + 2) == '\r'
                    && in.getByte(i + 3) == '\n') return i + 4;
        }
        return -1;
    }

    /// What is wrong with a head; null where nothing is, and then it is known where its body ends.
    private @Nullable String read(String head) {
        String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
        if (!REQUEST_LINE.matcher(lines[0]).matches()) return "the request line is no method, path and HTTP/1.1";
        if (lines.length > HEADERS_MAX + 1) return "more than " + HEADERS_MAX + " headers";
        int hosts = 0;
        int lengths = 0;
        int codings = 0;
        long length = 0;
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            if (colon < 1 || !NAME.matcher(line.substring(0, colon)).matches()) return "a header without a name";
            String value = line.substring(colon + 1).strip();
            if (!isText(line)) return "a header has a control character";
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> hosts++;
                case "content-length" -> {
                    lengths++;
                    if (!LENGTH.matcher(value).matches()) return "Content-Length is no number";
                    length = Long.parseLong(value);
                }
                case "transfer-encoding" -> {
                    codings++;
                    if (!value.equalsIgnoreCase("chunked")) return "no transfer coding but chunked is taken";
                }
                default -> {}
            }
        }
        if (hosts != 1) return "a request has one Host";
        if (lengths + codings > 1) return "a body has one length";
        part = codings > 0 ? Part.CHUNK_SIZE : length > 0 ? Part.BODY : Part.HEAD;
        left = length;
        return null;
    }

    /// Visible characters, spaces and tabs; what is beyond ASCII is bytes that each peer reads in its own way.
    private static boolean isText(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) return false;
        }
        return true;
    }

    private void data(ByteBuf in, List<Object> out) {
        int length = (int) Math.min(left, in.readableBytes());
        if (length == 0) return;
        left -= length;
        if (left == 0) part = part == Part.BODY ? Part.HEAD : Part.CHUNK_END;
        out.add(in.readRetainedSlice(length));
    }

    private void chunkSize(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int feed = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        if (feed < 0) {
            if (in.readableBytes() > CHUNK_LINE_MAX) refuse(context, in, 400, "a chunk's size is too long");
            return;
        }
        int length = feed + 1 - in.readerIndex();
        String line = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        String digits = line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : "";
        if (!CHUNK.matcher(digits).matches()) {
            refuse(context, in, 400, "a chunk has a size in hexadecimal and nothing else");
            return;
        }
        left = Integer.parseInt(digits, 16);
        part = left == 0 ? Part.LAST : Part.CHUNK_DATA;
        out.add(in.readRetainedSlice(length));
    }

    private void end(ChannelHandlerContext context, ByteBuf in, List<Object> out, Part next) {
        if (in.readableBytes() < 2) return;
        if (in.getByte(in.readerIndex()) != '\r' || in.getByte(in.readerIndex() + 1) != '\n') {
            refuse(context, in, 400, "a chunk ends with its size; there are no trailers");
            return;
        }
        part = next;
        out.add(in.readRetainedSlice(2));
    }

    /// Answers past the codec, which has not seen the request, and closes: what comes behind cannot be told apart.
    private void refuse(ChannelHandlerContext context, ByteBuf in, int status, String why) {
        part = Part.REFUSED;
        in.skipBytes(in.readableBytes());
        byte[] body = (why + "\n").getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 " + status + " Refused\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        context.writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
