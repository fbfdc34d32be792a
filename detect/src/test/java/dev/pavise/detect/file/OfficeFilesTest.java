package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Office files: the text of every part, and what keeps it from sight.
class OfficeFilesTest {
    private static final String TYPES = "[Content_Types].xml";

    @Test
    void a_word_document_tells_shown_text_from_hidden() {
        String body = paragraph(run("", "Cakes") + run("<w:b/>", " and tea"))
                + paragraph(run("<w:vanish/>", "vanished"))
                + paragraph(run("<w:vanish w:val='0'/>", "not vanished"))
                + paragraph(run("<w:color w:val='FFFFFF'/>", "white"))
                + paragraph(run("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>", "on black"))
                + paragraph(run("<w:sz w:val='2'/>", "minute"))
                + paragraph(run("<w:rStyle w:val='Ghost'/>", "by style"))
                + paragraph("<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>")
                + paragraph("<w:r><w:drawing><wp:docPr xmlns:wp='p' descr='seen as'/></w:drawing></w:r>");
        var contents = read(zip(
                TYPES,
                "<a/>",
                "word/styles.xml",
                word("<w:style w:styleId='Ghost'><w:rPr><w:vanish/></w:rPr></w:style>"),
                "word/document.xml",
                word(body),
                "word/header1.xml",
                word(paragraph(run("", "Header"))),
                "word/comments.xml",
                word(paragraph(run("", "remark"))),
                "docProps/core.xml",
                "<c><title>properties</title></c>",
                "customXml/item1.xml",
                "<c>custom</c>"));
        assertThat(contents.type()).isEqualTo(Type.WORD);
        assertThat(shown(contents)).isEqualTo("Cakes and tea\nnot vanished\non black\nHeader");
        assertThat(hidden(contents))
                .containsExactlyInAnyOrder(
                        "hidden text: vanished\nby style",
                        "white text: white",
                        "tiny text: minute",
                        "deleted text: deleted",
                        "a picture's description: seen as",
                        "a comment: remark",
                        "its properties: properties",
                        "custom data in it: custom");
        assertThat(contents.findings()).isEmpty();
    }

    @Test
    void a_workbook_tells_hidden_sheets_rows_columns_and_white_cells() {
        String styles = "<s><fonts><font/><font><color rgb='FFFFFFFF'/></font></fonts><cellXfs>"
                + "<xf fontId='0'/><xf fontId='1' fillId='0'/><xf fontId='1' fillId='2'/></cellXfs></s>";
        String first = "<w><cols><col min='3' max='3' hidden='1'/></cols><sheetData>"
                + "<row><c r='A1' t='s'><v>0</v></c><c r='B1' s='1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>"
                + "<c r='D1' s='2'><v>42</v></c></row>"
                + "<row hidden='1'><c r='A2' t='inlineStr'><is><t>in a row</t></is></c></row></sheetData></w>";
        var contents = read(zip(
                TYPES,
                "<a/>",
                "xl/workbook.xml",
                "<w xmlns:r='r'><sheet name='A' r:id='r1'/><sheet name='B' state='veryHidden' r:id='r2'/></w>",
                "xl/_rels/workbook.xml.rels",
                "<r><R Id='r1' Target='worksheets/sheet1.xml'/><R Id='r2' Target='worksheets/sheet2.xml'/></r>",
                "xl/sharedStrings.xml",
                "<s><si><t>Cakes</t></si><si><t>white</t></si><si><r><t>in a </t></r><r><t>column</t></r></si></s>",
                "xl/styles.xml",
                styles,
                "xl/worksheets/sheet1.xml",
                first,
                "xl/worksheets/sheet2.xml",
                "<w><row><c t='s'><v>0</v></c></row></w>",
                "xl/comments1.xml",
                "<c><comment><text><t>remark</t></text></comment></c>"));
        assertThat(contents.type()).isEqualTo(Type.SHEET);
        assertThat(shown(contents)).isEqualTo("Cakes\t42");
        assertThat(hidden(contents))
                .containsExactlyInAnyOrder(
                        "white text: white",
                        "a hidden column: in a column",
                        "a hidden row: in a row",
                        "a hidden sheet: Cakes",
                        "a comment: remark");
    }

    @Test
    void a_presentation_tells_notes_hidden_slides_and_text_beside_them() {
        var contents = read(zip(
                TYPES,
                "<a/>",
                "ppt/presentation.xml",
                "<p><sldSz cx='1000' cy='500'/></p>",
                "ppt/slides/slide1.xml",
                "<sld>" + shape("<off x='10' y='10'/><ext cx='5' cy='5'/>", "", "Cakes")
                        + shape("<off x='1200' y='10'/><ext cx='5' cy='5'/>", "", "beside")
                        + shape("", "hidden='1'", "shape")
                        + "<sp><p><r><rPr sz='100'/><t>tiny</t></r></p></sp></sld>",
                "ppt/slides/slide2.xml",
                "<sld show='0'>" + shape("", "", "slide") + "</sld>",
                "ppt/notesSlides/notesSlide1.xml",
                "<notes>" + shape("", "", "note") + "</notes>"));
        assertThat(contents.type()).isEqualTo(Type.SLIDES);
        assertThat(shown(contents)).isEqualTo("Cakes");
        assertThat(hidden(contents))
                .containsExactlyInAnyOrder(
                        "text beside the slide: beside",
                        "a hidden shape: shape",
                        "tiny text: tiny",
                        "a hidden slide: slide",
                        "speaker notes: note");
    }

    @Test
    void an_open_document_tells_hidden_text_comments_and_notes() {
        String styles = "<style name='h'><text-properties display='none'/></style>"
                + "<style name='w'><text-properties color='#ffffff'/></style>"
                + "<style name='t'><table-properties display='false'/></style>";
        var contents = read(zip(
                "mimetype", "application/vnd.oasis.opendocument.text",
                "content.xml",
                        "<d>" + styles + "<p>Cakes<s/><span>and tea</span></p><p style-name='h'>hidden</p>"
                                + "<p><span style-name='w'>white</span></p><annotation><p>remark</p></annotation>"
                                + "<table style-name='t'><p>sheet</p></table><table-row visibility='collapse'><p>row</p>"
                                + "</table-row><deletion><p>deleted</p></deletion></d>",
                "meta.xml", "<m><title>properties</title></m>"));
        assertThat(contents.type()).isEqualTo(Type.OPEN_DOCUMENT);
        assertThat(shown(contents)).isEqualTo("Cakes and tea");
        assertThat(hidden(contents))
                .containsExactlyInAnyOrder(
                        "hidden text: hidden",
                        "white text: white",
                        "a comment: remark",
                        "a hidden sheet: sheet",
                        "a hidden row: row",
                        "deleted text: deleted",
                        "its properties: properties");
    }

    @Test
    void macros_parts_from_elsewhere_and_fields_that_run_something_are_found() {
        String rels =
                "<R><Relationship Type='http://x/attachedTemplate' TargetMode='External' Target='http://e.example/t'/></R>";
        String field = word(paragraph("<w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r>"));
        assertThat(rules(office("word/vbaProject.bin", "x"))).containsExactly("file/macro");
        assertThat(rules(office("word/_rels/settings.xml.rels", rels))).containsExactly("file/remote-part");
        assertThat(rules(office("word/document.xml", field))).containsExactly("file/active-content");
        assertThat(rules(read(zip(TYPES, "<a/>", "xl/worksheets/a.xml", "<w><f>WEBSERVICE(\"http://x\")</f></w>"))))
                .containsExactly("file/active-content");
        assertThat(rules(read(zip("mimetype", "x", "content.xml", "<a/>", "Basic/Standard/Module1.xml", "<m/>"))))
                .containsExactly("file/macro");
    }

    @Test
    void a_link_that_a_person_clicks_is_no_finding() {
        String rels =
                "<R><Relationship Type='http://x/hyperlink' TargetMode='External' Target='http://e.example/'/></R>";
        assertThat(rules(office("word/_rels/document.xml.rels", rels))).isEmpty();
    }

    @Test
    void files_in_the_document_are_read_too() {
        var contents = office("word/media/image1.png", png(chunk("tEXt", latin("Comment\0in the picture"))));
        assertThat(hidden(contents)).contains("in word/media/image1.png: its note \"Comment\": in the picture");
    }

    @Test
    void entities_and_what_they_name_are_left_alone() {
        String outside = "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y 'inside'>]>";
        var contents = office("word/document.xml", outside + word(paragraph(run("", "Cakes &x; &y;"))));
        assertThat(shown(contents)).doesNotContain("inside").isEqualTo("Cakes");
        assertThat(contents.notAssessed())
                .containsExactly("the rest of a part that is no plain XML: word/document.xml");
    }

    private static Contents office(String name, Object part) {
        return read(zip(TYPES, "<a/>", "word/a.xml", "<a/>", name, part));
    }

    private static String word(String body) {
        return "<w:document xmlns:w='w'>" + body + "</w:document>";
    }

    private static String paragraph(String runs) {
        return "<w:p>" + runs + "</w:p>";
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
    }

    private static String shape(String place, String hidden, String text) {
        return "<sp><cNvPr " + hidden + "/>" + place + "<p><r><t>" + text + "</t></r></p></sp>";
    }
}
