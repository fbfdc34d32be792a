package dev.pavise.detect.file;

/// Some text of a file.
///
/// @param text never blank
/// @param how where it stood, in words that go behind "found in": `a comment`, `page 3`, `a QR code`
/// @param hidden whether it is kept from a person who looks at the file in the usual way
public record Piece(String text, String how, boolean hidden) {}
