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

/// A call and its answer of 1 KB, read before, and judged by one guard alone; by `none`, which is what the exchange
/// needs besides; and by `all`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class GuardBench {
    @Param({
        "none",
        "Methods",
        "Handshake",
        "HeaderMatch",
        "Capabilities",
        "Correlation",
        "SizeLimits",
        "RateLimits",
        "PinGuard",
        "DefinitionSchema",
        "ArgumentSchema",
        "ResultSchema",
        "HiddenText",
        "all"
    })
    public String guard = "all";

    private JudgedCall call = new JudgedCall(new Exchange(Guards.ALL), 1000);

    @Setup
    public void prepare() {
        var chosen = Guards.ALL.stream()
                .filter(each ->
                        guard.equals("all") || each.getClass().getSimpleName().equals(guard))
                .toList();
        if (chosen.isEmpty() != guard.equals("none")) throw new IllegalStateException("no guard " + guard);
        call = new JudgedCall(new Exchange(chosen), 1000);
    }

    @Benchmark
    public Object judge() {
        return call.judge();
    }
}
