package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a file is, held against what is said of it.
class DeclaredTypeTest {
    private static final byte[] PAGE = utf8("<!DOCTYPE html><p>Hello</p>");
    private static final byte[] PROGRAM = latin("\u007FELF\2\1\1\0\0\0\0");

    @Test
    void a_page_or_a_program_that_is_declared_a_picture_is_certain() {
        for (byte[] file : List.of(PAGE, PROGRAM, zip("a", "b"), latin("%PDF-1.4\n%%EOF"))) {
            var finding = read(file, "image/png", null).findings().getFirst();
            assertThat(finding.rule()).isEqualTo("file/type-mismatch");
            assertThat(finding.confidence()).isGreaterThan(0.8);
            assertThat(finding.seen()).contains("declared as image/png");
        }
    }

    @Test
    void the_name_counts_where_no_type_is_declared() {
        assertThat(rules(read(PROGRAM, null, "photo.JPG"))).containsExactly("file/type-mismatch");
        assertThat(rules(read(PROGRAM, "application/octet-stream", "notes.txt")))
                .containsExactly("file/type-mismatch");
    }

    @Test
    void another_format_of_the_same_sort_is_none() {
        assertThat(rules(read(png(), "image/jpeg", "a.webp"))).isEmpty();
        assertThat(rules(read(PAGE, "text/plain; charset=utf-8", "a.md"))).isEmpty();
        assertThat(rules(
                        read(zip("[Content_Types].xml", "<a/>", "word/document.xml", "<a/>"), "application/zip", null)))
                .isEmpty();
        assertThat(rules(read(utf8("{}"), "application/json", null))).isEmpty();
    }

    @Test
    void what_claims_nothing_cannot_be_wrong() {
        assertThat(rules(read(PROGRAM, "application/octet-stream", "tool"))).isEmpty();
        assertThat(rules(read(PROGRAM, "nonsense", "a.unknown"))).isEmpty();
    }

    @Test
    void types_are_told_by_their_bytes() {
        assertThat(read(utf8("  <!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>"))
                        .type())
                .isEqualTo(Type.SVG);
        assertThat(read(utf8("<?xml version='1.0'?><svg/>")).type()).isEqualTo(Type.SVG);
        assertThat(read(utf8("<?xml version='1.0'?><feed/>")).type()).isEqualTo(Type.TEXT);
        assertThat(read(utf8("plain words")).type()).isEqualTo(Type.TEXT);
        assertThat(read(latin("\u00FF\u00FEh\0i\0")).type()).isEqualTo(Type.TEXT);
        assertThat(read(new byte[] {0, 1, 2, 3, 4, 5}).type()).isEqualTo(Type.UNKNOWN);
        assertThat(read(zip("mimetype", "x", "content.xml", "<a/>")).type()).isEqualTo(Type.OPEN_DOCUMENT);
        assertThat(read(zip("a.txt", "b")).type()).isEqualTo(Type.ZIP);
        assertThat(read(utf8("<b>bold</b> words"), "text/html", null).type()).isEqualTo(Type.HTML);
    }

    @Test
    void what_cannot_be_read_is_said() {
        assertThat(read(PROGRAM).notAssessed()).containsExactly("what is in a program");
        assertThat(read(latin("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"))
                        .notAssessed())
                .containsExactly("what is in a binary Office file");
        assertThat(read(png()).notAssessed()).containsExactly("reading the pixels: no second JVM can be started here");
    }

    @Test
    void text_is_decoded_as_it_says_of_itself() {
        assertThat(shown(read(latin("\u00FF\u00FEh\0i\0")))).isEqualTo("hi");
        assertThat(shown(read(latin("caf\u00E9"), "text/plain", null))).isEqualTo("café");
        assertThat(shown(read(new byte[] {(byte) 0xC4, (byte) 0xE3}, "text/plain; charset=gbk", null)))
                .isEqualTo("你");
    }
}
