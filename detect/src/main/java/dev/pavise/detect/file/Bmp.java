package dev.pavise.detect.file;

/// A BMP picture's size and end. Source: Microsoft's bitmap file header and `BITMAPINFOHEADER`.
final class Bmp {
    private Bmp() {}

    static Picture read(Bytes bmp) {
        boolean isOld = bmp.u32(14, true) == 12;
        int width = isOld ? bmp.u16(18, true) : (int) bmp.u32(18, true);
        int height = isOld ? bmp.u16(20, true) : Math.abs((int) bmp.u32(22, true));
        long size = bmp.u32(2, true);
        // Many writers leave the size out.
        boolean isSaid = size > 54 && bmp.has(0, size);
        return new Picture(width, height, 1, isSaid ? (int) size : -1);
    }
}
