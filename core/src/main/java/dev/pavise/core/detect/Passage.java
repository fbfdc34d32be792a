package dev.pavise.core.detect;

/// One text as it stands in a message, decoded from JSON.
///
/// @param text of UTF-16 units; spans count in them
public record Passage(String text, Origin origin) {}
