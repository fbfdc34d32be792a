package dev.pavise.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShellLineTest {
    private static final List<String> WORDS = List.of(
            "plain_word-1.2/x",
            "tool/a; touch x #",
            "$(id) `id` ${HOME} $HOME",
            "it's 'quoted' \"twice\" \\ back\\",
            "",
            "~",
            "a=b",
            "*",
            "!!",
            "a && b | c > d < e",
            "[x] {a,b} ?",
            "ä ö 漢字");

    @Test
    void a_shell_gives_each_word_back_as_it_was() throws IOException, InterruptedException {
        var words = new java.util.ArrayList<>(List.of("printf", "%s\\n"));
        words.addAll(WORDS);
        var shell = new ProcessBuilder("sh", "-c", ShellLine.of(words.toArray(String[]::new)))
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said).isEqualTo(String.join("\n", WORDS) + "\n");
    }

    @Test
    void what_nobody_sees_stands_there_by_its_name() {
        assertThat(ShellLine.word("a\nb\u001b[8m\u200b\udb40\udc41"))
                .isEqualTo("'a<U+000A LINE FEED (LF)>b<U+001B ESCAPE>[8m<U+200B ZERO WIDTH SPACE>"
                        + "<U+E0041 TAG LATIN CAPITAL LETTER A>'");
    }

    @Property
    void a_word_is_one_visible_word(@ForAll String word) {
        String quoted = ShellLine.word(word);
        assertThat(quoted.codePoints()).allMatch(Visible::is);
        if (quoted.startsWith("'")) {
            String inside = quoted.substring(1, quoted.length() - 1).replace("'\\''", "");
            assertThat(quoted).endsWith("'");
            assertThat(inside).doesNotContain("'");
        } else {
            assertThat(quoted).matches("[A-Za-z0-9_./:@%+,-]+");
        }
    }

    @Example
    void an_empty_word_is_still_one() {
        assertThat(ShellLine.of("pavise", "")).isEqualTo("pavise ''");
    }
}
