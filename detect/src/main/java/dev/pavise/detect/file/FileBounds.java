package dev.pavise.detect.file;

/// How much of a file is read, files inside it included.
///
/// @param bytesMax of the file itself
/// @param unpackedBytesMax of all that is unpacked from it
/// @param filesMax files inside it that are read
/// @param depthMax files inside files inside it
/// @param charsMax of all its text
/// @param piecesMax places where text stood
/// @param pixelsMax of a picture, as its header says
/// @param picturesMax in which letters are looked for
/// @param pagesMax of a document
/// @param secondsMax for everything together
public record FileBounds(
        int bytesMax,
        int unpackedBytesMax,
        int filesMax,
        int depthMax,
        int charsMax,
        int piecesMax,
        long pixelsMax,
        int picturesMax,
        int pagesMax,
        int secondsMax) {
    public static final FileBounds DEFAULT =
            new FileBounds(32 << 20, 64 << 20, 64, 4, 4 << 20, 2000, 100_000_000, 8, 200, 30);
}
