package dev.pavise.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MirroredTest {
    private static Value value(String json) {
        return ((Json) Json.read(json.getBytes(StandardCharsets.UTF_8))).root();
    }

    /// The examples of the specification, and the edges beside them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"us-west1\"|us-west1",
                "\"Hello, 世界\"|=?base64?SGVsbG8sIOS4lueVjA==?=",
                "\" padded \"|=?base64?IHBhZGRlZCA=?=",
                "\"line1\\nline2\"|=?base64?bGluZTEKbGluZTI=?=",
                "\"=?base64?literal?=\"|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=",
                "\"=?base64?\"|=?base64?",
                "\"a\\r\\nX: y\"|=?base64?YQ0KWDogeQ==?=",
                "42|42",
                "42.0|42",
                "4.2e1|42",
                "-7|-7",
                "true|true",
                "false|false"
            })
    void a_value_is_written_as_the_specification_says(String json, String header) {
        assertThat(Mirrored.of(value(json))).contains(header);
        assertThat(Mirrored.isSame(header, value(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[1]"})
    void what_is_no_plain_value_has_no_header(String json) {
        assertThat(Mirrored.of(value(json))).isEmpty();
        assertThat(Mirrored.isSame("null", value(json))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"42.0,42", "42,42.0", "4.2e1,42"})
    void numbers_are_compared_as_numbers(String header, String json) {
        assertThat(Mirrored.isSame(header, value(json))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"43,42", "0x2A,42", "42,\"43\"", "TRUE,true", "true,false", "=?base64?NDI?=,42", "=?BASE64?YQ==?=,\"a\""
    })
    void another_value_is_another_value(String header, String json) {
        assertThat(Mirrored.isSame(header, value(json.replace("'", "\"")))).isFalse();
    }

    /// Written out, a number could be much longer than its message.
    @Test
    void an_enormous_number_stays_as_it_is_written() {
        assertThat(Mirrored.of(value("1e300"))).contains("1e300");
        assertThat(Mirrored.isSame("1" + "0".repeat(100), value("1e300"))).isFalse();
    }
}
