package dev.pavise.core.guard.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The fast look never overlooks what the close look finds.
class SuspicionTest {
    @Test
    void every_invisible_character_is_suspected_as_it_is_and_as_an_escape() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= 0xD800 && c <= 0xDFFF || Sort.of(c) == null && !Sort.isPrivate(c) && !isControl(c)) continue;
            String text = "abcdefgh" + Character.toString(c) + "i";
            if (c >= 0x20) assertThat(isSuspected(text)).as("U+%X", c).isTrue();
            assertThat(isSuspected("abcdefgh" + escaped(c) + "i"))
                    .as("U+%X escaped", c)
                    .isTrue();
        }
    }

    /// Unicode 16, DerivedCoreProperties.txt.
    @Test
    void every_default_ignorable_character_is_of_some_sort() {
        int[][] ranges = {
            {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
            {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
            {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}
        };
        for (int[] range : ranges) {
            for (int c = range[0]; c <= range[1]; c++)
                assertThat(Sort.of(c)).as("U+%X", c).isNotNull();
        }
    }

    @Test
    void letters_of_all_scripts_are_not_suspected() {
        for (int c = 0x20; c <= 0x2FFFF; c++) {
            if (!Character.isLetterOrDigit(c) || Sort.of(c) != null) continue;
            assertThat(isSuspected("abcdefg" + Character.toString(c) + "i"))
                    .as("U+%X", c)
                    .isFalse();
            if (c < 0xD800)
                assertThat(isSuspected(escaped(c))).as("U+%X escaped", c).isFalse();
        }
    }

    @Test
    void plain_json_is_not_suspected() {
        String json =
                "{\"jsonrpc\":\"2.0\",\"id\":[1,2],\"a\":[\"b\\n\\\"c\\\" \\\\ \\/ \\t\\r\\n\\u00e9 \\ud83d\\ude00\"]:"
                        + " 1 < 2 && x > y; <b>bold</b> 100% &amp; &lt; [a]: b \u26a0\ufe0f ok}";
        assertThat(isSuspected(json)).isFalse();
    }

    @Property
    void where_it_begins_does_not_matter(
            @ForAll @IntRange(max = 40) int before, @ForAll @IntRange(max = 40) int behind) {
        for (String hidden :
                new String[] {"\u200b", "<!--", "\\u001b", "&#", "]: #", "\u007f", "\udb40\udc41", "%F3"}) {
            byte[] bytes = ("x".repeat(before) + hidden + "y".repeat(behind + 3)).getBytes(StandardCharsets.UTF_8);
            assertThat(Suspicion.next(bytes, 0, bytes.length)).as(hidden).isEqualTo(before);
            assertThat(Suspicion.next(bytes, 0, before)).isEqualTo(before);
        }
    }

    /// Half of a spelling may be plain and half escaped.
    @Test
    void spellings_that_mix_escapes_are_suspected() {
        for (String spelling : new String[] {
            "<\\u0021-- x",
            "\\u003c!-- x",
            "\\u003C!--",
            "<!\\u002d- x",
            "<s\\u0063ript>",
            "<scr\\u0069pt>x",
            "&\\u0023x200b;",
            "\\u0026#x200b;",
            "%\\u00463%A0",
            "%F\\u0033%A0",
            "\\u0025F3",
            "]\\u003a #",
            "]:\\u0020#",
            "\\u005d: #",
            "<\\/ x y z",
            "&l\\u0072m;",
            "&i\\u0063;"
        }) {
            assertThat(isSuspected("abc " + spelling + " def")).as(spelling).isTrue();
        }
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private static String escaped(int c) {
        var out = new StringBuilder();
        for (char unit : Character.toChars(c)) out.append(String.format("\\u%04x", (int) unit));
        return out.toString();
    }

    private static boolean isSuspected(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Suspicion.next(bytes, 0, bytes.length) < bytes.length;
    }
}
