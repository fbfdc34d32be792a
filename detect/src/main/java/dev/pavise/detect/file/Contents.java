package dev.pavise.detect.file;

import dev.pavise.core.detect.Finding;
import java.util.List;

/// What a file holds.
///
/// @param type by its bytes, whatever was declared
/// @param findings what is odd in the file itself; their spans count its bytes
/// @param notAssessed what was not looked at and why, in words: `letters in pictures: Tesseract is not
/// installed`
public record Contents(Type type, List<Piece> pieces, List<Finding> findings, List<String> notAssessed) {
    public Contents {
        pieces = List.copyOf(pieces);
        findings = List.copyOf(findings);
        notAssessed = List.copyOf(notAssessed);
    }
}
