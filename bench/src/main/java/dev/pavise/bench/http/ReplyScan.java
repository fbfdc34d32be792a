package dev.pavise.bench.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Finds the end of HTTP replies, with a length or in chunks. Keeps the head and, where wanted, the body.
final class ReplyScan {
    private static final int HEAD_MAX = 16 << 10;

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        END
    }

    private final boolean keepsBody;
    private final byte[] line = new byte[HEAD_MAX];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Part part = Part.HEAD;
    private String head = "";
    private int length;
    private long left;
    private boolean isLast;
    private long bodyBytes;

    ReplyScan(boolean keepsBody) {
        this.keepsBody = keepsBody;
    }

    void next() {
        part = Part.HEAD;
        length = 0;
        bodyBytes = 0;
        body.reset();
    }

    boolean hasHead() {
        return part != Part.HEAD;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    long bodyBytes() {
        return bodyBytes;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /// A header's value, else empty.
    String header(String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
        if (at < 0) return "";
        int from = at + name.length() + 3;
        return head.substring(from, head.indexOf('\r', from)).strip();
    }

    /// Takes bytes; whether they end the reply.
    boolean feed(ByteBuffer in) throws IOException {
        while (in.hasRemaining() && part != Part.END) {
            switch (part) {
                case HEAD -> {
                    if (lineEnds(in, "\r\n\r\n")) head();
                }
                case BODY, CHUNK -> data(in);
                case CHUNK_SIZE -> {
                    if (lineEnds(in, "\r\n")) chunk();
                }
                case END -> throw new IOException("more than one reply");
            }
        }
        return part == Part.END;
    }

    private boolean lineEnds(ByteBuffer in, String end) throws IOException {
        while (in.hasRemaining()) {
            if (length == line.length) throw new IOException("a head without an end");
            line[length++] = in.get();
            if (line[length - 1] != '\n' || length < end.length()) continue;
            if (new String(line, length - end.length(), end.length(), StandardCharsets.US_ASCII).equals(end)) {
                return true;
            }
        }
        return false;
    }

    private void head() {
        head = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        length = 0;
        String announced = header("content-length");
        boolean chunked = header("transfer-encoding").equalsIgnoreCase("chunked");
        left = announced.isEmpty() ? 0 : Long.parseLong(announced);
        part = chunked ? Part.CHUNK_SIZE : left > 0 ? Part.BODY : Part.END;
    }

    private void chunk() {
        String size = new String(line, 0, length - 2, StandardCharsets.US_ASCII);
        length = 0;
        int bytes = Integer.parseInt(size, 16);
        isLast = bytes == 0;
        // A line end stands behind each chunk, and behind the trailers that there are not.
        left = bytes + 2L;
        part = Part.CHUNK;
    }

    private void data(ByteBuffer in) {
        int more = (int) Math.min(left, in.remaining());
        if (keepsBody) for (int i = 0; i < more; i++) body.write(in.get(in.position() + i));
        in.position(in.position() + more);
        bodyBytes += more;
        left -= more;
        if (left == 0) part = part == Part.BODY || isLast ? Part.END : Part.CHUNK_SIZE;
    }
}
