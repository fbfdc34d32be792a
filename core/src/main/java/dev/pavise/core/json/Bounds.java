package dev.pavise.core.json;

/// How much of a text the reader takes before it refuses.
///
/// @param bytesMax of the whole text
/// @param depthMax containers inside one another
/// @param valuesMax values and names together; each costs 16 bytes of memory
/// @param numberBytesMax of one number as written
public record Bounds(int bytesMax, int depthMax, int valuesMax, int numberBytesMax) {
    public static final Bounds DEFAULT = new Bounds(64 << 20, 1000, 4 << 20, 128);
}
