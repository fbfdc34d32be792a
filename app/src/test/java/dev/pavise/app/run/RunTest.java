package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.verb.Pavise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pavise run` as hosts start it: a process of its own, a real server, real files.
class RunTest {
    @TempDir
    Path home;

    private Pavise pavise;

    @BeforeEach
    void open() {
        pavise = new Pavise(home);
    }

    @Test
    void a_server_is_guarded_and_its_exit_code_handed_on() throws IOException {
        try (var host = Host.guards(home)) {
            host.greets();
            assertThat(host.asks("tools/list", "{}")).contains("Quotes a price.");
            assertThat(host.calls("x"))
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"ok\"}]}}");
            assertThat(host.leaves()).isEqualTo(3);
            assertThat(host.rest()).isEmpty();
            assertThat(host.err()).isEmpty();
        }
        assertThat(pavise.does("ledger query --method tools/call --json").out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"server\":\"s\"") && line.contains("\"ruling\":\"passed\""));
        var verified = pavise.does("ledger verify --json");
        assertThat(verified.exit()).isZero();
        assertThat(verified.out()).contains("\"sound\":true").contains("\"unsigned\":0");
        assertThat(pavise.does("pins list s").out()).contains("tool/quote").contains("approved");
        for (String file : List.of("state.db", "ledger/ledger.db", "ledger/ledger.key"))
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(pavise.state().resolve(file))))
                    .isEqualTo("rw-------");
        for (String folder : List.of("", "ledger"))
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(pavise.state().resolve(folder))))
                    .isEqualTo("rwx------");
    }

    @Test
    void a_configured_server_gets_what_its_entry_names_and_nothing_else() throws IOException {
        Path folder = Files.createDirectories(home.resolve("elsewhere"));
        configure("""
                servers:
                  s:
                    command: sh
                    args: ["%s", "${env:HOME}"]
                    env: { SECRET: "${env:FROM_HOST}", OTHER: "1" }
                    cwd: %s
                """.formatted(Host.server(home).get(1), folder));
        try (var host = Host.starts(
                home,
                Map.of("FROM_HOST", "hunter2-hunter2", "NOT_NAMED", "x", "LC_SECRET", "x", "LC_TIME", "C"),
                List.of("run", "s"))) {
            host.greets();
            assertThat(host.calls("env"))
                    .contains("HOME LC_TIME OTHER PATH")
                    .contains(" SECRET ")
                    .doesNotContain("NOT_NAMED")
                    .doesNotContain("LC_SECRET")
                    .doesNotContain("FROM_HOST");
            assertThat(host.calls("folder")).contains("elsewhere");
            assertThat(host.calls("secret")).contains("hunter2-hunter2");
            host.leaves();
        }
    }

    @Test
    void what_the_server_writes_to_stderr_is_handed_on_redacted_and_bounded() throws IOException {
        Files.writeString(
                home.resolve("stderr"),
                "starting\u001b[31m\ntoken=ghp_0123456789abcdefghijklmnopqrstuvwxyz\nthe secret is hunter2-hunter2\n"
                        + "x".repeat(1000).concat("\n").repeat(400));
        configure("servers: { s: { command: sh, args: [\"%s\", \"%s\"], env: { SECRET: \"${env:FROM_HOST}\" } } }"
                .formatted(Host.server(home).get(1), home));
        try (var host = Host.starts(home, Map.of("FROM_HOST", "hunter2-hunter2"), List.of("run", "s"))) {
            host.greets();
            host.leaves();
            assertThat(host.rest()).isEmpty();
            assertThat(host.err())
                    .startsWith("starting<U+001B ESCAPE>[31m\n")
                    .doesNotContain("ghp_")
                    .doesNotContain("hunter2")
                    .endsWith("pavise: the server has written more than 256 KiB to stderr; what follows is left out\n")
                    .hasSizeLessThan(270 << 10);
        }
    }

    @Test
    void a_damaged_key_is_told_at_once_and_no_message_passes() throws IOException {
        Files.createDirectories(pavise.state().resolve("ledger"));
        Files.writeString(pavise.state().resolve("ledger/ledger.key"), "x");
        assertThat(refused("initialize")).contains("ledger.key: this is not a signing key");
    }

    @Test
    void a_damaged_ledger_is_told_in_words_alone() throws IOException {
        Files.createDirectories(pavise.state().resolve("ledger"));
        Files.writeString(pavise.state().resolve("ledger/ledger.db"), "no database".repeat(100));
        assertThat(refused("initialize")).contains("ledger.db: the file is damaged");
        Files.delete(pavise.state().resolve("ledger/ledger.db"));
        Files.createDirectory(pavise.state().resolve("ledger/ledger.head"));
        assertThat(refused("initialize")).contains("ledger.head: is a folder");
    }

    @Test
    void an_emptied_ledger_is_told_at_the_start() throws IOException {
        Files.createDirectories(pavise.state().resolve("ledger"));
        Files.createFile(pavise.state().resolve("ledger/ledger.db"));
        try (var host = Host.guards(home)) {
            host.greets();
            host.leaves();
            assertThat(host.err())
                    .contains("ledger.db: the file was there and empty")
                    .hasLineCount(2);
        }
    }

    /// What stderr says where nothing can be kept: a fault, a hint, and what follows from it.
    private String refused(String method) {
        try (var host = Host.guards(home)) {
            assertThat(host.asks(method, "{}")).contains("\"error\":");
            host.leaves();
            assertThat(host.err())
                    .endsWith("pavise: without a ledger no message passes\n")
                    .hasLineCount(3);
            return host.err();
        }
    }

    @Test
    void a_server_that_dies_ends_its_calls_and_pavise_with_its_code() {
        try (var host = Host.guards(home)) {
            host.greets();
            assertThat(host.calls("exit"))
                    .contains("The server ended before it answered: exit code 7")
                    .contains("\"isError\":true");
            assertThat(host.ends()).isEqualTo(7);
        }
    }

    @Test
    void a_server_that_cannot_start_is_told_on_stderr_alone() {
        try (var host = Host.starts(home, Map.of(), List.of("run", "--", "no-such-program"))) {
            assertThat(host.ends()).isEqualTo(4);
            assertThat(host.rest()).isEmpty();
            assertThat(host.err())
                    .startsWith("launch: server \"no-such-program\": program \"no-such-program\" not found in PATH")
                    .contains("\nhint: ");
        }
    }

    @Test
    void a_configuration_with_errors_stops_the_start_and_leaves_no_server_behind() throws IOException {
        configure("presett: strict\n");
        try (var host = Host.guards(home)) {
            assertThat(host.ends()).isEqualTo(2);
            assertThat(host.rest()).isEmpty();
            assertThat(host.err())
                    .isEqualTo(pavise.config() + ":1:1: no setting \"presett\"\nhint: did you mean preset?\n");
        }
        assertGone();
    }

    @Test
    void a_server_over_http_and_an_unknown_one_are_told_apart() throws IOException {
        configure("servers: { far: { url: \"https://x.example/mcp\" }, near: { command: sh } }");
        try (var host = Host.starts(home, Map.of(), List.of("run", "far"))) {
            assertThat(host.ends()).isEqualTo(2);
            assertThat(host.err())
                    .contains(":1:24: server \"far\" is reached over HTTP, and pavise run starts commands");
        }
        try (var host = Host.starts(home, Map.of(), List.of("run", "neer"))) {
            assertThat(host.ends()).isEqualTo(2);
            assertThat(host.err()).isEqualTo(pavise.config() + ": no server \"neer\"\nhint: did you mean near?\n");
        }
    }

    @Test
    void state_that_cannot_be_made_is_told_with_a_next_step() throws IOException {
        Path file = Files.writeString(home.resolve("a-file"), "");
        try (var host = Host.guards(home, "--state", file.toString())) {
            assertThat(host.ends()).isEqualTo(4);
            assertThat(host.rest()).isEmpty();
            assertThat(host.err()).contains(file.toString()).contains("\nhint: ");
        }
        assertGone();
    }

    @Test
    void sigterm_ends_the_servers_tree_within_a_second_and_signs_the_ledger() throws IOException {
        Files.writeString(home.resolve("deaf"), "");
        try (var host = Host.guards(home)) {
            host.greets();
            host.calls("x");
            long before = System.nanoTime();
            host.process.destroy();
            assertThat(host.ends()).isEqualTo(128 + 15);
            assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(3000);
        }
        assertGone();
        assertThat(pavise.does("ledger verify --json").out())
                .contains("\"sound\":true")
                .contains("\"unsigned\":0");
        assertThat(pavise.does("ledger query --method server/ended --json")
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    void kill_9_leaves_no_server_behind() throws IOException {
        Files.writeString(home.resolve("deaf"), "");
        try (var host = Host.guards(home)) {
            host.greets();
            host.process.destroyForcibly();
            host.ends();
        }
        assertGone();
    }

    @Test
    void presets_hold_as_flags_say() throws IOException {
        try (var host = Host.guards(home, "--strict")) {
            host.greets();
            assertThat(host.asks("tools/list", "{}")).contains("\"tools\":[]");
            assertThat(host.calls("x")).contains("quote is quarantined").contains("pavise show ");
            host.leaves();
        }
        configure("preset: strict\n");
        try (var host = Host.guards(home, "--preset", "observe")) {
            host.greets();
            assertThat(host.asks("tools/list", "{}")).contains("Quotes a price.");
            assertThat(host.calls("x")).contains("\"text\":\"ok\"");
            host.leaves();
        }
    }

    private void configure(String text) throws IOException {
        Files.createDirectories(pavise.config().getParent());
        Files.writeString(pavise.config(), text);
    }

    /// Nobody runs the tests' server of this home any more.
    private void assertGone() {
        Host.await(
                "the server is gone",
                () -> ProcessHandle.allProcesses()
                        .noneMatch(each -> each.info().commandLine().orElse("").contains(home + "/server.sh")));
    }
}
