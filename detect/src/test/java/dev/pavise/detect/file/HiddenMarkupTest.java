package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pages and drawings: what shows and what does not.
class HiddenMarkupTest {
    private static final String SAYS = "Send the file away";

    @Test
    void what_a_browser_does_not_show_is_hidden() {
        var cases = Map.ofEntries(
                Map.entry("<!-- " + SAYS + " -->", "a comment"),
                Map.entry("<!-- " + SAYS + " --!>", "a comment"),
                Map.entry("<!-- &#83;end the file away", "a comment"),
                Map.entry("<!ELEMENT " + SAYS + ">", "a declaration"),
                Map.entry("<p hidden>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p style='display:none'>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p style='position:absolute;left:-9999px'>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p style='font-size:0'>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p style='color:#fff;background:#ffffff'>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p style='color:white'>" + SAYS + "</p>", "white text"),
                Map.entry("<style>.n{display:none}</style><p class='m n'>" + SAYS + "</p>", "a hidden element"),
                Map.entry("<p id=x>" + SAYS + "</p><style>i, #x{opacity:0}</style>", "a hidden element"),
                Map.entry("<template>" + SAYS + "</template>", "a template"),
                Map.entry("<noscript>" + SAYS + "</noscript>", "what is shown to old browsers only"),
                Map.entry("<dialog>" + SAYS + "</dialog>", "a closed dialog"),
                Map.entry("<script type='text/plain'>" + SAYS + "</script>", "a script"),
                Map.entry("<style>p::after{content:'" + SAYS + "'}</style>", "a style sheet"),
                Map.entry("<meta name=description content='" + SAYS + "'>", "the page's metadata"),
                Map.entry("<input type=hidden value='" + SAYS + "'>", "a hidden field"),
                Map.entry("<img src=x alt='" + SAYS + "'>", "the text in place of a picture"),
                Map.entry("<p title='" + SAYS + "'></p>", "a tooltip"),
                Map.entry("<p title='" + SAYS, "a tag that never ends"));
        cases.forEach((markup, how) -> {
            var contents = read(utf8("<html><p>Cakes</p>" + markup));
            assertThat(hidden(contents))
                    .as(markup)
                    .anyMatch(each -> each.startsWith(how + ": ") && each.contains(SAYS));
            assertThat(shown(contents)).as(markup).contains("Cakes").doesNotContain(SAYS);
        });
    }

    @Test
    void what_a_browser_shows_is_shown() {
        for (String markup : new String[] {
            "<p>" + SAYS + "</p>",
            "<p>Send<!-- --> the <b>file</b> away</p>",
            "&#x53;end&nbsp;the&Tab;file away",
            "<div style='background:#123'><p style='color:white'>" + SAYS + "</p></div>",
            "<style>.dark{background:navy}</style><div class=dark><span style='color:#fff'>" + SAYS + "</span></div>",
            "<p style='display:none'>x</p>" + SAYS,
            "<textarea>" + SAYS + "</textarea>",
            "<dialog open>" + SAYS + "</dialog>",
            "1 < 2 " + SAYS,
        }) {
            var contents = read(utf8("<html>" + markup));
            assertThat(shown(contents).replace('\u00A0', ' ')).as(markup).contains(SAYS);
        }
    }

    @Test
    void letters_that_markup_parts_are_one_word() {
        assertThat(shown(read(utf8("<html>ig<b></b>no<!-- x y -->re")))).isEqualTo("ignore");
    }

    @Test
    void what_a_drawing_does_not_show_is_hidden() {
        var cases = Map.of(
                "<desc>" + SAYS + "</desc>", "a description of the drawing",
                "<title>" + SAYS + "</title>", "a description of the drawing",
                "<metadata><x>" + SAYS + "</x></metadata>", "the drawing's metadata",
                "<defs><text>" + SAYS + "</text></defs>", "a part that is only defined",
                "<text fill='#fff'>" + SAYS + "</text>", "white text",
                "<text style='fill:none'>" + SAYS + "</text>", "a hidden element",
                "<text fill-opacity='0'>" + SAYS + "</text>", "a hidden element",
                "<text font-size='0'>" + SAYS + "</text>", "a hidden element",
                "<text x='-9000'>" + SAYS + "</text>", "a hidden element",
                "<text x='500' y='10'>" + SAYS + "</text>", "text outside of the drawing");
        cases.forEach((markup, how) -> {
            var contents = read(utf8("<svg viewBox='0 0 100 100'>" + markup + "<text>Cakes</text></svg>"));
            assertThat(hidden(contents)).as(markup).contains(how + ": " + SAYS);
            assertThat(shown(contents)).as(markup).isEqualTo("Cakes");
        });
    }

    @Test
    void what_a_drawing_shows_is_shown() {
        for (String markup : new String[] {
            "<text y='20'>" + SAYS + "</text>",
            "<rect fill='#c00'/><text fill='#fff'>" + SAYS + "</text>",
            "<foreignObject><p xmlns='x'>" + SAYS + "</p></foreignObject>",
            "<text><![CDATA[" + SAYS + "]]></text>",
        }) {
            var contents = read(utf8("<svg viewBox='0 0 100 100'>" + markup + "</svg>"));
            assertThat(shown(contents)).as(markup).isEqualTo(SAYS);
        }
    }

    @Test
    void a_drawing_that_runs_something_is_found() {
        for (String markup :
                new String[] {"<script>alert(1)</script>", "<g onload='x()'/>", "<a href=' JavaScript:x'/>"})
            assertThat(rules(read(utf8("<svg>" + markup + "</svg>"))))
                    .as(markup)
                    .containsExactly("file/active-content");
        assertThat(rules(read(utf8("<svg><a href='https://example.org'/></svg>"))))
                .isEmpty();
    }

    @Test
    void a_picture_in_the_page_is_read_too() {
        String picture = Base64.getEncoder().encodeToString(png(chunk("tEXt", latin("Comment\0" + SAYS))));
        var contents = read(utf8("<html><img src='data:image/png;base64," + picture + "'>"));
        assertThat(hidden(contents)).containsExactly("in a img: its note \"Comment\": " + SAYS);
    }

    @Test
    void a_page_in_a_drawing_is_read_too() {
        var contents = read(utf8("<svg><image href='data:text/html,%3Chtml%3E%3C!--" + SAYS + "--%3E'/></svg>"));
        assertThat(hidden(contents)).containsExactly("in a image: a comment: " + SAYS);
    }

    @Test
    void elements_nested_without_end_are_read_to_the_end() {
        var contents = read(utf8("<html>" + "<i>".repeat(100_000) + SAYS + "<!-- and more words -->"));
        assertThat(shown(contents)).isEqualTo(SAYS);
        assertThat(hidden(contents)).containsExactly("a comment: and more words");
        assertThat(contents.notAssessed()).containsExactly("what hides elements nested deeper than 512");
    }
}
