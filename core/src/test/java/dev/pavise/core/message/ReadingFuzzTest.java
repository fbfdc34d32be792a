package dev.pavise.core.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pavise.core.json.Bounds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes at all: refused, or read as a second parser reads them. `./dev accept` looks for such bytes, the tests
/// only go through those that are known.
class ReadingFuzzTest {
    static Stream<byte[]> seeds() {
        return HostileInput.all().stream().map(HostileInput::bytes).filter(bytes -> bytes.length < 4096);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_is_read_so_by_a_second_parser(byte[] bytes) {
        SecondParser.agreesWith(Reading.of(bytes, Bounds.DEFAULT), bytes);
    }
}
