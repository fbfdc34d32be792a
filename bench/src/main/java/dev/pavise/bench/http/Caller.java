package dev.pavise.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One client on one connection, which waits for each reply.
final class Caller implements AutoCloseable {
    static final String LEGACY_HELLO = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1"}}}""";

    /// How a reply ended.
    record Reply(int status, String sessionId, String body) {}

    private final Middle.Door door;
    private final SocketChannel channel;
    private final ReplyScan scan = new ReplyScan(true);
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);
    private String sessionId = "";

    Caller(Middle.Door door) throws IOException {
        this.door = door;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /// Opens a session of 2025-11-25 and reads the tools, as clients do; its id.
    String opensSession() throws IOException {
        initialize();
        send("POST", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "");
        whole();
        checked(ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"));
        return sessionId;
    }

    void initialize() throws IOException {
        sessionId = "";
        Reply reply = checked(ask(LEGACY_HELLO));
        sessionId = reply.sessionId();
    }

    void endSession() throws IOException {
        send("DELETE", "", "");
        int status = whole().status();
        if (status >= 300) throw new IOException("DELETE was answered by " + status);
    }

    Reply ask(String message) throws IOException {
        send("POST", message, "");
        return whole();
    }

    /// Sends, and waits for the head of a reply that stays open.
    void listens(String method, String message, String more) throws IOException {
        send(method, message, more);
        while (!scan.hasHead()) read();
        if (scan.status() != 200) throw new IOException("no stream but HTTP " + scan.status());
    }

    private static Reply checked(Reply reply) throws IOException {
        if (reply.status() != 200 || !reply.body().contains("\"result\"")) throw new IOException("refused: " + reply);
        return reply;
    }

    private void send(String method, String message, String more) throws IOException {
        ByteBuffer out =
                ByteBuffer.wrap(door.request(method, sessionId, more, message).getBytes(StandardCharsets.US_ASCII));
        scan.next();
        while (out.hasRemaining()) channel.write(out);
    }

    private Reply whole() throws IOException {
        while (!read()) Thread.onSpinWait();
        return new Reply(scan.status(), scan.header("mcp-session-id"), scan.body());
    }

    private boolean read() throws IOException {
        in.clear();
        if (channel.read(in) < 0) throw new IOException("the connection ended");
        return scan.feed(in.flip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
