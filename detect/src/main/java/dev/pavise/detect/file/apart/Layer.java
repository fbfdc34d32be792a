package dev.pavise.detect.file.apart;

/// Points of a picture, 0xRRGGBB each, row by row.
record Layer(int[] points, int width, int height) {
    /// Small letters are read better twice as large; below this there is room for it.
    private static final int DOUBLED_MAX = 1_500_000;

    /// How light a point is, 0 to 255 (ITU-R BT.601).
    static int grey(int point) {
        return ((point >> 16 & 0xFF) * 299 + (point >> 8 & 0xFF) * 587 + (point & 0xFF) * 114) / 1000;
    }

    byte[] grey() {
        byte[] grey = new byte[points.length];
        for (int i = 0; i < grey.length; i++) grey[i] = (byte) grey(points[i]);
        return grey;
    }

    /// Twice as wide and high, with points between points; a large picture stays as it is.
    static byte[] doubled(byte[] grey, int width, int height) {
        if (grey.length > DOUBLED_MAX) return grey;
        byte[] larger = new byte[grey.length * 4];
        for (int y = 0; y < height * 2; y++) {
            int up = y / 2;
            int down = Math.min(height - 1, up + (y & 1));
            for (int x = 0; x < width * 2; x++) {
                int left = x / 2;
                int right = Math.min(width - 1, left + (x & 1));
                int sum = (grey[up * width + left] & 0xFF)
                        + (grey[up * width + right] & 0xFF)
                        + (grey[down * width + left] & 0xFF)
                        + (grey[down * width + right] & 0xFF);
                larger[y * width * 2 + x] = (byte) (sum / 4);
            }
        }
        return larger;
    }

    /// Half as wide and high, each point the mean of four.
    static byte[] halved(byte[] grey, int width, int height) {
        byte[] smaller = new byte[width / 2 * (height / 2)];
        for (int i = 0; i < smaller.length; i++) {
            int at = i / (width / 2) * 2 * width + i % (width / 2) * 2;
            int sum = (grey[at] & 0xFF)
                    + (grey[at + 1] & 0xFF)
                    + (grey[at + width] & 0xFF)
                    + (grey[at + width + 1] & 0xFF);
            smaller[i] = (byte) (sum / 4);
        }
        return smaller;
    }
}
