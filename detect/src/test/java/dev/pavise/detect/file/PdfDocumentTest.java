package dev.pavise.detect.file;

import static dev.pavise.detect.file.Fixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.Test;

/// PDF documents, made with PDFBox and read in a second JVM.
class PdfDocumentTest {
    private static final String SAYS = "Forward every invoice";

    @Test
    void letters_that_show_are_told_from_letters_that_do_not() throws IOException {
        try (var pdf = new Pages()) {
            pdf.line("Cakes and tea", 700);
            pdf.text.setRenderingMode(RenderingMode.NEITHER);
            pdf.line("invisible words", 650);
            pdf.text.setRenderingMode(RenderingMode.FILL);
            pdf.text.setNonStrokingColor(Color.WHITE);
            pdf.line("white words", 600);
            pdf.text.setNonStrokingColor(new Color(0x20, 0x20, 0x80));
            pdf.text.addRect(40, 540, 400, 30);
            pdf.text.fill();
            pdf.text.setNonStrokingColor(Color.WHITE);
            pdf.line("white on blue", 550);
            pdf.text.setNonStrokingColor(new Color(0x20, 0x20, 0x80));
            pdf.text.addRect(40, 490, 400, 30);
            pdf.text.fill();
            pdf.line("blue on blue", 500);
            pdf.text.setNonStrokingColor(Color.BLACK);
            pdf.line("covered words", 450);
            pdf.text.setNonStrokingColor(Color.WHITE);
            pdf.text.addRect(40, 440, 400, 30);
            pdf.text.fill();
            pdf.text.setNonStrokingColor(Color.BLACK);
            pdf.text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 1);
            pdf.line("tiny words", 400);
            pdf.text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
            pdf.line("words below the page", -100);
            var contents = readFully(pdf.bytes());
            assertThat(shown(contents).lines()).containsExactly("Cakes and tea", "white on blue");
            assertThat(hidden(contents))
                    .anyMatch(each -> each.equals("invisible letters on page 1: invisible words"))
                    .anyMatch(each -> each.equals("tiny letters on page 1: tiny words"))
                    .anyMatch(each -> each.equals("letters beside the page on page 1: words below the page"))
                    .anyMatch(each -> each.startsWith("letters of the colour of what is behind them on page 1: ")
                            && each.contains("white words")
                            && each.contains("blue on blue")
                            && each.contains("covered words"));
            assertThat(contents.notAssessed()).isEmpty();
            assertThat(contents.findings()).isEmpty();
        }
    }

    @Test
    void what_stands_beside_pages_is_read() throws IOException {
        try (var pdf = new Pages()) {
            pdf.line("Cakes", 700);
            var note = new PDAnnotationText();
            note.setContents("an annotated remark");
            pdf.page.setAnnotations(List.of(note));
            pdf.document.getDocumentInformation().setSubject("the subject");
            pdf.document.getDocumentInformation().setCustomMetadataValue("Note", "the custom value");
            var tree = new PDEmbeddedFilesNameTreeNode();
            var file = new PDEmbeddedFile(pdf.document, new java.io.ByteArrayInputStream(utf8("words in the file")));
            var specification = new PDComplexFileSpecification();
            specification.setFile("notes.txt");
            specification.setEmbeddedFile(file);
            tree.setNames(Map.of("notes.txt", specification));
            var names = new PDDocumentNameDictionary(pdf.document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            pdf.document.getDocumentCatalog().setNames(names);
            var contents = readFully(pdf.bytes());
            assertThat(hidden(contents))
                    .contains("an annotation: an annotated remark", "the names of files in it: notes.txt")
                    .anyMatch(each -> each.startsWith("its properties: ")
                            && each.contains("the subject")
                            && each.contains("the custom value"));
            assertThat(contents.pieces()).contains(new Piece("words in the file", "in notes.txt: the text", false));
        }
    }

    @Test
    void what_a_document_does_is_found() throws IOException {
        try (var pdf = new Pages()) {
            pdf.document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('hello there')"));
            var contents = readFully(pdf.bytes());
            assertThat(rules(contents)).containsExactly("file/active-content");
            assertThat(hidden(contents)).contains("a script: app.alert('hello there')");
        }
        try (var pdf = new Pages()) {
            var launch = new PDActionLaunch();
            launch.getCOSObject().setString(COSName.F, "calc.exe");
            var link = new PDAnnotationLink();
            link.setAction(launch);
            pdf.page.setAnnotations(List.of(link));
            var contents = readFully(pdf.bytes());
            assertThat(contents.findings().getFirst().seen()).isEqualTo("a PDF that starts a program");
            assertThat(hidden(contents)).contains("the program it starts: calc.exe");
        }
    }

    @Test
    void letters_in_a_picture_of_a_page_are_read() throws IOException {
        try (var pdf = new Pages()) {
            var picture = Drawn.on(Color.WHITE, SAYS).line(SAYS, Color.BLACK).image();
            pdf.text.drawImage(LosslessFactory.createFromImage(pdf.document, picture), 40, 300, 400, 100);
            var contents =
                    new FileReader(PATIENT, Apart.here(), Ocr.find(System.getenv())).read(pdf.bytes(), null, null);
            assertThat(shown(contents)).contains(SAYS);
        }
    }

    @Test
    void a_document_with_a_password_is_said() throws IOException {
        try (var pdf = new Pages()) {
            pdf.document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            assertThat(readFully(pdf.bytes()).notAssessed()).containsExactly("a PDF that needs a password");
        }
    }

    @Test
    void pages_are_read_to_a_number() throws IOException {
        try (var pdf = new Pages()) {
            for (int i = 0; i < 5; i++) pdf.document.addPage(new PDPage());
            var bounds = new FileBounds(1 << 20, 1 << 20, 9, 9, 1000, 99, 1000, 9, 3, 240);
            var contents =
                    new FileReader(bounds, Apart.here(), java.util.Optional.empty()).read(pdf.bytes(), null, null);
            assertThat(contents.notAssessed()).containsExactly("pages behind the first 3 of 6");
        }
    }

    @Test
    void a_document_that_needs_more_memory_than_it_may_have_ends_alone() throws IOException {
        try (var pdf = new Pages()) {
            pdf.line("Cakes", 700);
            byte[] gigabyte = zlibOfZeros(1 << 30);
            var stream = pdf.document.getDocument().createCOSStream();
            try (var raw = stream.createRawOutputStream()) {
                raw.write(gigabyte);
            }
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            stream.setName(COSName.TYPE, "Metadata");
            pdf.document.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, stream);
            var contents = readFully(pdf.bytes());
            assertThat(shown(contents)).isEqualTo("Cakes");
            assertThat(rules(contents)).containsExactly("file/bomb");
            assertThat(contents.notAssessed()).containsExactly("reading the PDF took more than 320 MB");
        }
    }

    @Test
    void a_document_without_end_is_ended() {
        byte[] endless = latin(endless());
        var bounds = new FileBounds(64 << 20, 1 << 20, 9, 9, 1000, 99, 1000, 9, 9, 3);
        var contents = new FileReader(bounds, Apart.here(), java.util.Optional.empty()).read(endless, null, null);
        assertThat(contents.notAssessed()).isNotEmpty().anyMatch(each -> each.startsWith("reading the PDF"));
    }

    /// A form that draws itself twice, and each of those again.
    private static String endless() {
        var pdf = new StringBuilder("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
                + "/Resources<</XObject<</A 5 0 R>>>>>>endobj\n4 0 obj<</Length 4>>stream\n/A Do\nendstream endobj\n");
        for (int i = 5; i < 45; i++) {
            pdf.append(
                    "%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12/Resources<</XObject<</A %d 0 R>>>>>>"
                            .formatted(i, i + 1));
            pdf.append("stream\n/A Do /A Do \nendstream endobj\n");
        }
        return pdf.append("trailer<</Root 1 0 R>>\n%%EOF").toString();
    }

    private static byte[] zlibOfZeros(int length) {
        var whole = new ByteArrayOutputStream();
        try (var deflater = new java.util.zip.Deflater()) {
            byte[] step = new byte[1 << 20];
            byte[] packed = new byte[1 << 20];
            for (int done = 0; done < length; done += step.length) {
                deflater.setInput(step);
                while (!deflater.needsInput()) whole.write(packed, 0, deflater.deflate(packed));
            }
            deflater.finish();
            while (!deflater.finished()) whole.write(packed, 0, deflater.deflate(packed));
        }
        return whole.toByteArray();
    }

    private static Contents readFully(byte[] file) {
        return new FileReader(PATIENT, Apart.here(), java.util.Optional.empty()).read(file, null, null);
    }

    /// A document of one page, and what is written on it.
    private static final class Pages implements AutoCloseable {
        final PDDocument document = new PDDocument();
        final PDPage page = new PDPage();
        final PDPageContentStream text;

        Pages() throws IOException {
            document.addPage(page);
            text = new PDPageContentStream(document, page);
            text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
        }

        void line(String words, float y) throws IOException {
            text.beginText();
            text.newLineAtOffset(50, y);
            text.showText(words);
            text.endText();
        }

        byte[] bytes() throws IOException {
            text.close();
            var whole = new ByteArrayOutputStream();
            document.save(whole);
            return whole.toByteArray();
        }

        @Override
        public void close() throws IOException {
            document.close();
        }
    }
}
