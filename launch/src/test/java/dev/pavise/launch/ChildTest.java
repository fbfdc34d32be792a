package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A child's life, the same in every sandbox that works here.
class ChildTest {
    /// Steps so long that a test which waited for one of them would be noticed.
    private static final Patience ENDLESS =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(20));

    private static final Patience SHORT =
            new Patience(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(20));

    static List<Sandbox> sandboxes() {
        return Servers.sandboxes();
    }

    static List<Sandbox> namespaces() {
        return Servers.sandboxes().stream()
                .filter(each -> each instanceof PidNamespace)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void lines_go_in_and_come_out(Sandbox sandbox) throws Exception {
        try (var child = Servers.launcher(sandbox).start(Servers.shell("cat"), ENDLESS)) {
            assertThat(child.state()).isEqualTo(Child.State.RUNNING);
            say(child, "{\"id\":1}\n{\"id\":2}\n");
            var lines = lines(child);
            assertThat(lines.readLine()).isEqualTo("{\"id\":1}");
            assertThat(lines.readLine()).isEqualTo("{\"id\":2}");
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_server_that_ends_with_its_input_is_waited_for_and_not_longer(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("cat; exit 3"), ENDLESS);
        assertThat(child.end()).isEqualTo(new Exit(3, Exit.How.CLOSED));
        assertThat(child.state()).isEqualTo(Child.State.GONE);
        assertThat(child.end()).isEqualTo(new Exit(3, Exit.How.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void what_a_server_said_last_can_be_read_after_its_end(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("cat; echo last; echo words >&2"), ENDLESS);
        child.end();
        assertThat(lines(child).readLine()).isEqualTo("last");
        assertThat(child.fromServer().read()).isEqualTo(-1);
        assertThat(Leftovers.within(
                        Duration.ofSeconds(5), () -> child.stderr().text().equals("words\n")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void an_exit_is_noticed_at_once_with_its_code(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("read line; exit 42"), ENDLESS);
        say(child, "go\n");
        assertThat(child.onExit().get(5, TimeUnit.SECONDS)).isEqualTo(new Exit(42, Exit.How.BY_ITSELF));
        child.close();
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_signal_is_told_as_shells_tell_it(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("kill -SEGV $$"), ENDLESS);
        var exit = child.onExit().get(5, TimeUnit.SECONDS);
        assertThat(exit.code()).isEqualTo(128 + 11);
        assertThat(exit.describe()).isEqualTo("ended by SIGSEGV");
        child.close();
        assertThat(child.stderr().text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_server_without_handlers_obeys_a_terminate(Sandbox sandbox) throws Exception {
        var patience = new Patience(Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofSeconds(20));
        var child = Servers.launcher(sandbox).start(Servers.shell("while :; do sleep 100; done"), patience);
        assertThat(child.end().how()).isEqualTo(Exit.How.TERMINATED);
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_terminate_reaches_the_whole_tree(Sandbox sandbox) throws Exception {
        var script =
                "( trap 'echo told; exit' TERM; echo there; while :; do sleep 0.05; done ) & trap 'wait; exit 7' TERM; wait";
        var patience = new Patience(Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofSeconds(20));
        var child = Servers.launcher(sandbox).start(Servers.shell(script), patience);
        var lines = lines(child);
        assertThat(lines.readLine()).isEqualTo("there");
        assertThat(child.end().how()).isEqualTo(Exit.How.TERMINATED);
        assertThat(lines.readLine()).isEqualTo("told");
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void nothing_of_a_stubborn_server_is_left_after_close(Sandbox sandbox) throws Exception {
        var mark = Leftovers.mark();
        try {
            var child = Servers.launcher(sandbox).start(Servers.stubborn(mark), SHORT);
            var lines = lines(child);
            assertThat(List.of(lines.readLine(), lines.readLine())).containsExactlyInAnyOrder("begun", "hidden");
            var before = Leftovers.carrying(mark).size();
            assertThat(before).isGreaterThanOrEqualTo(2);
            assertThat(child.end()).isEqualTo(new Exit(128 + 9, Exit.How.KILLED));
            assertThat(Leftovers.carrying(mark)).isEmpty();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void what_a_server_leaves_behind_ends_with_it(Sandbox sandbox) throws Exception {
        var mark = Leftovers.mark();
        try {
            var words = new ArrayList<>(Servers.stubbornWords(mark));
            words.set(2, words.get(2).replaceAll("(?s)cat > /dev/null.*", "exit 5"));
            var child = Servers.launcher(sandbox).start(new Command("leaver", words, Map.of(), null), ENDLESS);
            assertThat(child.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(new Exit(5, Exit.How.BY_ITSELF));
            assertThat(child.end()).isEqualTo(new Exit(5, Exit.How.BY_ITSELF));
            assertThat(Leftovers.carrying(mark)).isEmpty();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    /// Only the kernel is quick enough for this.
    @ParameterizedTest
    @MethodSource("namespaces")
    void a_tree_that_forks_without_end_is_ended(Sandbox sandbox) throws Exception {
        var mark = Leftovers.mark();
        // each generation lives for an instant and hands on to the next, in a session of its own
        var script =
                "next='[ -e /proc/self/stat ] || exit; setsid env -i PATH=\"$PATH\" NEXT=\"$NEXT\" sh -c \"$NEXT\" \"$0\" &';"
                        + " NEXT=$next; export NEXT; for n in 1 2 3; do sh -c \"$next\" \"$0\"; done; echo begun; sleep 100";
        try {
            var child = Servers.launcher(sandbox).start(Servers.shell(script, mark), SHORT);
            assertThat(lines(child).readLine()).isEqualTo("begun");
            assertThat(child.kill().how()).isEqualTo(Exit.How.KILLED);
            assertThat(Leftovers.carrying(mark)).isEmpty();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_flood_on_stderr_holds_up_nobody_and_only_its_end_is_kept(Sandbox sandbox) throws Exception {
        var script = "head -c 33554432 /dev/zero | tr '\\0' x >&2; printf '\\nthe end\\n' >&2; echo answered; cat";
        try (var child = Servers.launcher(sandbox).start(Servers.shell(script), ENDLESS)) {
            assertThat(lines(child).readLine()).isEqualTo("answered");
            assertThat(Leftovers.within(
                            Duration.ofSeconds(10), () -> child.stderr().bytesTotal() == (32 << 20) + 9))
                    .isTrue();
            assertThat(child.stderr().bytesKept()).isEqualTo(Launcher.STDERR_BYTES_KEPT);
            assertThat(child.stderr().text()).endsWith("the end\n");
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void named_secrets_do_not_show_in_what_is_kept_of_stderr(Sandbox sandbox) throws Exception {
        var named = Map.of("API_TOKEN", "correct-horse-battery");
        var script = "echo \"token $API_TOKEN of \\033]0;title\\007\" >&2; echo done; cat";
        try (var child = Servers.launcher(sandbox).start(Servers.shell(script, named), ENDLESS)) {
            assertThat(lines(child).readLine()).isEqualTo("done");
            var wanted = "token [redacted: API_TOKEN] of <U+001B ESCAPE>]0;title<U+0007 BEL>\n";
            assertThat(Leftovers.within(
                            Duration.ofSeconds(5), () -> child.stderr().text().equals(wanted)))
                    .as(child.stderr().text())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_server_that_does_not_read_cannot_hold_up_its_end(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("echo begun; sleep 100"), SHORT);
        assertThat(lines(child).readLine()).isEqualTo("begun");
        var writer = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (true) child.toServer().write(new byte[65536]);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
        assertThatThrownBy(() -> writer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(child.end().how()).isIn(Exit.How.TERMINATED, Exit.How.KILLED);
        assertThatThrownBy(() -> writer.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_server_sees_the_allowed_environment_and_nothing_else(Sandbox sandbox) throws Exception {
        var named = Map.of("NAMED", "a b\nc", "odd.name", "x=y", "PWD", "/nowhere", "IFS", ",");
        var command = new Command("environment", List.of("env", "-0"), named, null);
        var child = Servers.launcher(sandbox).start(command, ENDLESS);
        var seen = new String(child.fromServer().readAllBytes(), StandardCharsets.UTF_8);
        child.close();
        var wanted = System.getenv().entrySet().stream()
                .filter(entry -> Environment.isInherited(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        wanted.putAll(named);
        var found = seen.lines().findAny().isEmpty()
                ? Map.<String, String>of()
                : List.of(seen.split("\0")).stream()
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        assertThat(found).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_server_has_the_same_user_and_a_process_group_of_its_own_without_a_terminal(Sandbox sandbox)
            throws Exception {
        var script = "id -u; id -g; read -r stat < /proc/$$/stat; set -- $stat; echo $1 $5 $6 $7; cat";
        try (var child = Servers.launcher(sandbox).start(Servers.shell(script), ENDLESS)) {
            var lines = lines(child);
            assertThat(lines.readLine()).isEqualTo(said("id", "-u"));
            assertThat(lines.readLine()).isEqualTo(said("id", "-g"));
            var numbers = lines.readLine().split(" ");
            assertThat(numbers[1]).as("group").isEqualTo(numbers[0]);
            assertThat(numbers[2]).as("session").isEqualTo(numbers[0]);
            assertThat(numbers[3]).as("terminal").isEqualTo("0");
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void a_program_that_cannot_be_run_says_so(Sandbox sandbox) throws Exception {
        var script = java.nio.file.Files.createTempFile("pavise", ".sh");
        try {
            java.nio.file.Files.writeString(script, "#!/no/such/interpreter\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            var command = new Command("broken", List.of(script.toString()), Map.of(), null);
            var child = Servers.launcher(sandbox).start(command, ENDLESS);
            assertThat(child.onExit().get(5, TimeUnit.SECONDS).code()).isIn(126, 127);
            assertThat(Leftovers.within(
                            Duration.ofSeconds(5), () -> child.stderr().text().contains(script.toString())))
                    .isTrue();
            child.close();
        } finally {
            java.nio.file.Files.delete(script);
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void many_may_close_at_once_and_all_hear_the_same(Sandbox sandbox) throws Exception {
        var child = Servers.launcher(sandbox).start(Servers.shell("trap '' TERM; while :; do sleep 100; done"), SHORT);
        var ends = new ArrayList<CompletableFuture<Exit>>();
        for (var each = 0; each < 4; each++)
            ends.add(CompletableFuture.supplyAsync(
                    child::end, task -> Thread.ofVirtual().start(task)));
        var exits = ends.stream().map(CompletableFuture::join).distinct().toList();
        assertThat(exits).hasSize(1);
        assertThat(exits.getFirst().how()).isEqualTo(Exit.How.KILLED);
    }

    static BufferedReader lines(Child child) {
        return new BufferedReader(new InputStreamReader(child.fromServer(), StandardCharsets.UTF_8));
    }

    static void say(Child child, String text) throws IOException {
        child.toServer().write(text.getBytes(StandardCharsets.UTF_8));
        child.toServer().flush();
    }

    private static String said(String... words) throws IOException {
        return new ProcessBuilder(words).start().inputReader().readLine();
    }
}
