package dev.pavise.gateway.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A connection, byte by byte.
final class HttpWire implements AutoCloseable {
    /// What came back. The body is empty for a stream, which is read event by event.
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean isStream() {
            return header("content-type").equals("text/event-stream");
        }
    }

    /// An event of a stream.
    record Told(String event, String id, String data) {}

    final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpWire(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    HttpWire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(15_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Whether a reply has begun to come.
    boolean hasReply() throws IOException {
        return in.available() > 0;
    }

    HttpWire send(String bytes) throws IOException {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    HttpWire send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /// The next reply, whole; of a stream, its head.
    Answer reply() throws IOException {
        Answer head = head();
        if (head.isStream() || head.status() == 204 || head.status() == 100) return head;
        String length = head.header("content-length");
        byte[] body = length.isEmpty() ? chunked() : in.readNBytes(Integer.parseInt(length));
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private Answer head() throws IOException {
        String first = line();
        if (!first.startsWith("HTTP/1.1 ")) throw new IOException("no reply begins with " + first);
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(first.substring(9, 12)), headers, "");
    }

    private byte[] chunked() throws IOException {
        var whole = new ByteArrayOutputStream();
        for (byte[] next = chunk(); next.length > 0; next = chunk()) whole.write(next);
        return whole.toByteArray();
    }

    private byte[] chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        byte[] bytes = in.readNBytes(size);
        line();
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) throw new EOFException("closed behind: " + line.toString(StandardCharsets.US_ASCII));
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    private String pending = "";

    /// The next event of a stream; null at its end. Comments are passed over, and a primer has no data.
    Told event() throws IOException {
        for (Told next = block(); ; next = block())
            if (next == null || !next.event().startsWith(":")) return next;
    }

    /// The next event or comment.
    Told block() throws IOException {
        while (!pending.contains("\n\n")) {
            byte[] more = chunk();
            if (more.length == 0) return null;
            pending += new String(more, StandardCharsets.UTF_8);
        }
        String block = pending.substring(0, pending.indexOf("\n\n"));
        pending = pending.substring(block.length() + 2);
        if (block.startsWith(":")) return new Told(block, "", "");
        String event = "";
        String id = "";
        var data = new StringBuilder();
        for (String line : block.split("\n", -1)) {
            if (line.startsWith("event: ")) event = line.substring(7);
            if (line.startsWith("id: ")) id = line.substring(4);
            if (line.startsWith("data: ")) data.append(line.substring(6));
        }
        return new Told(event, id, data.toString());
    }

    /// Whether the other side has closed; waits for it.
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /// What is still told until the other side closes, as it stands on the wire.
    String remains() throws IOException {
        var told = new StringBuilder(pending);
        try {
            for (int b = in.read(); b >= 0; b = in.read()) told.append((char) b);
        } catch (SocketException e) {
            return told.toString();
        }
        return told.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
