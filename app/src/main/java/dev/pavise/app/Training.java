package dev.pavise.app;

import dev.pavise.app.cli.Terminal;
import dev.pavise.app.verb.Verbs;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A run from which an AOT cache is made: it does once what real starts do, so that they find its classes loaded.
///
/// The first argument tells what starts: `run`, or `serve` with all the other commands. The second is a folder for
/// scratch files.
public final class Training {
    private static final List<String> COMMANDS = List.of(
            "--version",
            "--help",
            "pins list",
            "pins diff trained",
            "ledger tail",
            "ledger query --json",
            "status",
            "status --json",
            "config check",
            "run --nme");
    private static final int PATIENCE_MILLIS = 60_000;

    private final List<String> client;
    private final List<String> where;
    private final Path state;

    private Training(List<String> client, Path state, Path config) {
        this.client = client;
        this.state = state;
        where = List.of("--state", state.toString(), "--config", config.toString());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Main.prepare();
        Path scratch = Path.of(args[1]);
        Path config = scratch.resolve("pavise.yaml");
        Path server = scratch.resolve("server.sh");
        Files.writeString(server, resource("training-server.sh"));
        Files.writeString(config, """
                preset: balanced
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                servers:
                  trained: { command: /bin/sh, args: ["%s"], env: { A: "${env:PATH}" } }
                limits: { callSeconds: 60 }
                """.formatted(server));
        List<String> client = List.of(resource("training-client.txt").split("\n\n", -1));
        var training = new Training(client, scratch.resolve("state"), config);
        if (args[0].equals("run")) training.run(server);
        else training.serve();
    }

    /// A configured server, and one that is named in the command.
    private void run(Path server) {
        does(new Dialogue(client), List.of("run", "trained"));
        does(new Dialogue(client), List.of("run", "--name", "named", "--", "/bin/sh", server.toString()));
    }

    /// A server's own door, and the one where all are met; then the other commands, which find what was said.
    private void serve() throws IOException, InterruptedException {
        var terminal = new Dialogue(List.of());
        var serving = Thread.ofPlatform().start(() -> does(terminal, List.of("serve", "--json")));
        Value ready = ((Json) Json.read(terminal.line().getBytes(StandardCharsets.UTF_8))).root();
        String url = Objects.requireNonNull(ready.string("url"));
        String key = Files.readString(state.resolve("owner.key")).strip();
        visit(URI.create(url + "/s/trained/mcp"), key, "t");
        visit(URI.create(url + "/mcp"), key, "trained__t");
        exchange(URI.create(ready.string("admin") + "/metrics"), Map.of(), "");
        serving.interrupt();
        serving.join();
        for (String command : COMMANDS) does(new Dialogue(List.of()), List.of(command.split(" ", -1)));
    }

    /// One session, as the client's pieces have it, over HTTP.
    ///
    /// @param tool what the server's tool is called at this door
    private void visit(URI door, String key, String tool) throws IOException {
        var headers = new HashMap<>(Map.of(
                "Authorization", "Bearer " + key,
                "Content-Type", "application/json",
                "Accept", "application/json, text/event-stream"));
        for (String piece : client) {
            for (String line : piece.lines().toList()) {
                String session = exchange(door, headers, line.replace("\"t\"", "\"" + tool + "\""));
                if (session != null) headers.put("Mcp-Session-Id", session);
            }
        }
    }

    /// Posts a body, or gets where there is none, and reads the answer whatever it is; the session that it names.
    private static @Nullable String exchange(URI at, Map<String, String> headers, String body) throws IOException {
        var connection = (HttpURLConnection) at.toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        headers.forEach(connection::setRequestProperty);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        boolean isGood = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream answer = isGood ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) answer.transferTo(OutputStream.nullOutputStream());
        }
        return connection.getHeaderField("Mcp-Session-Id");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Training.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("the jar lacks " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void does(Dialogue dialogue, List<String> words) {
        var line = new ArrayList<>(where);
        if (words.contains("--")) line.subList(2, line.size()).clear();
        line.addAll(words);
        var terminal = new Terminal(
                dialogue.toPavise, dialogue.fromPavise, OutputStream.nullOutputStream(), Map.copyOf(System.getenv()));
        Verbs.cli().execute(line, terminal);
    }

    /// A client that says its next piece when it has got a line.
    private static final class Dialogue {
        private final List<String> pieces;
        private final Semaphore lines = new Semaphore(1);
        private final CompletableFuture<String> first = new CompletableFuture<>();
        private final StringBuilder begun = new StringBuilder();
        private int next;

        final InputStream toPavise = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("read in pieces");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                byte[] piece = awaited();
                if (piece == null) return -1;
                System.arraycopy(piece, 0, into, offset, piece.length);
                return piece.length;
            }
        };

        final OutputStream fromPavise = new OutputStream() {
            @Override
            public void write(int one) {
                if (one == '\n') {
                    first.complete(begun.toString());
                    lines.release();
                } else if (!first.isDone()) {
                    begun.append((char) one);
                }
            }
        };

        Dialogue(List<String> pieces) {
            this.pieces = pieces;
        }

        /// The first line that Pavise says.
        String line() {
            return first.join();
        }

        private byte @Nullable [] awaited() throws IOException {
            try {
                lines.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return next < pieces.size() ? (pieces.get(next++) + "\n").getBytes(StandardCharsets.UTF_8) : null;
        }
    }
}
