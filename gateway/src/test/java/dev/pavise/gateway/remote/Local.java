package dev.pavise.gateway.remote;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on this machine that does with each request what a test says, down to the bytes.
final class Local implements AutoCloseable {
    /// What a client asked.
    record Got(String method, String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean says(String text) {
            return body.contains(text);
        }
    }

    /// What is done with a request.
    interface Play {
        void play(Got got, Out out) throws IOException, InterruptedException;
    }

    /// The way back.
    record Out(Socket socket, OutputStream to) {
        Out raw(String bytes) throws IOException {
            to.write(bytes.getBytes(StandardCharsets.UTF_8));
            to.flush();
            return this;
        }

        void reply(int status, String type, String body, String... headers) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String content = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
            raw("HTTP/1.1 " + status + " X\r\n" + content + lines + "Content-Length: " + length + "\r\n\r\n" + body);
        }

        void json(String body, String... headers) throws IOException {
            reply(200, "application/json", body, headers);
        }

        void accepted() throws IOException {
            reply(202, "", "");
        }

        Out stream() throws IOException {
            return raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        Out chunk(String text) throws IOException {
            return raw(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
        }

        Out event(String json) throws IOException {
            return chunk("event: message\ndata: " + json + "\n\n");
        }

        void end() throws IOException {
            raw("0\r\n\r\n");
        }

        void hangUp() throws IOException {
            socket.close();
        }

        /// Waits until the other side hangs up.
        void awaitHangUp() throws IOException {
            while (socket.getInputStream().read() >= 0) continue;
        }
    }

    private final ServerSocket listening;
    private final Play play;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<Got> got = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    Local(Play play) {
        this(play, ServerSocketFactory.getDefault());
    }

    Local(Play play, ServerSocketFactory sockets) {
        this.play = play;
        try {
            listening = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/mcp");
    }

    /// How often a method was used.
    long count(String method) {
        return got.stream().filter(each -> each.method().equals(method)).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Got next = read(in);
                if (next == null) return;
                got.add(next);
                play.play(next, new Out(socket, socket.getOutputStream()));
                if (socket.isClosed()) return;
            }
        } catch (IOException e) {
            // The client is gone.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Got read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) return null;
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = first.split(" ");
        return new Got(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) return null;
            if (b != '\r') line.append((char) b);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : open) each.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
