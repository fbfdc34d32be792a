package dev.pavise.detect.file;

/// What a picture says of itself before its pixels are read.
///
/// @param frames 1, or more where it moves or has pages
/// @param end where it is over; bytes behind it belong to no picture. -1 where it does not say
record Picture(int width, int height, int frames, int end) {
    /// A picture that breaks off, or is none.
    static final Picture BROKEN = new Picture(0, 0, 0, -1);

    boolean isBroken() {
        return width <= 0 || height <= 0;
    }

    long pixels() {
        return (long) width * height;
    }
}
