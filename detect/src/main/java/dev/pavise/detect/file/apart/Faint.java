package dev.pavise.detect.file.apart;

import java.util.Arrays;

/// A copy of a picture in which only what is hardly seen stands, stretched until it is: points that
/// differ a little from what is around them, in any colour, and have nothing strong beside them. What is
/// around them is grey.
///
/// A point is held against the mean of a square around it, strong points left out, which a table of sums
/// gives in a few look-ups (Crow 1984, Summed-Area Tables).
final class Faint {
    private static final int AROUND = 24;
    private static final int BESIDE = 5;
    /// So much lighter or darker is seen.
    private static final int SEEN = 24;

    private static final int STRONG = 48;
    private static final double LEAST = 0.7;
    /// Against the mean difference around: letters have three times that, the squares of codes once, the
    /// ground half.
    private static final double OUTSTANDING = 0.8;

    private static final double FINE = 10;
    private static final double STRETCH = 60;
    /// Letters of a few words have so many points.
    private static final int POINTS_MIN = 300;

    private static final int COLOURS = 3;
    private static final int GREY = 128;

    private Faint() {}

    /// Empty where there is nothing faint.
    static byte[] copy(Layer layer) {
        int width = layer.width();
        int height = layer.height();
        byte[] plain = plain(layer);
        var weight = new Sums(plain, width, height);
        float[] differences = new float[plain.length];
        // One colour after another, so that one table is in memory at a time.
        for (int colour = 0; colour < COLOURS; colour++) raise(differences, layer, colour * 8, plain, weight);
        seen(differences, layer, plain, weight);
        byte[] sizes = new byte[plain.length];
        for (int i = 0; i < sizes.length; i++) sizes[i] = (byte) Math.min(255, Math.abs(differences[i]) * FINE);
        var around = new Sums(sizes, width, height);
        byte[] copy = new byte[plain.length];
        Arrays.fill(copy, (byte) GREY);
        int count = 0;
        for (int i = 0; i < copy.length; i++) {
            // Beside letters the ground differs from the mean, too, but less than they do.
            double usual = (double) around.sum(i, AROUND) / around.area(i, AROUND) / FINE;
            if (Math.abs(differences[i]) < Math.max(LEAST, usual * OUTSTANDING)) continue;
            copy[i] = (byte) Math.clamp(GREY + Math.round(differences[i] * STRETCH), 0, 255);
            count++;
        }
        return count < POINTS_MIN ? new byte[0] : copy;
    }

    /// 1 where nothing strong is near, else 0.
    private static byte[] plain(Layer layer) {
        byte[] grey = layer.grey();
        var around = new Sums(grey, layer.width(), layer.height());
        byte[] strong = new byte[grey.length];
        for (int i = 0; i < grey.length; i++) {
            double mean = (double) around.sum(i, AROUND) / around.area(i, AROUND);
            strong[i] = (byte) (Math.abs((grey[i] & 0xFF) - mean) > STRONG ? 1 : 0);
        }
        var beside = new Sums(strong, layer.width(), layer.height());
        byte[] plain = new byte[grey.length];
        for (int i = 0; i < plain.length; i++) plain[i] = (byte) (beside.sum(i, BESIDE) == 0 ? 1 : 0);
        return plain;
    }

    /// Takes a colour's difference from what is around, where it is the greatest so far.
    private static void raise(float[] differences, Layer layer, int shift, byte[] plain, Sums weight) {
        byte[] plane = new byte[plain.length];
        for (int i = 0; i < plane.length; i++) plane[i] = (byte) (plain[i] * (layer.points()[i] >> shift & 0xFF));
        var sums = new Sums(plane, layer.width(), layer.height());
        for (int i = 0; i < plane.length; i++) {
            if (plain[i] == 0) continue;
            float difference = (plane[i] & 0xFF) - (float) sums.sum(i, AROUND) / weight.sum(i, AROUND);
            if (Math.abs(difference) > Math.abs(differences[i])) differences[i] = difference;
        }
    }

    /// Leaves out what is lighter or darker enough to be seen.
    private static void seen(float[] differences, Layer layer, byte[] plain, Sums weight) {
        byte[] grey = layer.grey();
        for (int i = 0; i < grey.length; i++) grey[i] *= plain[i];
        var sums = new Sums(grey, layer.width(), layer.height());
        for (int i = 0; i < grey.length; i++) {
            if (plain[i] == 0) continue;
            float mean = (float) sums.sum(i, AROUND) / weight.sum(i, AROUND);
            if (Math.abs((grey[i] & 0xFF) - mean) > SEEN) differences[i] = 0;
        }
    }

    /// Sums over squares around a point. At most 8 million points of 255: they fit.
    private static final class Sums {
        private final int[] table;
        private final int width;
        private final int height;

        Sums(byte[] plane, int width, int height) {
            this.width = width;
            this.height = height;
            table = new int[(width + 1) * (height + 1)];
            for (int y = 0; y < height; y++) {
                int row = 0;
                for (int x = 0; x < width; x++) {
                    row += plane[y * width + x] & 0xFF;
                    table[(y + 1) * (width + 1) + x + 1] = table[y * (width + 1) + x + 1] + row;
                }
            }
        }

        int sum(int point, int radius) {
            int left = Math.max(0, point % width - radius);
            int right = Math.min(width, point % width + radius + 1);
            int top = Math.max(0, point / width - radius) * (width + 1);
            int bottom = Math.min(height, point / width + radius + 1) * (width + 1);
            return table[bottom + right] - table[bottom + left] - table[top + right] + table[top + left];
        }

        int area(int point, int radius) {
            int across = Math.min(width, point % width + radius + 1) - Math.max(0, point % width - radius);
            int down = Math.min(height, point / width + radius + 1) - Math.max(0, point / width - radius);
            return across * down;
        }
    }
}
