package dev.pavise.ledger.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Turns between threads and between processes.
class TurnsTest {
    private static final long PATIENCE = 60_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void only_one_thread_has_a_turn_at_a_time() throws InterruptedException {
        var turns = Turns.at(folder.resolve("lock"));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 100; i++) {
                    try (var _ = turns.take(PATIENCE)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                    }
                }
            }));
        }
        for (var thread : threads) thread.join();
        assertThat(most).hasValue(1);
    }

    @Test
    void a_file_has_the_same_turns_by_whatever_path() {
        assertThat(Turns.at(folder.resolve("lock"))).isSameAs(Turns.at(folder.resolve("x/../lock")));
    }

    @Test
    void waiting_ends_when_patience_does() {
        var turns = Turns.at(folder.resolve("lock"));
        try (var _ = turns.take(PATIENCE)) {
            var other = Thread.ofPlatform().unstarted(() -> {});
            assertThat(other.isAlive()).isFalse();
            assertThatThrownBy(() -> onAnotherThread(() -> turns.take(1_000_000)))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasStackTraceContaining("another program keeps it locked");
        }
        try (var _ = turns.take(PATIENCE)) {
            assertThat(folder.resolve("lock")).exists();
        }
    }

    @Test
    void who_comes_back_alone_draws_no_ticket_and_who_comes_behind_another_does() throws IOException {
        Path lock = folder.resolve("lock");
        var turns = Turns.at(lock);
        turns.take(PATIENCE).close();
        turns.take(PATIENCE).close();
        assertThat(tickets(lock)).isEqualTo(1);
        // Another process has drawn meanwhile.
        Files.write(lock, ByteBuffer.allocate(Long.BYTES).putLong(2).array());
        turns.take(PATIENCE).close();
        assertThat(tickets(lock)).isEqualTo(3);
    }

    private static long tickets(Path lock) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(lock)).getLong();
    }

    @Test
    void nobody_is_left_outside_and_no_two_processes_are_inside() throws IOException {
        int processes = 4;
        var children = new ArrayList<Process>();
        try {
            for (int i = 0; i < processes; i++) children.add(start());
            var outs = new ArrayList<BufferedReader>();
            for (var child : children) {
                outs.add(new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8)));
            }
            for (var out : outs) assertThat(out.readLine()).isEqualTo("ready");
            for (var child : children) {
                child.getOutputStream().write('\n');
                child.getOutputStream().flush();
            }
            // Each takes 300 turns and writes its own byte in each; had one been kept out, the others' bytes would
            // fill the file before its first.
            for (var out : outs) assertThat(out.readLine()).isEqualTo("done");
        } finally {
            for (var child : children) child.destroyForcibly().onExit().join();
        }
        byte[] log = Files.readAllBytes(folder.resolve("log"));
        assertThat(log.length)
                .describedAs("appended without a lock, some would be lost")
                .isEqualTo(processes * 300);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TurningChild.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void onAnotherThread(Runnable work) throws Exception {
        java.util.concurrent.CompletableFuture.runAsync(work).get();
    }
}
