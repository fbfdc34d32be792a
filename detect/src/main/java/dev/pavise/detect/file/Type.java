package dev.pavise.detect.file;

/// What a file is.
public enum Type {
    PNG(Sort.PICTURE, "a PNG picture"),
    JPEG(Sort.PICTURE, "a JPEG picture"),
    GIF(Sort.PICTURE, "a GIF picture"),
    WEBP(Sort.PICTURE, "a WebP picture"),
    BMP(Sort.PICTURE, "a BMP picture"),
    TIFF(Sort.PICTURE, "a TIFF picture"),
    OTHER_PICTURE(Sort.PICTURE, "a picture of another kind"),
    SVG(Sort.DRAWING, "an SVG drawing"),
    HTML(Sort.PAGE, "an HTML page"),
    PDF(Sort.DOCUMENT, "a PDF document"),
    WORD(Sort.DOCUMENT, "a Word document"),
    SHEET(Sort.DOCUMENT, "an Excel workbook"),
    SLIDES(Sort.DOCUMENT, "a PowerPoint presentation"),
    OPEN_DOCUMENT(Sort.DOCUMENT, "an OpenDocument file"),
    OLD_OFFICE(Sort.DOCUMENT, "a binary Office file"),
    ZIP(Sort.ARCHIVE, "a ZIP archive"),
    TAR(Sort.ARCHIVE, "a tar archive"),
    GZIP(Sort.ARCHIVE, "gzip-compressed"),
    OTHER_ARCHIVE(Sort.ARCHIVE, "an archive of another kind"),
    PROGRAM(Sort.PROGRAM, "a program"),
    MEDIA(Sort.MEDIA, "sound or film"),
    TEXT(Sort.TEXT, "text"),
    UNKNOWN(Sort.UNKNOWN, "of no known type");

    /// Which types a reader may take for each other without harm.
    public enum Sort {
        PICTURE,
        DRAWING,
        PAGE,
        DOCUMENT,
        ARCHIVE,
        PROGRAM,
        MEDIA,
        TEXT,
        UNKNOWN
    }

    private final Sort sort;
    private final String words;

    Type(Sort sort, String words) {
        this.sort = sort;
        this.words = words;
    }

    public Sort sort() {
        return sort;
    }

    /// Goes behind "it is".
    public String words() {
        return words;
    }
}
