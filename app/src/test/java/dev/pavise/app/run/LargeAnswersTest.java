package dev.pavise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Answers as long as may be, in the memory that `run` has: it hands them on and goes on.
class LargeAnswersTest {
    private static final String PROSE = "The harbour opened the valley library, and the museum closed it. ";
    /// Of what the limit of 32 MB leaves for the envelope.
    private static final int BYTES = 30_000_000;

    private static final int AT_ONCE = 4;

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> answers_as_long_as_may_be_fit_into_the_memory_of_run() {
        return Stream.of(
                        // A sentence in one letter, letters in one syllable.
                        "\uFDFA",
                        "\uAC01",
                        // With one unit that is none of Latin, two bytes a unit.
                        "\uD83D\uDE00" + PROSE.repeat(BYTES / PROSE.length() - 1))
                .map(text -> DynamicTest.dynamicTest(text.codePointAt(0) + "", () -> answers(text)));
    }

    private void answers(String piece) throws IOException {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        try (var large = Files.newOutputStream(home.resolve("large"))) {
            byte[] many = piece.repeat(Math.max(1, 6000 / bytes.length)).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written == 0 || written + many.length <= BYTES; written += many.length)
                large.write(many);
        }
        long size = Files.size(home.resolve("large"));
        var words = new ArrayList<>(List.of("run", "--name", "s", "--"));
        words.addAll(Host.server(home));
        String memory = "-Xmx512m -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError";
        try (var host = Host.starts(home, Map.of("JAVA_TOOL_OPTIONS", memory), words)) {
            host.greets();
            host.asks("tools/list", "{}");
            assertThat(host.calls("large").getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan((int) size);
            for (int id = 0; id < AT_ONCE; id++) {
                host.sends(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"l" + id
                                + "\",\"method\":\"tools/call\",\"params\":{\"name\":\"quote\",\"arguments\":{\"how\":\"large\"}}}");
            }
            for (int id = 0; id < AT_ONCE; id++) {
                assertThat(host.hears().getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan((int) size);
            }
            assertThat(host.calls("x")).contains("\"ok\"");
        }
    }
}
