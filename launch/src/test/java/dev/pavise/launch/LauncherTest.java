package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which sandbox is taken, and what happens where one is refused or its guardian is attacked.
class LauncherTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(20));

    @TempDir
    Path folder;

    @Test
    void the_strongest_sandbox_that_works_is_taken_and_named() throws Exception {
        try (var child = new Launcher().start(Servers.shell("cat"), SHORT)) {
            assertThat(child.sandbox())
                    .startsWith(Servers.sandboxes().getFirst().id() + ": ");
        }
    }

    @Test
    void where_the_system_refuses_namespaces_the_guardian_takes_over_before_the_server_has_begun() throws Exception {
        var begun = folder.resolve("begun");
        tool("unshare", "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1");
        var child = new Launcher(tools(), Sandboxes.ALL).start(Servers.shell("echo . >> " + begun + "; cat"), SHORT);
        assertThat(child.sandbox()).startsWith("guardian: ");
        assertThat(child.end().code()).isZero();
        assertThat(Files.readString(begun)).isEqualTo(".\n");
    }

    @Test
    void a_refusal_is_remembered() throws Exception {
        var tries = folder.resolve("tries");
        tool("unshare", "echo . >> " + tries + "; exit 1");
        var launcher = new Launcher(tools(), List.of(new PidNamespace(true), new Guarded()));
        for (var start = 0; start < 3; start++)
            launcher.start(Servers.shell("cat"), SHORT).close();
        assertThat(Files.readString(tries)).isEqualTo(".\n");
    }

    @Test
    void where_nothing_can_end_a_tree_nothing_is_started() {
        var launcher = new Launcher(new Tools(List.of(folder)), Sandboxes.ALL);
        assertThatThrownBy(() -> launcher.start(Servers.shell("cat"), SHORT))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("nothing here can end a server")
                .hasMessageContaining("guardian: neither setsid nor perl is installed")
                .extracting(e -> ((LaunchException) e).hint())
                .asString()
                .contains("install util-linux");
    }

    @Test
    void without_setsid_perl_makes_the_session() throws Exception {
        for (var name : List.of("sh", "perl", "awk", "grep", "cat", "sleep"))
            tool(name, "exec " + Tools.here().get(name) + " \"$@\"");
        var mark = Leftovers.mark();
        try {
            var launcher = new Launcher(new Tools(List.of(folder)), Sandboxes.ALL);
            var child = launcher.start(Servers.stubborn(mark), SHORT);
            var lines = ChildTest.lines(child);
            assertThat(List.of(lines.readLine(), lines.readLine())).containsExactlyInAnyOrder("begun", "hidden");
            assertThat(child.end().how()).isEqualTo(Exit.How.KILLED);
            // here the mark is a variable, which the hidden one has not, and it has a session of its own
            assertThat(Leftovers.carrying(mark)).hasSizeLessThanOrEqualTo(1);
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @Test
    void a_server_that_kills_its_guardian_is_ended_all_the_same() throws Exception {
        var mark = Leftovers.mark();
        try {
            var words = new ArrayList<>(Servers.stubbornWords(mark));
            var kill = "for each in /proc/[0-9]*; do"
                    + " if tr '\\0' ' ' < $each/cmdline | grep -q 'pavise-guardian' && [ \"$(ps -o ppid= -p ${each#/proc/})\" -eq $PPID ]; then kill -9 ${each#/proc/}; fi; done 2> /dev/null\n";
            words.set(2, words.get(2).replace("cat > /dev/null", kill + "echo killed\ncat > /dev/null"));
            var child = Servers.launcher(new Guarded()).start(new Command("hostile", words, Map.of(), null), SHORT);
            var exit = child.onExit().get(20, TimeUnit.SECONDS);
            assertThat(exit.how()).isEqualTo(Exit.How.KILLED);
            child.close();
            assertThat(Leftovers.carrying(mark)).isEmpty();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @Test
    void a_stopped_guardian_does_not_save_its_server() throws Exception {
        var mark = Leftovers.mark();
        var before = ProcessHandle.current().children().toList();
        try {
            var child = Servers.launcher(new Guarded()).start(Servers.stubborn(mark), SHORT);
            var lines = ChildTest.lines(child);
            assertThat(List.of(lines.readLine(), lines.readLine())).containsExactlyInAnyOrder("begun", "hidden");
            var guardian = ProcessHandle.current()
                    .children()
                    .filter(each -> Leftovers.arguments(each.pid()).contains("pavise-guardian"))
                    .filter(each -> !before.contains(each))
                    .findFirst()
                    .orElseThrow();
            new ProcessBuilder("kill", "-STOP", Long.toString(guardian.pid()))
                    .start()
                    .waitFor();
            assertThat(child.end().how()).isEqualTo(Exit.How.KILLED);
            assertThat(Leftovers.carrying(mark)).isEmpty();
            assertThat(Leftovers.within(Duration.ofSeconds(5), () -> !guardian.isAlive()))
                    .isTrue();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @Test
    void a_guarded_pavise_can_guard_a_server_of_its_own() throws Exception {
        var mark = Leftovers.mark();
        try {
            var words = PaviseProcess.words(new Guarded(), Servers.stubbornWords(mark));
            var outer = Servers.launcher(new Guarded()).start(new Command("outer", words, Map.of(), null), SHORT);
            var lines = ChildTest.lines(outer);
            assertThat(List.of(lines.readLine(), lines.readLine())).containsExactlyInAnyOrder("begun", "hidden");
            outer.toServer().close();
            outer.onExit().get(20, TimeUnit.SECONDS);
            outer.close();
            assertThat(Leftovers.within(
                            Duration.ofSeconds(5),
                            () -> Leftovers.carrying(mark).isEmpty()))
                    .isTrue();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @Test
    void what_the_locale_would_spoil_is_refused() throws Exception {
        var builder = new ProcessBuilder(PaviseProcess.words(new Guarded(), List.of("echo", "J\u00fcrgen")));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("LC_ALL", "C");
        var pavise = builder.redirectErrorStream(true).start();
        assertThat(new String(pavise.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("loses")
                .contains("launch: server \"sample\"");
        assertThat(pavise.waitFor()).isNotZero();
    }

    @Test
    void an_innocent_process_beside_the_server_lives_on() throws Exception {
        var innocent = new ProcessBuilder("sleep", "100").start();
        try {
            var child = Servers.launcher(new Guarded()).start(Servers.shell("cat; sleep 100"), SHORT);
            assertThat(child.end().how()).isIn(Exit.How.TERMINATED, Exit.How.KILLED);
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void nothing_is_left_in_the_temporary_folder_and_no_mount() throws Exception {
        var before = Leftovers.read("/proc/self/mountinfo");
        for (var sandbox : Servers.sandboxes()) {
            var named = Map.of("TMPDIR", folder.toString());
            Servers.launcher(sandbox).start(Servers.shell("cat", named), SHORT).close();
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(Leftovers.read("/proc/self/mountinfo")).isEqualTo(before);
    }

    /// The real tools, but for this one.
    private void tool(String name, String script) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Tools tools() {
        var folders = new ArrayList<>(List.of(folder));
        folders.addAll(Tools.here().folders());
        return new Tools(folders);
    }
}
