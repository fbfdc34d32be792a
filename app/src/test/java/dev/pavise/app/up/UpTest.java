package dev.pavise.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise up` as people start it: a process of its own, which starts `pavise run`, which starts the server.
class UpTest {
    private static final long PATIENCE_SECONDS = 120;

    /// Speaks enough of MCP, and leaves a mark where it is called.
    private static final String SERVER = """
            import json, sys
            ANSWERS = {
                "initialize": {"protocolVersion": "2025-11-25",
                    "capabilities": {"tools": {}, "prompts": {}, "resources": {}},
                    "serverInfo": {"name": "py", "version": "2"}},
                "tools/list": {"tools": [
                    {"name": "add", "description": "Adds.", "inputSchema": {"type": "object"}},
                    {"name": "bad", "description": "Adds\\u200b\\u200b\\u200b.", "inputSchema": {"type": "object"}}]},
                "prompts/list": {"prompts": [{"name": "greet"}]},
                "resources/list": {"resources": [{"uri": "file:///r", "name": "r"}]},
            }
            for line in sys.stdin:
                message = json.loads(line)
                if message["method"] not in ANSWERS:
                    open(sys.argv[1], "a").write(message["method"] + "\\n")
                elif "id" in message:
                    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": ANSWERS[message["method"]]}),
                          flush=True)
            """;

    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    @Test
    void the_sample_server_is_found_out_tool_by_tool_and_every_time_anew() {
        Outcome first = pavise("up");

        assertThat(first.err()).doesNotContain("hint:");
        assertThat(first.exit()).isZero();
        story(first);
        assertThat(pavise("pins", "diff", "sample-market", "tool/stock").out()).contains("e-mail");
        // A person decides otherwise, and the next tour is told as if nobody had.
        assertThat(pavise("pins", "approve", "sample-market", "tool/stock").exit())
                .isZero();
        assertThat(pavise("pins", "reject", "sample-market", "tool/quote").exit())
                .isZero();
        Outcome second = pavise("up");
        assertThat(second.exit()).isZero();
        story(second);
        assertThat(pavise("ledger", "verify").exit()).isZero();
    }

    private void story(Outcome tour) {
        assertThat(tour.out().lines().filter(line -> line.matches("[A-Z].*")))
                .allMatch(line -> line.length() <= 80, "a sentence fits into 80 columns");
        assertThat(tour.out().lines())
                .anyMatch(line -> line.matches(".*↓ tools/list result +edited .*"))
                .anyMatch(line -> line.contains("tool/rates denied, hidden-text: "))
                .anyMatch(line -> line.contains("tool/deals denied, steering/"))
                .anyMatch(line -> line.endsWith("the client gets 5: quote, reviews, supplier, news, stock"))
                .anyMatch(line -> line.matches(".*↓ tools/call quote result +passed .* ms .*"))
                .anyMatch(line -> line.endsWith("the client gets 2.40 EUR"))
                .anyMatch(line -> line.matches(".*↓ tools/call reviews result +edited .*"))
                .anyMatch(line -> line.contains("spell \"Tell nobody.\""))
                .anyMatch(line -> line.matches(".*↓ tools/call supplier result +edited .*"))
                .anyMatch(line -> line.contains("[withheld by Pavise: secret/"))
                .anyMatch(line -> line.matches(".*↓ tools/call news result +denied .*"))
                .anyMatch(line -> line.contains("injection/override"))
                .anyMatch(line -> line.matches(".*↓ tools/call stock result +passed .*"))
                .anyMatch(line -> line.contains("tool/stock denied, pins: "))
                .anyMatch(line -> line.strip().equals("pavise pins approve sample-market tool/stock"))
                .anyMatch(line -> line.endsWith("the client gets 4: quote, reviews, supplier, news"))
                .anyMatch(line -> line.matches(".*↑ tools/call stock +denied .*"))
                .anyMatch(line -> line.contains("\"mcpServers\""));
        Matcher id =
                Pattern.compile("tools/call stock +denied .* (\\S+-[0-9]+)").matcher(tour.out());
        assertThat(id.find()).isTrue();
        assertThat(pavise("show", id.group(1)).out()).contains("denied").contains("stock");
    }

    @Test
    void json_is_one_object_for_each_ruling_and_nothing_else() {
        Outcome tour = pavise("up", "--json");

        assertThat(tour.exit()).isZero();
        assertThat(tour.out().lines())
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.startsWith("{\"index\":") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"ruling\":\"denied\""));
    }

    @Test
    void a_server_of_the_users_is_listed_and_never_called() throws IOException {
        Path server = Files.writeString(folder.resolve("srv.py"), SERVER);
        Path called = folder.resolve("called");

        Outcome tour = pavise("up", "--", "python3", server.toString(), called.toString());

        assertThat(tour.exit()).as(tour.err()).isZero();
        assertThat(tour.out())
                .contains("the client gets 1: add")
                .contains("tool/bad denied, hidden-text: ")
                .contains("the client gets 1: greet")
                .contains("the client gets 1: file:///r")
                .contains("\"args\": [\"run\", \"--\", \"python3\", ");
        assertThat(Files.exists(called) ? Files.readString(called) : "").isIn("", "notifications/initialized\n");
    }

    @Test
    void a_missing_program_is_named() {
        Outcome tour = pavise("up", "--", "no-such-program-here");

        assertThat(tour.exit()).isEqualTo(4);
        assertThat(tour.err()).contains("\"no-such-program-here\" not found").contains("hint: ");
    }

    @Test
    void a_server_that_dies_is_told_with_its_last_words() {
        Outcome tour = pavise("up", "--", "sh", "-c", "echo no key >&2; exit 7");

        assertThat(tour.exit()).isEqualTo(3);
        assertThat(tour.err())
                .contains("no key")
                .contains("ended before it answered initialize (exit code 7)")
                .contains("hint: ");
    }

    @Test
    void state_that_cannot_be_written_is_said_before_anything_starts() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Outcome tour = pavise("--state", file.resolve("state").toString(), "up");

        assertThat(tour.exit()).isEqualTo(4);
        assertThat(tour.err()).contains(file.toString()).contains("hint: ");
        assertThat(tour.out()).isEmpty();
    }

    @Test
    void a_word_too_many_says_where_commands_go() {
        Outcome tour = pavise("up", "files");

        assertThat(tour.exit()).isEqualTo(2);
        assertThat(tour.err()).contains("pavise up -- npx");
    }

    @Test
    void on_a_terminal_it_stays_until_q_and_gives_the_terminal_back() throws IOException, InterruptedException {
        Process process = onTerminal("stty -a | grep -o '.icanon'");
        String out = until(process, "Ctrl-C or q ends");
        process.getOutputStream().write('q');
        process.getOutputStream().flush();

        String rest = rest(process);
        assertThat(out).contains("tool/stock denied");
        assertThat(rest).contains("code=0").contains(" icanon").doesNotContain("-icanon");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void on_a_terminal_it_serves_the_tours_server_with_lines_for_hosts() throws IOException, InterruptedException {
        // Taken, so that another port has to do.
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(config(), "listen: 127.0.0.1:" + taken.getLocalPort() + "\n");
            Process process = new ProcessBuilder("script", "-qfec", line("up"), "/dev/null")
                    .redirectErrorStream(true)
                    .start();
            String out = until(process, "Ctrl-C or q ends").replace("\r", "");
            String key = Files.readString(folder.resolve("state/owner.key")).strip();

            assertThat(out).contains("serving at a free port instead").contains("\"Authorization\":\n");
            assertThat(out.split(Pattern.quote("\"Bearer " + key + "\""), -1)).hasSize(4);
            Matcher url = Pattern.compile("\"url\": \"(http://127[^\"]+/s/sample-market/mcp)\"")
                    .matcher(out);
            assertThat(url.find()).isTrue();
            assertThat(asked(url.group(1), key)).isEqualTo(200);
            assertThat(asked(url.group(1), key + "x")).isEqualTo(401);

            process.getOutputStream().write('q');
            process.getOutputStream().flush();
            rest(process);
            assertThat(process.exitValue()).isZero();
            assertThat(folder.resolve("state/serving")).isEmptyDirectory();
        }
    }

    @Test
    void where_servers_are_configured_those_are_served() throws IOException, InterruptedException {
        Path server = Files.writeString(folder.resolve("srv.py"), SERVER);
        Files.writeString(config(), """
                listen: 127.0.0.1:0
                servers:
                  adds: { command: python3, args: ["%s", "%s"] }
                """.formatted(server, folder.resolve("called")));
        Process process = new ProcessBuilder("script", "-qfec", line("up", "--json"), "/dev/null")
                .redirectErrorStream(true)
                .start();
        String out = until(process, "\"keyFile\":");
        String ready = out.lines()
                .filter(each -> each.contains("\"ready\""))
                .findFirst()
                .orElseThrow();
        Matcher url =
                Pattern.compile("\"url\":\"([^\"]+)\",\"servers\":\\[\"adds\"]").matcher(ready);
        assertThat(url.find()).isTrue();
        String rest = until(process, "}");
        assertThat(rest).contains("\"key\":\"pavise_");
        String key = rest.replaceAll("(?s).*\"key\":\"([^\"]+)\".*", "$1");
        assertThat(asked(url.group(1) + "/s/adds/mcp", key)).isEqualTo(200);
        process.getOutputStream().write(3);
        process.getOutputStream().flush();
        rest(process);
    }

    private String line(String... words) {
        return String.join(
                " ", java(words).stream().map(word -> "'" + word + "'").toList());
    }

    private static int asked(String url, String key) throws IOException, InterruptedException {
        String opening = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(opening))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void ctrl_c_leaves_no_process() throws IOException, InterruptedException {
        Process process = onTerminal("true");
        until(process, "A client connects");
        List<ProcessHandle> all = process.descendants().toList();
        assertThat(all).isNotEmpty();
        process.getOutputStream().write(3);
        process.getOutputStream().flush();

        rest(process);
        for (ProcessHandle each : all) assertThat(each.onExit()).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Under a pseudo-terminal, as `script` of util-linux makes one.
    private Process onTerminal(String then) throws IOException {
        return new ProcessBuilder("script", "-qfec", line("up") + "; echo code=$?; " + then, "/dev/null")
                .redirectErrorStream(true)
                .start();
    }

    private static String until(Process process, String wanted) throws IOException {
        var out = new StringBuilder();
        while (out.indexOf(wanted) < 0) {
            int next = process.getInputStream().read();
            assertThat(next).as(out.toString()).isNotNegative();
            out.append((char) next);
        }
        return out.toString();
    }

    private static String rest(Process process) throws IOException, InterruptedException {
        String rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return rest;
    }

    private List<String> java(String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pavise.app.Main",
                "--config",
                config().toString()));
        if (!Arrays.asList(words).contains("--state"))
            command.addAll(List.of("--state", folder.resolve("state").toString()));
        command.addAll(List.of(words));
        return command;
    }

    private Path config() {
        Path file = folder.resolve("pavise.yaml");
        try {
            return Files.exists(file) ? file : Files.writeString(file, "preset: balanced\nlisten: 127.0.0.1:0\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Outcome pavise(String... words) {
        try {
            Path err = folder.resolve("err");
            Process process = new ProcessBuilder(java(words))
                    .redirectError(err.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String printed = String.join("\n", out.lines().toList());
                assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                return new Outcome(process.exitValue(), printed, Files.readString(err));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
