package dev.pavise.bench;

import dev.pavise.core.json.Bounds;
import dev.pavise.core.json.Json;
import dev.pavise.core.message.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Our reader against Jackson's streaming one with strict duplicates behind a check of the UTF-8, over calls of three
/// sizes and lists of tools.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class ReaderBench {
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Param({"call", "text", "list"})
    public String kind = "call";

    @Param({"1", "10", "100"})
    public int kilobytes = 1;

    private byte[] message = {};

    @Setup
    public void write() {
        message = Samples.of(kind, kilobytes * 1000).getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes to a tape.
    @Benchmark
    public Object paviseReader() {
        return Json.read(message);
    }

    /// Bytes to a message: the reader, the names that differ by case, the envelope.
    @Benchmark
    public Object paviseMessage() {
        return Reading.of(message, Bounds.DEFAULT);
    }

    /// Bytes to tokens, and none of our other refusals.
    @Benchmark
    public int jacksonStreaming() throws CharacterCodingException {
        if (StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).isEmpty()) return 0;
        int tokens = 0;
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), message)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) tokens += parser.getStringLength();
                tokens++;
            }
        }
        return tokens;
    }
}
