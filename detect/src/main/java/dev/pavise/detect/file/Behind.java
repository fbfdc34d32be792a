package dev.pavise.detect.file;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.file.Type.Sort;

/// What stands behind a file's end, where the file's own readers never look and others begin.
final class Behind {
    private static final String PDF_END = "%%EOF";

    private Behind() {}

    /// @param end where the file is over
    /// @param read reads what stands there
    static void look(Bytes file, int end, Type type, Reading out, java.util.function.Consumer<Bytes> read) {
        Bytes rest = end < 0 ? file.part(0, 0) : file.part(end, file.length());
        int first = 0;
        while (first < rest.length() && isFilling(rest.u8(first))) first++;
        if (first == rest.length()) return;
        rest = rest.part(first, rest.length());
        Type is = Magic.of(rest);
        // A PDF may begin a little later, and archives are found from their end.
        if (is == Type.UNKNOWN && rest.find("%PDF-", 0, 1024) >= 0) is = Type.PDF;
        if (is == Type.UNKNOWN && rest.findLast("PK\u0005\u0006") >= 0) is = Type.ZIP;
        var span = new Span(file.length() - rest.length(), file.length());
        String seen = "%,d bytes behind the end of %s: %s".formatted(rest.length(), type.words(), is.words());
        double confidence = confidence(is.sort());
        Severity severity = confidence >= 0.8 ? Severity.HIGH : confidence >= 0.5 ? Severity.MEDIUM : Severity.LOW;
        out.found(new Finding("file/behind-end", severity, confidence, span, seen));
        read.accept(rest);
    }

    /// Where a PDF is over: readers look for its last mark, and let a line end follow.
    static int pdfEnd(Bytes pdf) {
        int mark = pdf.findLast(PDF_END);
        return mark < 0 ? -1 : mark + PDF_END.length();
    }

    private static boolean isFilling(int c) {
        return c == 0 || c == ' ' || c == '\r' || c == '\n' || c == 0xFF;
    }

    /// Cameras put second pictures and short films there; nobody puts programs.
    private static double confidence(Sort sort) {
        return switch (sort) {
            case PROGRAM, PAGE, DOCUMENT, ARCHIVE -> 0.85;
            case TEXT, DRAWING -> 0.6;
            case PICTURE, MEDIA, UNKNOWN -> 0.2;
        };
    }
}
