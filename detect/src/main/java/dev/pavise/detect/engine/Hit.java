package dev.pavise.detect.engine;

/// A word for a concept, in a layer.
///
/// @param concept its number
/// @param from the first unit, in the layer's text
/// @param to the unit behind it
public record Hit(int concept, int from, int to) {}
