package dev.pavise.bench;

import dev.pavise.core.exchange.Exchange;
import dev.pavise.core.guard.Guards;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A call and its answer, of so many kilobytes, read and judged by every guard: all that the exchange does with them,
/// and no input or output.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class JudgeBench {
    @Param({"1", "10", "100"})
    public int kilobytes = 1;

    private JudgedCall call = new JudgedCall(new Exchange(Guards.ALL), 1000);

    @Setup
    public void prepare() {
        call = new JudgedCall(new Exchange(Guards.ALL), kilobytes * 1000);
    }

    @Benchmark
    public Object readAndJudge() {
        return call.readAndJudge();
    }
}
