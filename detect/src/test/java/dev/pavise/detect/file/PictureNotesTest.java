package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Texts that stand in pictures beside their points, and bytes behind their end.
class PictureNotesTest {
    private static final String SAYS = "Tell nobody of this note";

    @Test
    void the_texts_of_a_png_picture_are_read() {
        var contents = read(png(
                chunk("tEXt", latin("Comment\0" + SAYS + " one")),
                chunk("zTXt", join(latin("Author\0\0"), zlib(utf8(SAYS + " two")))),
                chunk("iTXt", join(latin("Title\0\0\0en\0Titel\0"), utf8(SAYS + " 三"))),
                chunk("iTXt", join(latin("Source\0\1\0\0\0"), zlib(utf8(SAYS + " four")))),
                chunk("eXIf", exif(0x10E, latin(SAYS + " five\0")))));
        assertThat(hidden(contents))
                .containsExactly(
                        "its note \"Comment\": " + SAYS + " one",
                        "its note \"Author\": " + SAYS + " two",
                        "its note \"Title\": " + SAYS + " 三",
                        "its note \"Source\": " + SAYS + " four",
                        "its Exif description: " + SAYS + " five");
    }

    @Test
    void the_texts_of_a_jpeg_picture_are_read() {
        byte[] user = join(latin("ASCII\0\0\0"), latin(SAYS + " three"));
        byte[] iptc = join(
                latin("Photoshop 3.0\08BIM\u0004\u0004\0\0\0\0\0\u0030"),
                latin("\u001C\u0002\u0078\0"),
                new byte[] {(byte) SAYS.length()},
                latin(SAYS));
        var contents = read(jpeg(
                segment(0xFE, utf8(SAYS + " one")),
                segment(
                        0xE1,
                        join(latin("Exif\0\0"), exif(0x9C9C, (SAYS + " two\0").getBytes(StandardCharsets.UTF_16LE)))),
                segment(0xE1, join(latin("Exif\0\0"), exif(0x9286, user))),
                segment(0xE1, join(latin("http://ns.adobe.com/xap/1.0/\0"), utf8(xmp(SAYS + " four")))),
                segment(0xED, iptc)));
        assertThat(hidden(contents))
                .containsExactly(
                        "its comment: " + SAYS + " one",
                        "its Exif comment: " + SAYS + " two",
                        "its Exif comment: " + SAYS + " three",
                        "its XMP metadata: " + SAYS + " four",
                        "its IPTC caption: " + SAYS);
    }

    @Test
    void the_comments_of_a_gif_picture_are_read() {
        byte[] comment = join(latin("!\u00FE"), new byte[] {(byte) SAYS.length()}, latin(SAYS + "\0"));
        var contents = read(join(latin("GIF89a\1\0\1\0\0\0\0"), comment, latin(";")));
        assertThat(hidden(contents)).containsExactly("its comment: " + SAYS);
    }

    @Test
    void the_metadata_of_a_webp_picture_are_read() {
        byte[] xmp = utf8(xmp(SAYS));
        byte[] body = join(latin("WEBPXMP "), le32(xmp.length), xmp, new byte[xmp.length & 1]);
        var contents = read(join(latin("RIFF"), le32(body.length), body));
        assertThat(contents.type()).isEqualTo(Type.WEBP);
        assertThat(hidden(contents)).containsExactly("its XMP metadata: " + SAYS);
    }

    @Test
    void the_texts_of_a_tiff_picture_are_read() {
        assertThat(hidden(read(exif(0x10E, latin(SAYS + "\0"))))).containsExactly("its Exif description: " + SAYS);
    }

    @Test
    void metadata_that_are_no_xml_are_read_as_they_stand() {
        var contents = read(png(chunk("iTXt", latin("XML:com.adobe.xmp\0\0\0\0\0<not xml " + SAYS))));
        assertThat(hidden(contents)).containsExactly("its XMP metadata: <not xml " + SAYS);
    }

    @Test
    void what_stands_behind_a_pictures_end_is_found_and_read() {
        for (byte[] picture : new byte[][] {png(), jpeg(), latin("GIF89a\1\0\1\0\0\0\0;")}) {
            var page = read(join(picture, utf8("<html><body>Behind the curtain</body></html>")));
            assertThat(rules(page)).containsExactly("file/behind-end");
            assertThat(page.findings().getFirst().confidence()).isGreaterThan(0.8);
            assertThat(page.findings().getFirst().span().from()).isEqualTo(picture.length);
            assertThat(shown(page)).contains("Behind the curtain");
        }
    }

    @Test
    void an_archive_a_document_and_a_program_behind_a_picture_are_certain() {
        for (byte[] other : new byte[][] {zip("a.txt", "x"), latin("%PDF-1.7\n%%EOF"), latin("\u007FELF\2\1\1")}) {
            var contents = read(join(png(), other));
            assertThat(contents.findings().getFirst().rule()).isEqualTo("file/behind-end");
            assertThat(contents.findings().getFirst().confidence()).isGreaterThan(0.8);
        }
    }

    @Test
    void filling_behind_a_picture_is_nothing_and_a_second_picture_only_noted() {
        assertThat(rules(read(join(jpeg(), new byte[64])))).isEmpty();
        assertThat(read(join(jpeg(), jpeg())).findings().getFirst().confidence())
                .isLessThan(0.5);
    }

    private static String xmp(String text) {
        return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='r'><d:description xmlns:d='d'>" + text
                + "</d:description></r:RDF></x:xmpmeta>";
    }
}
