package dev.pavise.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is left of a stubborn server when Pavise, or the host above it, is killed with -9: nothing. The server ignores
/// the end of its input and SIGTERM, and so does its grandchild, which is detached in every way.
class DeathTest {
    private static final int DEATHS = Integer.getInteger("pavise.deaths", 3);

    /// Wide, for machines with too much to do; what is promised is the sum of [Patience#DEFAULT].
    private static final Duration BOUND = Duration.ofSeconds(30);

    static List<Sandbox> sandboxes() {
        return Servers.sandboxes();
    }

    @Test
    void a_tree_is_gone_five_seconds_after_its_host() {
        var patience = Patience.DEFAULT;
        assertThat(patience.closing().plus(patience.terminating()).plus(patience.killing()))
                .isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    /// The measure itself: this server does survive where nothing keeps its tree together.
    @Test
    void without_a_sandbox_the_grandchild_lives_on() throws IOException {
        var mark = Leftovers.mark();
        var server = start(Servers.stubbornWords(mark));
        try {
            awaitBoth(server);
            server.toHandle().destroyForcibly();
            assertThat(server.onExit().join().exitValue()).isEqualTo(128 + 9);
            assertThat(Leftovers.carrying(mark)).isNotEmpty();
        } finally {
            Leftovers.sweep(mark);
        }
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void nothing_outlives_a_killed_pavise(Sandbox sandbox) throws Exception {
        repeat(mark -> {
            var pavise = start(PaviseProcess.words(sandbox, Servers.stubbornWords(mark)));
            awaitBoth(pavise);
            killAndExpectNothing(pavise, mark);
        });
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void nothing_outlives_a_pavise_that_is_killed_while_it_starts(Sandbox sandbox) throws Exception {
        repeat(mark -> {
            var pavise = start(PaviseProcess.words(sandbox, Servers.stubbornWords(mark)));
            assertThat(Leftovers.within(
                            Duration.ofSeconds(20),
                            () -> pavise.toHandle().children().findAny().isPresent()))
                    .isTrue();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(20_000_000)); // somewhere in its first steps
            killAndExpectNothing(pavise, mark);
        });
    }

    @ParameterizedTest
    @MethodSource("sandboxes")
    void nothing_outlives_a_killed_host(Sandbox sandbox) throws Exception {
        repeat(mark -> {
            var words = PaviseProcess.words(sandbox, Servers.stubbornWords(mark));
            var host = start(PaviseProcess.java(HostProcess.class, words.getFirst(), words.subList(1, words.size())));
            awaitBoth(host);
            killAndExpectNothing(host, mark);
        });
    }

    private interface Death {
        void of(String mark) throws IOException;
    }

    /// A few at a time, as real hosts have several servers; at the end, nothing of any of them has come back.
    private static void repeat(Death death) throws Exception {
        var marks = Stream.generate(Leftovers::mark).limit(DEATHS).toList();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var runs = marks.stream()
                    .map(mark -> threads.submit(() -> {
                        death.of(mark);
                        return mark;
                    }))
                    .toList();
            for (var run : runs) run.get();
            for (var mark : marks) assertThat(Leftovers.carrying(mark)).isEmpty();
        } finally {
            marks.forEach(Leftovers::sweep);
        }
    }

    private static void killAndExpectNothing(Process victim, String mark) {
        var below = victim.toHandle().descendants().toList();
        victim.toHandle().destroyForcibly();
        var gone = Leftovers.within(BOUND, () -> Leftovers.carrying(mark).isEmpty());
        assertThat(gone)
                .as(
                        "left: %s",
                        Leftovers.carrying(mark).stream()
                                .map(Leftovers::arguments)
                                .toList())
                .isTrue();
        assertThat(Leftovers.within(BOUND, () -> below.stream().noneMatch(Leftovers::isRunning)))
                .as(
                        "left: %s",
                        below.stream()
                                .filter(Leftovers::isRunning)
                                .map(ProcessHandle::pid)
                                .map(Leftovers::arguments)
                                .toList())
                .isTrue();
    }

    private static Process start(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static void awaitBoth(Process process) throws IOException {
        var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        assertThat(Stream.of(reader.readLine(), reader.readLine())).containsExactlyInAnyOrder("begun", "hidden");
        assertThat(process.isAlive()).isTrue();
    }
}
