package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command lines that sandboxes build, word by word.
class WordsTest {
    private static final Command PLAIN = new Command("a", List.of("/bin/server", "x y"), Map.of(), null);

    @TempDir
    Path folder;

    @BeforeEach
    void tools() throws IOException {
        have("setsid", "setpriv", "unshare", "prlimit", "sh", "env");
    }

    @Test
    void root_needs_no_user_namespace() {
        assertThat(words(new PidNamespace(false), PLAIN))
                .isEqualTo("setsid setpriv --pdeathsig KILL"
                        + " unshare --pid --fork --kill-child --mount-proc --propagation slave --"
                        + " sh -c INIT pavise:77 setsid /bin/server x y");
    }

    @Test
    void a_user_stays_the_same_user() {
        assertThat(words(new PidNamespace(true), PLAIN))
                .isEqualTo("setsid setpriv --pdeathsig KILL unshare --user --map-current-user"
                        + " --pid --fork --kill-child --mount-proc --propagation slave --"
                        + " sh -c INIT pavise:77 setsid /bin/server x y");
    }

    @Test
    void variables_that_a_shell_would_lose_are_kept() throws IOException {
        have("bash");
        var command = new Command("a", List.of("/bin/server"), Map.of("a.b", "hush", "IFS", ","), null);
        assertThat(words(new PidNamespace(false), command))
                .endsWith(" bash -c INIT pavise:77 setsid env -u _ IFS=, /bin/server")
                .doesNotContain("hush");
    }

    @Test
    void without_bash_odd_names_are_a_reason_against_namespaces() {
        var command = new Command("a", List.of("/bin/server"), Map.of("a.b", "hush"), null);
        assertThat(new PidNamespace(true).missing(new Tools(List.of(folder)), command))
                .contains("only bash hands on variables like \"a.b\", and it is not installed");
    }

    @Test
    void a_guarded_server_is_marked_by_a_limit_that_nothing_obeys() {
        assertThat(String.join(" ", new Guarded().words(PLAIN, new Tools(List.of(folder)), "77"))
                        .replace(folder + "/", ""))
                .isEqualTo("setsid setpriv --pdeathsig KILL prlimit --locks=77:77 /bin/server x y");
    }

    @Test
    void below_another_guardian_the_mark_is_a_lower_limit() {
        assertThat(Guarded.below(Long.MAX_VALUE, 1L << 60)).isEqualTo(1L << 60);
        assertThat(Guarded.below(1L << 59, 1L << 60)).isLessThan(1L << 59).isGreaterThan(1L << 56);
    }

    @Test
    void where_there_is_no_setsid_as_on_macos_perl_makes_the_session() throws IOException {
        for (var name : List.of("setsid", "setpriv", "prlimit")) Files.delete(folder.resolve(name));
        have("perl");
        assertThat(String.join(" ", new Guarded().words(PLAIN, new Tools(List.of(folder)), "77"))
                        .replace(folder + "/", ""))
                .isEqualTo("perl -e use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV; exit 127 /bin/server x y");
    }

    private String words(PidNamespace sandbox, Command command) {
        var words = sandbox.words(command, new Tools(List.of(folder)), "77");
        return String.join(" ", words).replace(folder + "/", "").replace(PidNamespace.INIT, "INIT");
    }

    private void have(String... names) throws IOException {
        for (var name : names)
            assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                    .isTrue();
    }
}
