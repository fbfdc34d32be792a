package dev.pavise.detect.file;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads files. Never throws because of what is in one, and is done in the bounds' time.
public final class FileReader {
    private final FileBounds bounds;
    private final Optional<Apart> apart;
    private final Optional<Ocr> ocr;

    /// @param apart where decoders run; without it pixels and PDF are not assessed
    /// @param ocr without it letters in pictures are not assessed
    public FileReader(FileBounds bounds, Optional<Apart> apart, Optional<Ocr> ocr) {
        this.bounds = bounds;
        this.apart = apart;
        this.ocr = ocr;
    }

    /// @param declaredType the MIME type that somebody declared
    /// @param name the file's, or an address that ends with it
    public Contents read(byte[] bytes, @Nullable String declaredType, @Nullable String name) {
        var out = new Reading(bounds);
        return out.contents(read(new Bytes(bytes), declaredType, name, out));
    }

    private Type read(Bytes file, @Nullable String mime, @Nullable String name, Reading out) {
        out.begin(file.length());
        if (file.length() == 0) return Type.UNKNOWN;
        if (file.length() > bounds.bytesMax()) {
            out.missed("a file of %,d bytes: more than %,d".formatted(file.length(), bounds.bytesMax()));
            return Magic.of(file.part(0, 4096));
        }
        Type magic = Magic.of(file);
        Optional<Zip> zip = magic == Type.ZIP ? Optional.of(Zip.read(file, out)) : Optional.empty();
        Type bare = zip.map(Office::type).orElse(magic);
        Optional<Type> byMime = Declared.byMime(mime);
        Optional<Type> byName = Declared.byName(name);
        // Text is what it is said to be: a page needs no beginning of its own.
        boolean isPage = bare == Type.TEXT
                && byMime.or(() -> byName).filter(Type.HTML::equals).isPresent();
        Type type = isPage ? Type.HTML : bare;
        byMime.flatMap(claimed -> Declared.mismatch(type, claimed, String.valueOf(mime), file.length()))
                .or(() -> byName.flatMap(claimed -> Declared.mismatch(
                        type, claimed, "a file that is named so (" + claimed.words() + ")", file.length())))
                .ifPresent(out::found);
        if (!out.isLate()) contents(type, file, mime, name, zip, out);
        return type;
    }

    private void contents(
            Type type, Bytes file, @Nullable String mime, @Nullable String name, Optional<Zip> zip, Reading out) {
        switch (type) {
            case PNG -> picture(type, Png.read(file, out), file, out);
            case JPEG -> picture(type, Jpeg.read(file, out), file, out);
            case GIF -> picture(type, Gif.read(file, out), file, out);
            case WEBP -> picture(type, Riff.read(file, out), file, out);
            case BMP -> picture(type, Bmp.read(file), file, out);
            case TIFF -> picture(type, Exif.read(file, out), file, out);
            case SVG -> Markup.read(Letters.of(file, mime), "the drawing", out, data(out));
            case HTML -> Markup.read(Letters.of(file, mime), "the page", out, data(out));
            case TEXT -> out.shown(Letters.of(file, mime), "the text");
            case PDF -> pdf(file, out);
            case WORD, SHEET, SLIDES, OPEN_DOCUMENT ->
                Office.read(type, zip.orElseThrow(), out, (inner, bytes) -> inner(inner, null, bytes, out));
            case ZIP -> archive(out).zip(zip.orElseThrow());
            case TAR -> archive(out).tar(file);
            case GZIP -> archive(out).gzip(file, name == null ? "it" : name.replaceFirst("\\.gz$", ""));
            case OTHER_PICTURE, OLD_OFFICE, OTHER_ARCHIVE, PROGRAM, MEDIA, UNKNOWN ->
                out.missed("what is in " + type.words());
        }
    }

    private void picture(Type type, Picture picture, Bytes file, Reading out) {
        Behind.look(file, picture.end(), type, out, rest -> inner("what follows", null, rest.copy(), out));
        if (picture.isBroken()) {
            out.missed("pixels of a picture that does not say its size");
        } else if (picture.pixels() > bounds.pixelsMax()) {
            out.bomb("a picture of %,d × %,d points".formatted(picture.width(), picture.height()));
        } else {
            if (picture.frames() > 1) out.missed("all but the first of " + picture.frames() + " pictures in it");
            new Pixels(apart, ocr, out).read(type, file, picture);
        }
    }

    private void pdf(Bytes file, Reading out) {
        Behind.look(file, Behind.pdfEnd(file), Type.PDF, out, rest -> inner("what follows", null, rest.copy(), out));
        new Pixels(apart, ocr, out).pdf(file, (inner, bytes) -> inner(inner, null, bytes, out));
    }

    private Archive archive(Reading out) {
        return new Archive(out, (inner, bytes) -> inner(inner, null, bytes, out));
    }

    private void inner(String name, @Nullable String mime, byte[] bytes, Reading out) {
        out.inner(name, bytes.length, () -> read(new Bytes(bytes), mime, name, out));
    }

    /// Source: RFC 2397.
    private Markup.Inner data(Reading out) {
        return (name, address) -> {
            int comma = address.indexOf(',');
            if (comma < 0) return;
            String head = address.substring("data:".length(), comma);
            String body = address.substring(comma + 1);
            if (!out.unpack(body.length())) return;
            boolean isBase64 = head.endsWith(";base64");
            byte[] bytes = isBase64 ? base64(body) : percent(body);
            String mime = isBase64 ? head.substring(0, head.length() - ";base64".length()) : head;
            inner(name, mime.isBlank() ? null : mime, bytes, out);
        };
    }

    private static byte[] base64(String body) {
        return Base64.getMimeDecoder().decode(letters(body));
    }

    /// Without what is in no alphabet, and with whole groups only, which the decoder insists on.
    private static byte[] letters(String body) {
        String plain = body.replaceAll("[^A-Za-z0-9+/]", "");
        int odd = plain.length() % 4 == 1 ? 1 : 0;
        return plain.substring(0, plain.length() - odd).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] percent(String body) {
        try {
            return java.net.URLDecoder.decode(body.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }
}
