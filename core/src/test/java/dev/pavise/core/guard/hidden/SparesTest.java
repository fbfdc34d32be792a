package dev.pavise.core.guard.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people write with the same characters, and what only looks like hiding: all of it stays as it is.
class SparesTest {
    static List<String> writing() {
        return List.of(
                "Columns [8m] and [28m] list metres.",
                "Literal \\x1b[8m and \\u001b[0m and ^[[0m are no escapes.",
                "tab\tand line\nand Windows line\r\nand doubled\r\r\nend\r",
                "page\n\fnext page",
                "\ufeffA file with a byte-order mark",
                "\u05e9\u05dc\u05d5\u05dd means hello, \u0645\u0631\u062d\u0628\u0627 too.",
                "\u200f\u05e9\u05dc\u05d5\u05dd (a)\u200e!",
                "\u0645\u0631\u062d\u0628\u0627\u061c 5",
                "\u0645\u06cc\u200c\u0631\u0648\u0645 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "PDF\u200c\u0647\u0627",
                "\u0647\u200d .",
                "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",
                "\u0d05\u0d35\u0d28\u0d4d\u200d ",
                "\u179f\u17bd\u179f\u17d2\u178f\u17b8\u200b\u1796\u17b7\u1797\u1796\u179b\u17c4\u1780",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u200b\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
                "\u1820\u180b \u182d\u180e\u1820",
                "\u2068Ada\u2069 sent \u20683\u2069 files.",
                "\u2068\u2068Ada\u2069 B.\u2069 wrote",
                "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 he said",
                "\u2764\ufe0f and \u263a\ufe0f are liked; \u845b\udb40\udd00 is a name.",
                "\u26a0\ufe0f User cancelled \u2705 \u274c",
                "\u2764\ufe0f\u200d\ud83d\udd25 \ud83c\udff3\ufe0f\u200d\ud83c\udf08 \ud83c\udff4\u200d\u2620\ufe0f",
                "\ud83e\uddd1\ud83c\udffd\u200d\ud83d\udcbb \ud83d\udc69\u200d\u2764\ufe0f\u200d\ud83d\udc8b\u200d\ud83d\udc68",
                "1\ufe0f\u20e3 2\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3",
                "\u2122\ufe0f \u00a9\ufe0f \u2194\ufe0f \u25b6\ufe0e \u2192\ufe0f \u2713\ufe0f",
                flag("gbeng") + flag("gbsct") + flag("gbwls") + " play",
                flag("ustx") + " and " + flag("esct"),
                "\u7947\udb40\udd00\u3001\u8fbb\udb40\udd01\u3055\u3093",
                "\u3001\ufe00 \uff0c\ufe01",
                "\u2229\ufe00 \u2268\ufe00 0\ufe00",
                "Do\u00adnau\u00addampf\u00adschiff\u00adfahrt",
                "Zusammen\u00ad\narbeit",
                "f\u2061(x) = 2\u2062x",
                "\u2801\u2803\u2800\u2809\u2800\u2800\u2800\u2800\u2801 a graph in Braille",
                "\u1112\u1161\u11ab \u1100\u1160",
                "\ud834\udd1e\ud834\udd73\ud834\udd5f",
                "\u05e9\u034f\u05c1",
                "\ue0b0 main \ue0a0 \uf8ff",
                "rich \ufffc object and broken \ufffd letter",
                "line\u2028separator \u00a0no-break \u3000wide",
                "\u00ab\u202fbonjour\u202f\u00bb \u2009thin",
                "caf\u0301e",
                "\u4f60\u597d\uff0c\u4e16\u754c\u3002\u3053\u3093\u306b\u3061\u306f \ud55c\uad6d\uc5b4",
                "The arrow --> points right and <b>bold</b> is bold.",
                "<!DOCTYPE html><html><head><title>t</title></head><body><p>x</p></body></html>",
                "<!doctype html> <!ELEMENT note (to,from)> <!ENTITY copy \"c of the year\">",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:t>text</w:t>",
                "<?php echo 'say some more words'; ?>",
                "<a><![CDATA[x < 1 && y]]></a> <![CDATA[name]]>",
                "<> text </> and x </ y and <!> and <-- not a comment -->",
                "<!-- --><!---->",
                "a <- b, c << d, e <= f, 1 < 2 > 0",
                "List<String> names = new ArrayList<>(); Map<K, V> m;",
                "<examples><example>first one</example></examples> <hints>more</hints>",
                "Use <fileKey>, <country_code>, <suffix> and <style> or <script> tags.",
                "The <template> and <noscript> elements are kept.",
                "everything between <style> and </style> goes",
                "<div style=\"page-break-before: always;\">Chapter two of the book</div>",
                "<p style='color:red;font-size:12px;display:block'>Plain words in red</p>",
                "<p style='opacity:0.5;left:-5px;height:0'>Faint words beside</p>",
                "<td style='background:#00f;color:#fff'>White words upon a blue ground here</td>",
                "<a style='color:#fff'>Sign in now</a>",
                "<i aria-hidden=\"true\">decoration</i> <span class='sr-only'>for screen readers</span>",
                "<div hidden></div><div style='display:none'><br></div>",
                "<div hidden={!open}>Some words of a component</div>",
                "<div style={{display: 'none'}}>Some words of a component</div>",
                "<input type=\"hidden\" name=\"csrf\" value=\"8f14e45f\">",
                "<img src=\"a.png\" alt=\"A picture of some words\" hidden>",
                "<script>var x = {a: 1}; // some words about the code\n</script>",
                "<style>/* All styles stand in line here */</style>",
                "<style>body { color: red } /* some words about it */</style>",
                "<template><div>Some words of a component</div></template>",
                "<noscript><img height='1' src='https://x.example/p'></noscript>",
                "<meta charset='utf-8'><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<iframe src='x'></iframe><dialog>Really delete it for good?</dialog>",
                "[1]: https://example.com \"A title of words\"",
                "[license]: #",
                "[home]: / \n[top]: #top",
                "[x] (y) - [//] # no reference",
                "text [a]: # (not at the beginning)",
                "log [INFO]: # of files",
                "&lt;!-- shown --&gt; &amp; &nbsp;&copy; &#169; &#x1F600;",
                "zero &#8203; width &zwj; &shy; &lrm; &ZeroWidthSpace;",
                "&#x1F3F4;&#xE0067;&#xE0062;&#xE0065;&#xE006E;&#xE0067;&#xE007F;",
                "https://fa.wikipedia.org/wiki/%D9%85%DB%8C%E2%80%8C%D8%B1%D9%88%D9%85",
                "%00%01%02%03%1b[ 100% of %s %d %%",
                "%F0%9F%8F%B4%F3%A0%81%A7%F3%A0%81%A2%F3%A0%81%A5%F3%A0%81%AE%F3%A0%81%A7%F3%A0%81%BF",
                "a=1&b=2&lr=3&shy=4&zwj=5",
                "data:image/png;base64,iVBORw0KGgo=",
                "");
    }

    private static String flag(String region) {
        return "\ud83c\udff4" + Writing.tags(region) + "\udb40\udc7f";
    }

    static List<String> definitions() {
        var all = new ArrayList<>(writing());
        all.removeIf(each -> each.contains("\ue0b0")
                || each.startsWith("<iframe")
                || each.startsWith("<a style")
                || each.startsWith("<script>")
                || each.startsWith("<style>"));
        all.add("Splits at `<!-- more -->`, and drops `<div style=\"display:none\">some words</div>`.");
        all.add("Example:\n```html\n<!-- a comment -->\n<div style=\"display:none\">some words</div>\n```\nEnd.");
        all.add("``a `<!-- tick --> b``");
        all.add("Table:\n" + "| a " + " ".repeat(60) + "| b |\n".repeat(3));
        all.add("Two paragraphs\n\n\n\nand blank ends" + "\n".repeat(100));
        return all;
    }

    @ParameterizedTest
    @MethodSource("writing")
    void what_people_write_stays(String text) {
        assertThat(Hidden.in(text, Mode.TEXT, 1000).sights()).isEmpty();
        assertThat(Hidden.in(text, Mode.TEXT, 1000).cuts()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void definitions_may_say_it_too(String text) {
        assertThat(Hidden.glance(text, Mode.DEFINITION, 1000).sights()).isEmpty();
    }

    @Test
    void nothing_of_it_is_a_payload() {
        for (String text : writing()) {
            assertThat(Hidden.glance(text, Mode.PAYLOAD, 1000).sights()).isEmpty();
        }
    }
}
