package dev.pavise.bench;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.Rules;
import dev.pavise.detect.definition.Catalogue;
import dev.pavise.detect.definition.Shown;
import dev.pavise.detect.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A list of 100 tools of 1 KB, judged among 200 of other servers: at first sight, and once it was seen.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class ListBench {
    private static final String WORDS = "Reads what is stored under an id and says when it was written, by whom and in"
            + " which order. Answers with an error where there is none. ";

    private final Engine engine = Rules.engine();
    private final Catalogue catalogue = new Catalogue(engine);
    private List<Shown> list = List.of();
    private Others others = Others.NONE;

    @Setup
    public void prepare() {
        var tools = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            tools.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"read_item_")
                    .append(i)
                    .append("\",\"description\":\"");
            tools.append(WORDS.repeat(5)).append("\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"id\":");
            tools.append("{\"type\":\"string\",\"description\":\"which one of the items\"}}}}");
        }
        var json = (Json) Json.read(tools.append("]").toString().getBytes(StandardCharsets.UTF_8));
        var shown = new ArrayList<Shown>();
        for (Value each : json.root().elements())
            shown.add(new Shown("items", String.valueOf(each.string("name")), each));
        list = shown;
        var theirs = new ArrayList<Others.Tool>();
        for (int i = 0; i < 200; i++) theirs.add(new Others.Tool("notes" + i % 10, "find_note_" + i, WORDS));
        others = Others.of(theirs);
    }

    @Benchmark
    public Object first() {
        return new Catalogue(engine).judge(list, others);
    }

    @Benchmark
    public Object again() {
        return catalogue.judge(list, others);
    }
}
