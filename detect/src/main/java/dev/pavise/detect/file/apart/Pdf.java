package dev.pavise.detect.file.apart;

import dev.pavise.core.detect.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// A PDF document: its pages, and all else that says or does something, wherever in the file it stands.
/// Source: ISO 32000-2.
final class Pdf {
    private static final int OBJECTS_MAX = 200_000;
    private static final int DEPTH_MAX = 16;
    private static final int INNER_MAX = 16;
    private static final int INNER_BYTES_MAX = 8 << 20;
    private static final int STREAM_BYTES_MAX = 1 << 20;

    /// Keys whose strings a model may be given and a page does not show.
    private static final Map<COSName, String> SAYING = Map.of(
            COSName.CONTENTS, "an annotation",
            COSName.RC, "an annotation",
            COSName.TU, "a field's tooltip",
            COSName.ALT, "the text in place of a picture",
            COSName.ACTUAL_TEXT, "the text in place of what is shown",
            COSName.E, "an abbreviation spelled out",
            COSName.TITLE, "a bookmark");

    private final Items out;
    private final Raster raster;
    private final int picturesMax;
    private final int pagesMax;
    private final Map<String, StringBuilder> said = new TreeMap<>();
    private int pictures;
    private int inner;

    Pdf(Items out, Raster raster, int picturesMax, int pagesMax) {
        this.out = out;
        this.raster = raster;
        this.picturesMax = picturesMax;
        this.pagesMax = pagesMax;
    }

    void read(byte[] file) throws IOException {
        FontMappers.set(new OneFont());
        try (PDDocument document = Loader.loadPDF(file)) {
            information(document);
            new PdfPages(out, document).read(pagesMax);
            objects(document);
        } catch (InvalidPasswordException _) {
            out.missed("a PDF that needs a password");
        }
        said.forEach((how, text) -> out.text(text.toString(), how, true));
    }

    private void information(PDDocument document) {
        COSDictionary information = document.getDocumentInformation().getCOSObject();
        for (COSName key : information.keySet()) {
            if (information.getDictionaryObject(key) instanceof COSString value && !isDate(value.getString()))
                say("its properties", value.getString());
        }
    }

    private static boolean isDate(String value) {
        return value.startsWith("D:");
    }

    private void objects(PDDocument document) throws IOException {
        int count = 0;
        for (var key : document.getDocument().getXrefTable().keySet()) {
            if (count++ == OBJECTS_MAX) {
                out.missed("more than %,d objects of the PDF".formatted(OBJECTS_MAX));
                return;
            }
            COSObject object = document.getDocument().getObjectFromPool(key);
            if (object != null && object.getObject() != null) look(object.getObject(), 0);
        }
    }

    /// What stands in the object itself; what it points to has its own turn.
    private void look(COSBase object, int depth) throws IOException {
        if (depth == DEPTH_MAX) return;
        if (object instanceof COSArray array) {
            for (COSBase each : array) if (each != null) look(each, depth + 1);
        }
        if (object instanceof COSDictionary dictionary) {
            dictionary(dictionary);
            for (COSBase each : dictionary.getValues()) look(each, depth + 1);
        }
    }

    private void dictionary(COSDictionary dictionary) throws IOException {
        for (var each : SAYING.entrySet()) say(each.getValue(), string(dictionary, each.getKey()));
        say("the addresses of its links", string(dictionary, COSName.URI));
        if (dictionary.containsKey(COSName.FT)) say("a form's field", string(dictionary, COSName.V));
        switch (dictionary.getNameAsString(COSName.S, "")) {
            case "JavaScript" -> {
                out.write(new Item.Odd("file/active-content", Severity.HIGH, 0.7, "a PDF with a script in it"));
                say("a script", string(dictionary, COSName.JS));
            }
            case "Launch" -> {
                out.write(new Item.Odd("file/active-content", Severity.HIGH, 0.85, "a PDF that starts a program"));
                say("the program it starts", name(dictionary));
            }
            default -> {}
        }
        if (dictionary.containsKey(COSName.XFA)) out.missed("an XFA form");
        if (dictionary.getDictionaryObject(COSName.EF) instanceof COSDictionary files) file(dictionary, files);
        if (dictionary instanceof COSStream stream) stream(stream);
    }

    private void stream(COSStream stream) throws IOException {
        String type = stream.getNameAsString(COSName.TYPE, "");
        if (type.equals("Metadata")) {
            String xml = new String(bytes(stream, STREAM_BYTES_MAX), java.nio.charset.StandardCharsets.UTF_8);
            out.text(xml.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "), "its XMP metadata", true);
        }
        if (!stream.getNameAsString(COSName.SUBTYPE, "").equals("Image")) return;
        if (pictures++ >= picturesMax) {
            if (pictures == picturesMax + 1) out.missed("more than " + picturesMax + " pictures of the PDF");
            return;
        }
        // Dimensions first: what they ask for is reserved before a byte is decoded.
        long points = (long) stream.getInt(COSName.WIDTH, 0) * stream.getInt(COSName.HEIGHT, 0);
        if (points <= 0 || points > Raster.POINTS_MAX) {
            out.missed("a picture of the PDF with %,d points".formatted(points));
            return;
        }
        try {
            var image = new PDImageXObject(new org.apache.pdfbox.pdmodel.common.PDStream(stream), null);
            raster.picture(image.getImage(), "a picture of the PDF");
        } catch (IOException | RuntimeException _) {
            out.missed("a picture of the PDF that cannot be decoded");
        }
    }

    private void file(COSDictionary specification, COSDictionary files) throws IOException {
        String name = name(specification);
        say("the names of files in it", name);
        for (COSBase each : files.getValues()) {
            COSBase value = each instanceof COSObject object ? object.getObject() : each;
            if (value instanceof COSStream stream && inner++ < INNER_MAX) {
                out.write(new Item.Inner(name, bytes(stream, INNER_BYTES_MAX)));
                return;
            }
        }
        if (inner > INNER_MAX) out.missed("more than " + INNER_MAX + " files in the PDF");
    }

    private static String name(COSDictionary specification) {
        String wide = string(specification, COSName.UF);
        if (!wide.isEmpty()) return wide;
        if (specification.getDictionaryObject(COSName.F) instanceof COSDictionary nested) return name(nested);
        return string(specification, COSName.F);
    }

    /// A string, or a stream that stands for one.
    private static String string(COSDictionary dictionary, COSName key) {
        COSBase value = dictionary.getDictionaryObject(key);
        if (value instanceof COSString string) return string.getString();
        // Contents of a page are streams, too, and no words.
        if (!(value instanceof COSStream stream) || key.equals(COSName.CONTENTS)) return "";
        try {
            return new String(bytes(stream, STREAM_BYTES_MAX), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    private static byte[] bytes(COSStream stream, int most) throws IOException {
        try (InputStream bytes = stream.createInputStream()) {
            return bytes.readNBytes(most);
        }
    }

    private void say(String how, String text) {
        if (!text.isBlank())
            said.computeIfAbsent(how, _ -> new StringBuilder()).append(text).append('\n');
    }
}
