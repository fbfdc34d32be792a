package dev.pavise.app;

import dev.pavise.app.cli.Terminal;
import dev.pavise.app.verb.Verbs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The run from which the AOT cache is made: it does once what real starts do, so that they find its classes loaded.
///
/// The first argument is a folder for its scratch files.
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

    private Training() {}

    public static void main(String[] args) throws IOException {
        Main.prepare();
        Path scratch = Path.of(args[0]);
        Path state = scratch.resolve("state");
        Path config = scratch.resolve("pavise.yaml");
        Path server = scratch.resolve("server.sh");
        Files.writeString(server, resource("training-server.sh"));
        Files.writeString(config, """
                preset: balanced
                servers:
                  trained: { command: /bin/sh, args: ["%s"], env: { A: "${env:PATH}" } }
                limits: { callSeconds: 60 }
                """.formatted(server));
        List<String> client = List.of(resource("training-client.txt").split("\n\n", -1));
        List<String> where = List.of("--state", state.toString(), "--config", config.toString());
        does(client, where, List.of("run", "trained"));
        does(client, where.subList(0, 2), List.of("run", "--", "/bin/sh", server.toString()));
        for (String command : COMMANDS) does(List.of(), where, List.of(command.split(" ", -1)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Training.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("the jar lacks " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void does(List<String> client, List<String> where, List<String> words) {
        var line = new ArrayList<>(where);
        line.addAll(words);
        var dialogue = new Dialogue(client);
        var terminal = new Terminal(
                dialogue.toPavise, dialogue.fromPavise, OutputStream.nullOutputStream(), Map.copyOf(System.getenv()));
        Verbs.cli().execute(line, terminal);
    }

    /// A client that says its next piece when it has got a line.
    private static final class Dialogue {
        private final List<String> pieces;
        private final Semaphore lines = new Semaphore(1);
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
                if (one == '\n') lines.release();
            }
        };

        Dialogue(List<String> pieces) {
            this.pieces = pieces;
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
