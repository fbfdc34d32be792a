package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What makes a reader look ahead again and again: six million letters of each are read to their end. A
/// reader that looks at all of them for each of them would need many times the minute that it has.
class LongMarkupTest {
    private static final int LENGTH = 6_000_000;
    private static final FileBounds A_MINUTE = new FileBounds(32 << 20, 64 << 20, 64, 4, 4 << 20, 2000, 1, 1, 1, 60);

    @Test
    void no_markup_takes_longer_than_its_length() {
        for (String part : new String[] {
            "<!--",
            "<!-- x -->",
            "<!---",
            "<a ",
            "<a b=",
            "<a b='",
            "<p>",
            "</p>",
            "</",
            "&",
            "&#",
            "&a",
            "<![CDATA[",
            "<?",
            "<style>",
            "<style>{",
            "<style>/*",
            "<style>content:",
            "<style></style>",
            "<script>",
            "<title>",
            "<p style='",
            "<p style='background:'>",
            "<i>a</b>",
            "<svg>",
            "<img src='data:,a'>",
            "<template>a",
            "<p hidden>a</p>",
        }) {
            byte[] page = utf8("<html>" + part.repeat(LENGTH / part.length()));
            isReadToItsEnd(page, part);
        }
    }

    @Test
    void no_style_takes_longer_than_its_length() {
        for (String part :
                new String[] {"background:", "a{", "a{}", "}", ";", "/*", "color:white;", "@media{", ",", "\\"}) {
            String css = part.repeat(LENGTH / part.length());
            for (String page : new String[] {"<html><style>" + css + "</style>", "<html><p style=\"" + css + "\">a"})
                isReadToItsEnd(utf8(page), part);
        }
    }

    private static void isReadToItsEnd(byte[] page, String part) {
        var contents = new FileReader(A_MINUTE, Optional.empty(), Optional.empty()).read(page, null, null);
        assertThat(contents.type()).as(part).isEqualTo(Type.HTML);
        assertThat(contents.notAssessed()).as(part).noneMatch(each -> each.contains("seconds are over"));
    }
}
