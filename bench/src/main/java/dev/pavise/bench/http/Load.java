package dev.pavise.bench.http;

import dev.pavise.bench.Spread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// So many clients on one thread, each of which asks anew as soon as it is answered.
final class Load implements AutoCloseable {
    private static final int CALLS_MAX = 1 << 20;
    private static final int ID_DIGITS = 9;

    /// What a modern request says of its client, before the rest of its parameters.
    static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}},""";

    /// What the head of a modern request says of it, and more lines.
    static String headers(String method, String more) {
        return "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " + method + "\r\n" + more;
    }

    /// @param cpuMicros what a call cost the process in the middle
    record Measured(Spread micros, double callsPerSecond, double cpuMicros) {}

    /// What is asked: legacy in a session, or modern without one.
    record Question(boolean isModern, int kilobytes, boolean isStreamed) {
        byte[] request(Middle.Door door, String sessionId) {
            String message = "{\"jsonrpc\":\"2.0\",\"id\":" + "1".repeat(ID_DIGITS)
                    + ",\"method\":\"tools/call\",\"params\":{" + (isModern ? META : "")
                    + "\"name\":\"echo\",\"arguments\":{\"letters\":" + kilobytes * 1000
                    + (isStreamed ? ",\"streamed\":true" : "") + "}}}";
            return door.request(
                            "POST",
                            isModern ? "" : sessionId,
                            isModern ? headers("tools/call", "Mcp-Name: echo\r\n") : "",
                            message)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final class Client {
        private final SocketChannel channel;
        private final byte[] request;
        private final int idAt;
        private final ReplyScan scan = new ReplyScan(false);
        private ByteBuffer out = ByteBuffer.allocate(0);
        private long askedNanos;

        Client(Middle.Door door, byte[] request) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
            this.request = request;
            idAt = new String(request, StandardCharsets.US_ASCII).indexOf("1".repeat(ID_DIGITS));
        }

        void ask() throws IOException {
            long id = ++asked;
            for (int i = ID_DIGITS - 1; i > 0; i--, id /= 10) request[idAt + i] = (byte) ('0' + id % 10);
            scan.next();
            askedNanos = System.nanoTime();
            out = ByteBuffer.wrap(request);
            // So little always fits where nothing is under way.
            while (out.hasRemaining()) channel.write(out);
        }

        boolean read() throws IOException {
            in.clear();
            if (channel.read(in) < 0) throw new IOException("the connection ended");
            return scan.feed(in.flip());
        }
    }

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10);
    private final List<Client> clients = new ArrayList<>();
    private final int bytesLeast;
    private final double[] micros = new double[CALLS_MAX];
    private long asked;

    /// @param sessionIds one for each client; those of modern ones are not used
    Load(Middle.Door door, Question question, List<String> sessionIds) throws IOException {
        bytesLeast = question.kilobytes() * 1000;
        for (String each : sessionIds) clients.add(new Client(door, question.request(door, each)));
        for (Client each : clients) each.ask();
    }

    /// Lets them ask for a while; measures nothing.
    void warmUp(long millis) throws IOException {
        run(millis);
    }

    Measured measure(Middle middle, long millis) throws IOException {
        double before = middle.cpuMicros();
        long from = System.nanoTime();
        int calls = run(millis);
        double seconds = (System.nanoTime() - from) / 1e9;
        double cpu = (middle.cpuMicros() - before) / calls;
        return new Measured(Spread.of(Arrays.copyOf(micros, calls)), calls / seconds, cpu);
    }

    private int run(long millis) throws IOException {
        long until = System.nanoTime() + millis * 1_000_000;
        var calls = new int[1];
        while (System.nanoTime() < until && calls[0] < CALLS_MAX) {
            selector.select(
                    key -> {
                        try {
                            var client = (Client) key.attachment();
                            if (!client.read()) return;
                            if (calls[0] < CALLS_MAX)
                                micros[calls[0]++] = (System.nanoTime() - client.askedNanos) / 1e3;
                            // A call that was refused would be measured as a fast one.
                            if (client.scan.status() != 200 || client.scan.bodyBytes() < bytesLeast) {
                                throw new IOException("refused: HTTP " + client.scan.status());
                            }
                            client.ask();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    1000);
        }
        return calls[0];
    }

    @Override
    public void close() throws IOException {
        for (Client each : clients) each.channel.close();
        selector.close();
    }
}
