package dev.pavise.bench;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.core.evidence.Ledger;
import dev.pavise.ledger.Settings;
import dev.pavise.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Evidence kept in a real file: one piece at a time, as a single client has it, and many at once.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class LedgerBench {
    private static final int MANY = 64;
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private @Nullable SqliteLedger ledger;
    private long kept;

    @Setup
    public void open() throws IOException {
        ledger = SqliteLedger.open(Files.createTempDirectory("pavise-ledger-bench"), Settings.DEFAULT);
    }

    @TearDown
    public void close() {
        if (ledger != null) ledger.close();
    }

    @Benchmark
    public void keepOne() throws InterruptedException {
        keep(1);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void keepEachOfMany() throws InterruptedException {
        keep(MANY);
    }

    private void keep(int count) throws InterruptedException {
        if (ledger == null) throw new IllegalStateException("not open");
        var done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            ledger.keep(evidence(), Evidence.Payload.NONE, Ledger.Durability.PROCESS, outcome -> {
                if (outcome instanceof Ledger.Outcome.Lost(String why)) throw new IllegalStateException(why);
                done.countDown();
            });
        }
        done.await();
    }

    private Evidence evidence() {
        return new Evidence(
                "abcdefghijkl-" + ++kept,
                Instant.now(),
                "ada",
                "files",
                Evidence.Way.TO_CLIENT,
                Evidence.Kind.RESULT,
                "tools/call",
                "read",
                "12",
                Evidence.Ruling.PASSED,
                true,
                List.of(),
                DIGEST,
                1024,
                DIGEST,
                1024,
                "");
    }
}
