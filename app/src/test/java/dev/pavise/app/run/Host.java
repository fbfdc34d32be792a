package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.RunPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A host that starts `pavise run` as a process of its own, with a bare environment, and speaks MCP with it.
final class Host implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_NANOS = 10_000_000;
    private static final String END = "\0end";

    final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> err = new CompletableFuture<>();
    private int ids;
    /// What the server said of itself, as Pavise handed it on.
    String greeting = "";

    private Host(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
        Thread.ofPlatform().daemon().start(() -> {
            try (InputStream in = process.getErrorStream()) {
                err.complete(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                err.completeExceptionally(e);
            }
        });
    }

    /// Pavise with these words, a home and what else is set.
    static Host starts(Path home, Map<String, String> variables, List<String> words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                RunPath.classPath(),
                "dev.pavise.app.Main"));
        command.addAll(words);
        var builder = new ProcessBuilder(command).directory(home.toFile());
        var environment = new TreeMap<>(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
        environment.putAll(variables);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Host(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tests' server behind Pavise, called `s`, with flags.
    static Host guards(Path home, String... flags) {
        var words = new ArrayList<>(List.of("run", "--name", "s"));
        words.addAll(List.of(flags));
        words.add("--");
        words.addAll(server(home));
        return starts(home, Map.of(), words);
    }

    /// The command of the tests' server; what it does is read from `home`.
    static List<String> server(Path home) {
        Path script = home.resolve("server.sh");
        try (InputStream in = Host.class.getResourceAsStream("server.sh")) {
            if (in == null) throw new IllegalStateException("no server.sh");
            if (!Files.exists(script)) Files.write(script, in.readAllBytes());
            Path description = home.resolve("description");
            if (!Files.exists(description)) Files.writeString(description, "Quotes a price.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("sh", script.toString(), home.toString());
    }

    void sends(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer to a request with a fresh id; other messages before it are passed over.
    String asks(String method, String params) {
        int id = ++ids;
        sends("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        while (true) {
            String line = hears();
            if (line.contains("\"id\":" + id + ",") || line.contains("\"id\":" + id + "}")) return line;
        }
    }

    String calls(String how) {
        return asks("tools/call", "{\"name\":\"quote\",\"arguments\":{\"how\":\"" + how + "\"}}");
    }

    Host greets() {
        greeting = asks(
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}");
        assertThat(greeting).contains("\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}");
        sends("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    /// The next line of stdout.
    String hears() {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) throw new AssertionError("nothing after " + PATIENCE_SECONDS + " s");
            if (line.equals(END)) throw new AssertionError("stdout ended; stderr: " + err());
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What is left on stdout, to its end.
    List<String> rest() {
        var rest = new ArrayList<String>();
        try {
            for (String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    line != null && !line.equals(END);
                    line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) rest.add(line);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return rest;
    }

    /// Closes stdin and waits for the end; the exit code.
    int leaves() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ends();
    }

    int ends() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("still running");
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All of stderr, once Pavise is over.
    String err() {
        try {
            return err.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for something that no stream tells.
    static void await(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within a minute: " + what);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) lines.add(line);
        } catch (IOException e) {
            lines.add("stdout broke: " + e.getMessage());
        }
        lines.add(END);
    }
}
