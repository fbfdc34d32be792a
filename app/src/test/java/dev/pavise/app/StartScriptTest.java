package dev.pavise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./pavise` itself: the shell script that hosts start.
class StartScriptTest {
    @TempDir
    Path scratch;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = new Checkout(scratch);
    }

    @AfterEach
    void leaveNothingRunning() {
        checkout.killAll();
    }

    @Test
    void arguments_arrive_as_they_were_given() throws IOException {
        var environment = checkout.realJava();
        checkout.pavise(environment, "--version");
        var outcome = checkout.pavise(environment, "a b", "", "it's", "$HOME", "*", "-x", "é漢");
        assertThat(outcome.out()).isEqualTo("<a b>\n<>\n<it's>\n<$HOME>\n<*>\n<-x>\n<é漢>\n");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void run_never_builds_and_says_what_to_type() throws IOException {
        var outcome = checkout.pavise("--config", "x", "run", "--", "server");
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("not built yet").contains("hint: ").contains("/pavise' --version");
        assertThat(checkout.builds()).isZero();

        var hint = outcome.err()
                .lines()
                .filter(line -> line.startsWith("hint: "))
                .findFirst()
                .orElseThrow();
        var typed = List.of("/bin/sh", "-c", hint.substring("hint: ".length()));
        assertThat(Shell.run(Path.of("/"), checkout.environment(), typed).out()).isEqualTo("<--version>\n");
        assertThat(checkout.pavise("run").out()).isEqualTo("<run>\n");
    }

    @Test
    void run_takes_the_build_that_is_there_when_the_sources_changed() throws IOException {
        checkout.pavise("--version");
        touch("Main.java");
        assertThat(checkout.pavise("run").out()).isEqualTo("<run>\n");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void run_after_the_two_dashes_belongs_to_the_server() throws IOException {
        assertThat(checkout.pavise("up", "--", "npx", "run").exit()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void a_command_builds_once_and_again_only_after_a_change() throws IOException {
        assertThat(checkout.pavise("doctor").out()).isEqualTo("<doctor>\n");
        checkout.pavise("doctor");
        assertThat(checkout.builds()).isEqualTo(1);
        touch("Main.java");
        checkout.pavise("doctor");
        assertThat(checkout.builds()).isEqualTo(2);
        checkout.pavise("doctor");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void a_removed_source_is_a_change() throws IOException {
        checkout.source("Extra.java", "class Extra {}");
        checkout.pavise("doctor");
        Files.delete(checkout.home.resolve("app/src/main/java/Extra.java"));
        checkout.pavise("doctor");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void a_build_talks_on_stderr_alone() {
        var outcome = checkout.pavise("doctor");
        assertThat(outcome.out()).isEqualTo("<doctor>\n");
        assertThat(outcome.err()).contains("building from the sources");
    }

    @Test
    void a_failed_build_leaves_the_one_before() throws IOException {
        checkout.pavise("doctor");
        var before = checkout.build();
        touch("Main.java");
        Checkout.executable(checkout.bin.resolve("mvn"), "#!/bin/sh\necho '[ERROR] broken'\nexit 1\n");
        var outcome = checkout.pavise("doctor");
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("[ERROR] broken").contains("the build failed");
        assertThat(checkout.build()).isEqualTo(before);
        assertThat(checkout.pavise("run").out()).isEqualTo("<run>\n");
    }

    @Test
    void a_build_that_was_cut_off_starts_over() throws IOException {
        var half = Files.createDirectories(checkout.home.resolve("core/target")).resolve("Half.class");
        Files.writeString(half, "half");
        var environment = checkout.environment();
        var gate = gate(environment);
        var cut = checkout.start(environment, "doctor");
        var mvn = awaitPid(gate);
        cut.process().toHandle().destroyForcibly();
        ProcessHandle.of(mvn).ifPresent(ProcessHandle::destroyForcibly);
        cut.outcome();

        assertThat(checkout.pavise("doctor").out()).isEqualTo("<doctor>\n");
        assertThat(half).doesNotExist();
    }

    @Test
    void two_at_once_build_once() throws IOException {
        var environment = checkout.environment();
        var gate = gate(environment);
        var one = checkout.start(environment, "one");
        awaitPid(gate);
        var two = checkout.start(environment, "two");
        await(() -> Files.readString(two.err()).contains("waiting for another build"));
        Files.writeString(gate, "go\n");
        assertThat(one.outcome().out()).isEqualTo("<one>\n");
        assertThat(two.outcome().out()).isEqualTo("<two>\n");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void a_build_that_a_gateway_runs_from_is_kept() throws IOException {
        checkout.pavise("doctor");
        var first = checkout.build();
        var gateway = checkout.startInShell("tail -f /dev/null | exec \"$0\" run wait");
        await(() -> Files.readString(gateway.out()).contains("<wait>"));
        rebuild();
        rebuild();
        rebuild();
        assertThat(first).exists();
        gateway.process().descendants().forEach(ProcessHandle::destroyForcibly);
        gateway.outcome();
        rebuild();
        rebuild();
        assertThat(first).doesNotExist();
    }

    @Test
    void a_link_starts_it() throws IOException {
        checkout.pavise("doctor");
        var links = Files.createDirectories(scratch.resolve("my links"));
        Files.createSymbolicLink(links.resolve("far"), checkout.home.resolve("pavise"));
        Files.createSymbolicLink(links.resolve("near"), Path.of("far"));
        var environment = checkout.environment();
        environment.put("PATH", links + ":/usr/bin:/bin");
        assertThat(Shell.run(Path.of("/"), environment, List.of("/bin/sh", "-c", "near run"))
                        .out())
                .isEqualTo("<run>\n");
        assertThat(Shell.run(links, environment, List.of("./near", "run")).out())
                .isEqualTo("<run>\n");
        assertThat(Shell.run(checkout.home, environment, List.of("/bin/sh", "pavise", "run"))
                        .out())
                .isEqualTo("<run>\n");
    }

    @Test
    void a_missing_or_broken_aot_cache_is_silent() throws IOException {
        var environment = checkout.realJava();
        checkout.pavise(environment, "doctor");
        var cache = checkout.build().resolve("run.aot");
        assertThat(cache).isNotEmptyFile();
        Files.writeString(cache, "not a cache");
        assertThat(checkout.pavise(environment, "run")).isEqualTo(new Shell.Outcome(0, "<run>\n", ""));
        Files.delete(cache);
        assertThat(checkout.pavise(environment, "run")).isEqualTo(new Shell.Outcome(0, "<run>\n", ""));
    }

    /// A JVM that is told to take its cache, or not to start, starts: the training run had its options and jars.
    @Test
    void each_command_takes_the_cache_that_was_made_for_it() throws IOException {
        var environment = checkout.realJava();
        checkout.pavise(environment, "--version");
        environment.put("PAVISE_JAVA_OPTS", "-XX:AOTMode=on");
        assertThat(checkout.pavise(environment, "doctor").out()).isEqualTo("<doctor>\n");
        assertThat(checkout.pavise(environment, "run").out()).isEqualTo("<run>\n");
        assertThat(checkout.pavise(environment, "serve").out()).isEqualTo("<serve>\n");
        Files.delete(checkout.build().resolve("run.aot"));
        assertThat(checkout.pavise(environment, "run").exit()).isNotZero();
        assertThat(checkout.pavise(environment, "serve").exit()).isZero();
    }

    @Test
    void run_starts_with_all_jars_but_those_that_serve_alone_needs() throws IOException {
        checkout.pavise("doctor");
        assertThat(checkout.build().resolve("lib/netty-common-0.jar")).exists();
        assertThat(checkout.build().resolve("run.jars")).hasContent("pavise-app.jar\nsqlite-jdbc-0.jar");
    }

    @Test
    void run_takes_a_build_from_before_that_has_no_list_of_jars() throws IOException {
        checkout.pavise("doctor");
        Files.delete(checkout.build().resolve("run.jars"));
        assertThat(checkout.pavise("run")).isEqualTo(new Shell.Outcome(0, "<run>\n", ""));
    }

    @Test
    void native_libraries_lie_beside_the_jars() throws IOException {
        checkout.pavise("doctor");
        var libraries = new ArrayList<>(List.of(System.mapLibraryName("sqlitejdbc")));
        String platform = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        if (platform.equals("Linux/amd64")) libraries.add("libhs.so");
        try (var files = Files.list(checkout.build().resolve("native"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(libraries);
        }
    }

    @Test
    void an_older_java_is_passed_over_without_being_started() throws IOException {
        var environment = checkout.environment();
        environment.put(
                "JAVA_HOME", javaOf("17.0.1", "JAVA_VERSION=\"17.0.1\"\n").toString());
        environment.put("PATH", checkout.java + "/bin:" + environment.get("PATH"));
        assertThat(checkout.pavise(environment, "doctor").out()).isEqualTo("<doctor>\n");
        assertThat(scratch.resolve("asked")).doesNotExist();
    }

    @Test
    void a_java_without_a_release_file_is_asked_and_remembered() throws IOException {
        checkout.pavise("doctor");
        Files.delete(checkout.home.resolve(".pavise-build/jdk"));
        var environment = checkout.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", javaOf("25.0.1", "") + "/bin:/usr/bin:/bin");
        assertThat(checkout.pavise(environment, "run").out()).isEqualTo("<run>\n");
        assertThat(scratch.resolve("asked")).exists();
        assertThat(checkout.home.resolve(".pavise-build/jdk")).hasContent(scratch.resolve("java 25.0.1") + "");
    }

    @Test
    void a_remembered_java_that_is_gone_is_looked_for_again() throws IOException {
        checkout.pavise("doctor");
        var environment = checkout.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", checkout.java + "/bin:/usr/bin:/bin");
        Files.writeString(checkout.home.resolve(".pavise-build/jdk"), scratch.resolve("gone") + "\n");
        assertThat(checkout.pavise(environment, "run").out()).isEqualTo("<run>\n");
        assertThat(checkout.home.resolve(".pavise-build/jdk")).hasContent(checkout.java.toString());
    }

    @Test
    void a_fetched_java_is_unpacked_when_its_hash_is_right() throws Exception {
        var archive = archive();
        var outcome = fetch(Map.of("PAVISE_JDK_URL", archive.toUri().toString(), "PAVISE_JDK_SHA256", sha256(archive)));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(fetched().resolve("bin/java")).isExecutable();
    }

    @Test
    void a_fetched_java_with_another_hash_is_thrown_away() throws Exception {
        var archive = archive();
        var outcome = fetch(Map.of("PAVISE_JDK_URL", archive.toUri().toString()));
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .contains(sha256(archive))
                .contains("thrown away")
                .contains("JAVA_HOME");
        try (var left = Files.list(fetched().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_java_that_cannot_be_fetched_is_said_with_its_address() throws IOException {
        var outcome = fetch(
                Map.of("PAVISE_JDK_URL", scratch.resolve("nothing").toUri().toString()));
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).contains("could not fetch file:").contains("hint: ");
    }

    private void touch(String source) throws IOException {
        var file = checkout.home.resolve("app/src/main/java").resolve(source);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    private void rebuild() throws IOException {
        touch("Main.java");
        assertThat(checkout.pavise("doctor").exit()).isZero();
    }

    /// A pipe at which the stand-in for Maven waits until someone writes to it.
    private Path gate(Map<String, String> environment) {
        var gate = scratch.resolve("gate");
        Shell.run(scratch, Map.of("PATH", "/usr/bin:/bin"), List.of("mkfifo", gate.toString()));
        environment.put("GATE", gate.toString());
        return gate;
    }

    private static long awaitPid(Path gate) {
        var pid = Path.of(gate + ".pid");
        await(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
        try {
            return Long.parseLong(Files.readString(pid).strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) {
        var deadline = Instant.now().plusSeconds(60);
        try {
            while (!condition.holds()) {
                if (Instant.now().isAfter(deadline)) throw new AssertionError("waited for 60 s");
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A Java that writes down that it was asked for its version, and otherwise is the one running this test.
    private Path javaOf(String version, String release) throws IOException {
        var home = scratch.resolve("java " + version);
        Files.createDirectories(home.resolve("bin"));
        if (!release.isEmpty()) Files.writeString(home.resolve("release"), release);
        var script = """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo asked >>'%s'
                    echo 'openjdk version "%s" 2025-10-21' >&2
                    exit
                fi
                exec '%s/bin/java' "$@"
                """.formatted(scratch.resolve("asked"), version, checkout.java);
        Checkout.executable(home.resolve("bin/java"), script);
        return home;
    }

    private Path archive() throws IOException {
        var home = javaOf("25.0.9", "JAVA_VERSION=\"25.0.9\"\n");
        var archive = scratch.resolve("jdk.tar.gz");
        var tar = List.of(
                "tar",
                "-czf",
                archive.toString(),
                "-C",
                scratch.toString(),
                home.getFileName().toString());
        assertThat(Shell.run(scratch, Map.of("PATH", "/usr/bin:/bin"), tar).exit())
                .isZero();
        return archive;
    }

    private Path fetched() throws IOException {
        return Files.createDirectories(scratch.resolve("home/.local/share/pavise"))
                .resolve("jdk-25.0.4+7");
    }

    private Shell.Outcome fetch(Map<String, String> more) {
        var environment = checkout.environment();
        environment.putAll(more);
        var script =
                "set -eu; home=$1; state=$1/.pavise-build; . \"$1/scripts/jdk.sh\"; . \"$1/scripts/setup.sh\"; fetch_temurin";
        return Shell.run(scratch, environment, List.of("/bin/sh", "-c", script, "sh", checkout.home.toString()));
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
