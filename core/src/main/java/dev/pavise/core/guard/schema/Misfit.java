package dev.pavise.core.guard.schema;

/// One thing in which a value does not fit its schema.
///
/// @param place in the value, as a JSON Pointer
/// @param why in words, without the value
public record Misfit(String place, String why) {}
