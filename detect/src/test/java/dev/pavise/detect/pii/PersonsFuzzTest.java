package dev.pavise.detect.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text at all is looked through, and what is found lies in it.
class PersonsFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "ssn 219-41-7063",
                        "+49 (761) 482915",
                        "::ffff:1.2.3.4",
                        "a@b.cd",
                        "99.99.99.99.99",
                        ":::1::a.1.1.1")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_found_lies_in_the_text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(new Persons(0).look(new Passage(text, Origin.RESULT)))
                .allMatch(found -> found.span().to() <= text.length());
    }
}
