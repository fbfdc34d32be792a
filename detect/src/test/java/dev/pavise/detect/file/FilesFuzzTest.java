package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pavise.detect.file.apart.Item;
import dev.pavise.detect.file.apart.Items;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes at all: they are read to some end, and what is told of them lies inside them.
class FilesFuzzTest {
    private static final FileBounds SMALL = new FileBounds(1 << 16, 1 << 18, 9, 3, 1 << 18, 99, 1 << 20, 2, 2, 60);

    static Stream<byte[]> seeds() {
        return Stream.of(
                png(chunk("tEXt", latin("a\0b c")), chunk("zTXt", join(latin("a\0\0"), zlib(utf8("b c"))))),
                png(
                        chunk("iTXt", latin("XML:com.adobe.xmp\0\0\0\0\0<x>b c</x>")),
                        chunk("eXIf", exif(0x10E, latin("b")))),
                jpeg(
                        segment(0xFE, utf8("b c")),
                        segment(0xE1, join(latin("Exif\0\0"), exif(0x9286, utf8("ASCII\0\0\0b"))))),
                jpeg(segment(0xED, latin("Photoshop 3.0\08BIM\4\4\0\0\0\0\0\7\u001C\2\u0078\0\2bc"))),
                latin(
                        "GIF89a\1\0\1\0\u0080\0\0\0\0\0\0\0\0!\u00FE\1b\0!\u00FF\u000BXMP DataXMPb\0,\0\0\0\0\1\0\1\0\0\2\1\0\0;x"),
                latin("RIFF\u0018\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\1\0\0\1\0\0XMP \1\0\0\0b"),
                latin("BM\u0040\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0\1\0\0\0\1\0\0\0"),
                exif(700, utf8("<x>b c</x>")),
                utf8(
                        "<html><style>.a{color:white}p,#b{display:none}@media x{y{}}/*c*/</style><!--b--><p class=a id='b'>&amp;&#x62;"),
                utf8(
                        "<svg viewBox='0 0 9 9'><text x='1e3' fill='none'>b</text><![CDATA[c]]><image href='data:;base64,YQ=='/>"),
                zip("[Content_Types].xml", "<a/>", "word/document.xml", "<p><r><rPr><vanish/></rPr><t>b</t></r></p>"),
                zip(
                        "[Content_Types].xml",
                        "<a/>",
                        "xl/worksheets/a.xml",
                        "<w><col min='1' max='2' hidden='1'/><c r='A1'><v>1</v></c></w>"),
                zip(
                        "[Content_Types].xml",
                        "<a/>",
                        "ppt/slides/slide1.xml",
                        "<sld><off x='1' y='2'/><ext cx='1' cy='2'/><t>b</t></sld>"),
                zip("mimetype", "a", "content.xml", "<d><p>b<s/></p><annotation><p>c</p></annotation></d>"),
                zip("a.zip", zip("b.txt", "c")),
                latin("\u001F\u008B\10\30\0\0\0\0\0\3a\0b\0\3\0"),
                latin("%PDF-1.4\n%%EOF\n<html>"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_is_in_a_file_it_is_read(byte[] bytes) {
        var contents = new FileReader(SMALL, Optional.empty(), Optional.empty()).read(bytes, "image/png", "a.html");
        int chars = 0;
        for (Piece piece : contents.pieces()) {
            assertThat(piece.text()).isNotBlank();
            chars += piece.text().length();
        }
        assertThat(chars).isLessThanOrEqualTo(SMALL.charsMax());
        assertThat(contents.notAssessed()).noneMatch(each -> each.contains("seconds are over"));
    }

    static Stream<byte[]> items() {
        return Stream.of(
                join(latin("t"), be32(1), latin("a"), be32(1), latin("b"), new byte[] {1}),
                join(latin("g"), be32(1), latin("a"), new byte[] {1}, be32(1), be32(1), be32(1), latin("x")),
                join(latin("m"), be32(1), latin("a"), latin("i"), be32(1), latin("a"), be32(1), latin("x")),
                join(latin("o"), be32(1), latin("a"), be32(3), latin("LOW"), new byte[8], be32(1), latin("x")));
    }

    @MethodSource("items")
    @FuzzTest
    void whatever_the_second_jvm_writes_it_is_read(byte[] bytes) {
        for (Item item : Items.read(bytes)) {
            if (item instanceof Item.Grey grey) assertThat(grey.points()).hasSize(grey.width() * grey.height());
        }
    }
}
