package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    @Test
    void a_text_and_a_number_are_never_the_same() {
        assertThat(Id.of("7")).isNotEqualTo(Id.of(7));
        assertThat(Id.of("7").isText()).isTrue();
        assertThat(Id.of(7).isText()).isFalse();
    }

    @Test
    void all_spellings_of_one_text_are_one_id() {
        assertThat(read("\"\\u0061\\/\\u000A\"")).contains(Id.of("a/\n"));
        assertThat(read("\"a/\\n\"")).contains(Id.of("a/\n"));
    }

    @Test
    void an_id_is_written_as_json() {
        assertThat(new String(Id.of("a\"é").bytes(), StandardCharsets.UTF_8)).isEqualTo("\"a\\\"é\"");
        assertThat(Id.of(-12)).hasToString("-12");
        assertThat(Id.of("x")).hasToString("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-7",
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775807",
                "-9223372036854775807"
            })
    void integers_of_64_bits_are_ids(String written) {
        assertThat(read(written).map(Id::json)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "1.0",
                "0.5",
                "1e2",
                "1E2",
                "9223372036854775808",
                "-9223372036854775808",
                "10000000000000000000",
                "null",
                "true",
                "[]",
                "{}"
            })
    void nothing_else_is(String written) {
        assertThat(read(written)).isEmpty();
    }

    @Test
    void a_text_may_have_512_bytes() {
        assertThat(read("\"" + "é".repeat(256) + "\"")).isPresent();
        assertThat(read("\"" + "é".repeat(256) + "x\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9007199254740991L, -9007199254740991L})
    void javascript_keeps_these(long number) {
        assertThat(Id.of(number).isSafeInteger()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {9007199254740992L, -9007199254740992L, 99999999999999999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void javascript_rounds_these(long number) {
        assertThat(Id.of(number).isSafeInteger()).isFalse();
    }

    @Test
    void a_text_is_no_safe_integer() {
        assertThat(Id.of("7").isSafeInteger()).isFalse();
    }

    private static Optional<Id> read(String written) {
        if (Json.read(written.getBytes(StandardCharsets.UTF_8)) instanceof Json json) return Id.of(json.root());
        throw new AssertionError("refused: " + written);
    }
}
