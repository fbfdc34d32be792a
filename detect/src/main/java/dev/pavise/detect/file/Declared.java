package dev.pavise.detect.file;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import dev.pavise.core.json.Span;
import dev.pavise.detect.file.Type.Sort;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said of a file, by its MIME type and by its name, held against what it is.
final class Declared {
    /// Types that say little (`application/octet-stream`) are not here: they claim nothing.
    private static final Map<String, Type> BY_WORD = Map.ofEntries(
            Map.entry("png", Type.PNG),
            Map.entry("apng", Type.PNG),
            Map.entry("jpeg", Type.JPEG),
            Map.entry("jpg", Type.JPEG),
            Map.entry("pjpeg", Type.JPEG),
            Map.entry("gif", Type.GIF),
            Map.entry("webp", Type.WEBP),
            Map.entry("bmp", Type.BMP),
            Map.entry("tif", Type.TIFF),
            Map.entry("tiff", Type.TIFF),
            Map.entry("svg", Type.SVG),
            Map.entry("svg+xml", Type.SVG),
            Map.entry("htm", Type.HTML),
            Map.entry("html", Type.HTML),
            Map.entry("xhtml+xml", Type.HTML),
            Map.entry("pdf", Type.PDF),
            Map.entry("doc", Type.OLD_OFFICE),
            Map.entry("xls", Type.OLD_OFFICE),
            Map.entry("ppt", Type.OLD_OFFICE),
            Map.entry("msword", Type.OLD_OFFICE),
            Map.entry("docx", Type.WORD),
            Map.entry("vnd.openxmlformats-officedocument.wordprocessingml.document", Type.WORD),
            Map.entry("xlsx", Type.SHEET),
            Map.entry("vnd.openxmlformats-officedocument.spreadsheetml.sheet", Type.SHEET),
            Map.entry("pptx", Type.SLIDES),
            Map.entry("vnd.openxmlformats-officedocument.presentationml.presentation", Type.SLIDES),
            Map.entry("odt", Type.OPEN_DOCUMENT),
            Map.entry("ods", Type.OPEN_DOCUMENT),
            Map.entry("odp", Type.OPEN_DOCUMENT),
            Map.entry("vnd.oasis.opendocument.text", Type.OPEN_DOCUMENT),
            Map.entry("vnd.oasis.opendocument.spreadsheet", Type.OPEN_DOCUMENT),
            Map.entry("vnd.oasis.opendocument.presentation", Type.OPEN_DOCUMENT),
            Map.entry("zip", Type.ZIP),
            Map.entry("tar", Type.TAR),
            Map.entry("gz", Type.GZIP),
            Map.entry("gzip", Type.GZIP),
            Map.entry("tgz", Type.GZIP),
            Map.entry("exe", Type.PROGRAM),
            Map.entry("txt", Type.TEXT),
            Map.entry("md", Type.TEXT),
            Map.entry("csv", Type.TEXT),
            Map.entry("json", Type.TEXT),
            Map.entry("yaml", Type.TEXT),
            Map.entry("xml", Type.TEXT),
            Map.entry("log", Type.TEXT),
            Map.entry("mp3", Type.MEDIA),
            Map.entry("mp4", Type.MEDIA),
            Map.entry("wav", Type.MEDIA));

    private Declared() {}

    /// What a MIME type claims, if it claims something: `image/png; q=1`.
    static Optional<Type> byMime(@Nullable String mime) {
        if (mime == null) return Optional.empty();
        String whole = mime.toLowerCase(Locale.ROOT).strip();
        int end = whole.indexOf(';');
        String plain = (end < 0 ? whole : whole.substring(0, end)).strip();
        int slash = plain.indexOf('/');
        if (slash < 0) return Optional.empty();
        String word = plain.substring(slash + 1);
        Type known = BY_WORD.get(word.startsWith("x-") ? word.substring(2) : word);
        if (known != null) return Optional.of(known);
        return switch (plain.substring(0, slash)) {
            case "image" -> Optional.of(Type.OTHER_PICTURE);
            case "text" -> Optional.of(Type.TEXT);
            case "audio", "video" -> Optional.of(Type.MEDIA);
            default -> Optional.empty();
        };
    }

    /// What a name's ending claims.
    static Optional<Type> byName(@Nullable String name) {
        if (name == null) return Optional.empty();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.contains(".") ? Optional.ofNullable(BY_WORD.get(ending)) : Optional.empty();
    }

    /// A finding where what the file is differs in sort from what is claimed.
    static Optional<Finding> mismatch(Type is, Type claimed, String claim, int length) {
        double confidence = confidence(is, claimed);
        if (confidence == 0) return Optional.empty();
        Severity severity = confidence >= 0.8 ? Severity.HIGH : Severity.MEDIUM;
        String seen = "declared as %s, but it is %s: open it only if you know why".formatted(claim, is.words());
        return Optional.of(new Finding("file/type-mismatch", severity, confidence, new Span(0, length), seen));
    }

    private static double confidence(Type is, Type claimed) {
        Sort want = claimed.sort();
        if (is.sort() == want) return 0;
        return switch (is.sort()) {
            case PROGRAM -> 0.95;
            case PAGE -> isMarkup(want) ? 0 : 0.85;
            // Whoever asks for a picture is glad of a drawing; but it can hold text and scripts.
            case DRAWING -> isMarkup(want) ? 0 : 0.6;
            case DOCUMENT, ARCHIVE -> want == Sort.DOCUMENT || want == Sort.ARCHIVE ? archive(is, claimed) : 0.85;
            case PICTURE, MEDIA -> 0.6;
            case TEXT -> isMarkup(want) ? 0 : 0.6;
            case UNKNOWN -> 0.5;
        };
    }

    private static boolean isMarkup(Sort sort) {
        return sort == Sort.TEXT || sort == Sort.PAGE || sort == Sort.DRAWING;
    }

    /// Office files are archives, and so they are called.
    private static double archive(Type is, Type claimed) {
        return is == Type.PDF || claimed == Type.PDF ? 0.85 : claimed.sort() == Sort.ARCHIVE ? 0 : 0.5;
    }
}
