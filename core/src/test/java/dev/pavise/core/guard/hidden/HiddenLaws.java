package dev.pavise.core.guard.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every text.
class HiddenLaws {
    private static final List<String> PIECES = List.of(
            "a",
            "b ",
            "word ",
            "\n",
            "\r",
            "\t",
            "\b",
            "\f",
            "\u0000",
            "\u001b",
            "[",
            "]",
            "8m",
            "]8;;x",
            "\u0007",
            "\\",
            "\u009b",
            "\u009d",
            "\u009c",
            "P",
            "<",
            ">",
            "<!--",
            "-->",
            "--!>",
            "!",
            "--",
            "?",
            "/",
            "</",
            "p",
            " hidden",
            "<p hidden>",
            "<p style='display:none'>",
            "\"",
            "'",
            "=",
            "[//]: #",
            "(note)",
            "[x]: ",
            "&#x200b;",
            "&#8238;",
            "&zwj;",
            "&",
            "#",
            ";",
            "%E2%80%8B",
            "%F3%A0%81%A1",
            "%",
            "\u200b",
            "\u200c",
            "\u200d",
            "\u200e",
            "\u200f",
            "\u2060",
            "\ufeff",
            "\u00ad",
            "\u202e",
            "\u202c",
            "\u2066",
            "\u2067",
            "\u2068",
            "\u2069",
            "\udb40\udc61",
            "\udb40\udc7f",
            "\ufe0f",
            "\ufe0e",
            "\ufe00",
            "\udb40\udd00",
            "\u2764",
            "\ud83c\udff4",
            "\ud83d\udc68",
            "\u845b",
            "\u0645",
            "\u05d0",
            "\u0e01",
            "\u2800",
            "\u2801",
            "\u3164",
            "\u1100",
            "\ue000",
            "\ufff9",
            "\uffff",
            "\u180e",
            "\u1820",
            "\u2062",
            "\u034f",
            "<script>",
            "</script>",
            "1",
            "\u20e3",
            "`",
            "\u0085",
            "\u2028");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(each -> String.join("", each));
    }

    @Property(tries = 3_000)
    void what_was_edited_is_clean(@ForAll("texts") String text) {
        Hidden found = Hidden.in(text, Mode.TEXT, 10_000);
        if (found.endless()) return;
        assertThat(Hidden.in(Edited.of(text), Mode.TEXT, 10_000).isNothing()).isTrue();
    }

    @Property(tries = 1_000)
    void an_edited_text_holds_no_control_and_no_comment(@ForAll("texts") String text) {
        if (Hidden.in(text, Mode.TEXT, 10_000).endless()) return;
        String edited = Edited.of(text);
        assertThat(edited.chars()).noneMatch(c -> Character.isISOControl(c) && "\n\r\t\f".indexOf(c) < 0);
        assertThat(edited.chars()).noneMatch(c -> c >= 0x202A && c <= 0x202E);
        assertThat(edited.replaceAll("<!--\\s*--!?>", "")).doesNotContain("<!--");
    }

    @Property(tries = 3_000)
    void letters_survive_in_their_order(@ForAll("texts") String text) {
        if (Hidden.in(text, Mode.TEXT, 10_000).endless() || text.matches("(?s).*[\u001b\u0080-\u009f\b].*")) return;
        String edited = Edited.of(text).replace("[hidden text removed]", "");
        assertThat(letters(edited)).isEqualTo(letters(text));
    }

    private static String letters(String text) {
        String plain = text.replaceAll("&(lt|gt|amp);|&?#x200b;|&?#8238;|&?zwj;|%E2%80%8B|%F3%A0%81%A1", "");
        var out = new StringBuilder();
        plain.codePoints()
                .filter(c -> Character.isLetter(c) && Sort.of(c) == null)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    @Property(tries = 1_000)
    void cuts_are_in_order_apart_and_inside(@ForAll("texts") String text) {
        int at = -1;
        for (Hidden.Cut cut : Hidden.in(text, Mode.TEXT, 10_000).cuts()) {
            assertThat(cut.from()).isGreaterThan(at);
            assertThat(cut.to()).isGreaterThan(cut.from()).isLessThanOrEqualTo(text.length());
            at = cut.to();
        }
    }

    @Property(tries = 1_000)
    void what_a_text_may_not_hold_a_name_may_not_either(@ForAll("texts") String text) {
        if (Hidden.glance(text, Mode.TEXT, 10_000).isNothing()) return;
        assertThat(Hidden.glance(text, Mode.EXACT, 10_000).isNothing()).isFalse();
    }

    @Property(tries = 1_000)
    void words_are_short_and_show_nothing_invisible(@ForAll("texts") String text) {
        for (Hidden.Sight sight : Hidden.in(text, Mode.TEXT, 10_000).sights()) {
            assertThat(sight.words().length()).isLessThan(250);
            assertThat(sight.words().codePoints())
                    .noneMatch(c -> Sort.of(c) != null || Sort.isPrivate(c) || Character.isISOControl(c));
        }
    }
}
