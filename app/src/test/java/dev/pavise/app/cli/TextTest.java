package dev.pavise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text that is printed: suggestions, hostile text made visible, JSON.
class TextTest {
    private static final List<String> NAMES = List.of("list", "diff", "approve", "reject", "--name", "--state");

    @ParameterizedTest
    @CsvSource({
        "lst,list",
        "lits,list",
        "approv,approve",
        "aprove,approve",
        "--nmae,--name",
        "--stat,--state",
        "rej,reject"
    })
    void a_slip_of_the_finger_finds_the_name_that_was_meant(String word, String name) {
        assertThat(Nearest.to(word, NAMES)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"x", "completely-other", "''", "ab"})
    void what_is_far_from_every_name_suggests_none(String word) {
        assertThat(Nearest.to(word, NAMES)).isEmpty();
    }

    @Test
    void looking_for_a_name_takes_no_time_however_long_the_word_is() {
        assertThat(Nearest.to("x".repeat(1 << 20), NAMES)).isEmpty();
    }

    @Test
    void invisible_characters_are_shown_by_name() {
        assertThat(Shown.line("a\u200bb\u202e\u001b[0m\n\t\u00ad\ufe0f\u00a0"))
                .isEqualTo("a<U+200B ZERO WIDTH SPACE>b<U+202E RIGHT-TO-LEFT OVERRIDE><U+001B ESCAPE>[0m"
                        + "<U+000A LINE FEED (LF)><U+0009 CHARACTER TABULATION><U+00AD SOFT HYPHEN>"
                        + "<U+FE0F VARIATION SELECTOR-16><U+00A0 NO-BREAK SPACE>");
        assertThat(Shown.line(new String(Character.toChars(0xE0041))))
                .isEqualTo("<U+E0041 TAG LATIN CAPITAL LETTER A>");
        assertThat(Shown.line("\ud800")).isEqualTo("<U+D800 HIGH SURROGATES D800>");
        assertThat(Shown.lines("a\nb\tc")).isEqualTo("a\nb\tc");
        assertThat(Shown.line("é漢😀 plain")).isEqualTo("é漢😀 plain");
    }

    @Test
    void hostile_text_is_quoted_to_a_bound() {
        assertThat(Shown.word("x".repeat(500))).hasSize(120).endsWith("x…");
        assertThat(Shown.cut("ab😀", 4)).isEqualTo("ab😀");
        assertThat(Shown.cut("ab😀cd", 4)).isEqualTo("ab…");
    }

    @Test
    void json_leaves_out_what_is_not_there_and_escapes_what_nobody_sees() {
        var line = new JsonLine()
                .put("a", "x\"\\\n\u200b\u001b")
                .put("none", Optional.empty())
                .put("null", null)
                .put("n", 1L)
                .put("t", true)
                .put("l", List.of("é", Map.of("k", 1.5)))
                .put("o", new JsonLine());
        assertThat(line.toString())
                .isEqualTo(
                        "{\"a\":\"x\\\"\\\\\\n\\u200b\\u001b\",\"n\":1,\"t\":true,\"l\":[\"é\",{\"k\":1.5}],\"o\":{}}");
        assertThat(JsonLine.of(new String(Character.toChars(0xE0041)))).isEqualTo("\"\\udb40\\udc41\"");
    }
}
