package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.Poll;
import dev.pavise.app.cli.JsonLine;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `pavise serve` as a process of its own, with a bare environment.
public final class ServeProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /// How a process ended that was not to serve.
    record Outcome(int exit, String out, String err) {}

    private final Path home;
    private final Process process;
    private final Path err;
    private final String ready;

    private ServeProcess(Path home, Process process, Path err, String ready) {
        this.home = home;
        this.process = process;
        this.err = err;
        this.ready = ready;
    }

    /// Waits until it serves.
    ///
    /// @param home its HOME
    public static ServeProcess start(Path home, Path config, Map<String, String> environment) {
        try {
            Path err = Files.createTempFile(home, "serve", ".err");
            Process process = begun(home, config, environment, err);
            // Not closed: what else it prints stays to be read.
            var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) throw new AssertionError("it does not serve\n" + Files.readString(err));
            return new ServeProcess(home, process, err, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with these servers, each by its name with what starts it, in a configuration of their own.
    public static ServeProcess start(Path home, Map<String, List<String>> commands, Map<String, String> environment)
            throws IOException {
        var servers = new LinkedHashMap<String, Object>();
        commands.forEach((name, command) -> servers.put(
                name,
                new JsonLine().put("command", command.getFirst()).put("args", command.subList(1, command.size()))));
        String config = new JsonLine()
                .put("listen", "127.0.0.1:0")
                .put("servers", servers)
                .toString();
        return start(home, Files.writeString(home.resolve("pavise.yaml"), config), environment);
    }

    /// The key that the first start made.
    public String ownerKey() throws IOException {
        return Files.readString(home.resolve(".local/state/pavise/owner.key")).strip();
    }

    /// Where it has to end by itself.
    static Outcome ends(Path home, Path config) {
        try {
            Path err = Files.createTempFile(home, "serve", ".err");
            Process process = begun(home, config, Map.of(), err);
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), out, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process begun(Path home, Path config, Map<String, String> more, Path err) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pavise.app.Main",
                "serve",
                "--json",
                "--config",
                config.toString()));
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
        builder.environment().putAll(more);
        return builder.start();
    }

    Process process() {
        return process;
    }

    /// The first line that it printed.
    Value ready() {
        return json(ready);
    }

    public String url() {
        return String.valueOf(ready().string("url"));
    }

    /// What it said so far.
    public String said() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it has said this.
    void awaitSaid(String words) throws Exception {
        Poll.until(this::said, each -> each.contains(words));
    }

    /// A message to a server's door, or GET or DELETE.
    ///
    /// @param server empty for the door of all servers
    /// @param key empty for none
    /// @param headers names and values in turn
    public HttpResponse<String> ask(String method, String server, String key, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url() + (server.isEmpty() ? "" : "/s/" + server) + "/mcp"))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) request.header("Authorization", "Bearer " + key);
        if (headers.length > 0) request.headers(headers);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String initialize() {
        return request(
                1,
                "initialize",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
    }

    static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    /// The headers of a new session.
    String[] session(String server, String key) {
        var opened = ask("POST", server, key, initialize());
        assertThat(opened.statusCode()).isEqualTo(200);
        String id = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        return new String[] {"Mcp-Session-Id", id, "MCP-Protocol-Version", "2025-11-25"};
    }

    /// Whether a server runs that was started with this argument.
    boolean runs(String argument) {
        return process.descendants()
                .anyMatch(each ->
                        List.of(each.info().arguments().orElse(new String[0])).contains(argument));
    }

    static Value json(String text) {
        return ((Json) Json.read(text.getBytes(StandardCharsets.UTF_8))).root();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
