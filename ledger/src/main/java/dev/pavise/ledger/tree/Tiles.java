package dev.pavise.ledger.tree;

/// Where a tile of a tree lies, as c2sp.org/tlog-tiles names its files.
public final class Tiles {
    /// How many hashes, or entries, a full tile holds.
    public static final int WIDTH = 256;

    /// What an entry may take at most, because bundles give its length in two bytes.
    public static final int ENTRY_BYTES_MAX = 0xFFFF;

    private Tiles() {}

    /// The tile of hashes at `level`, where level 0 holds leaves; `width` is 256 for a full one.
    public static String hashes(int level, long index, int width) {
        return "tile/" + level + "/" + place(index, width);
    }

    /// The bundle of entries that hash to the tile with the same index at level 0.
    public static String entries(long index, int width) {
        return "tile/entries/" + place(index, width);
    }

    private static String place(long index, int width) {
        if (index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("there is no tile " + index + " of width " + width);
        }
        var place = new StringBuilder(three(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) place.insert(0, "x" + three(rest % 1000) + "/");
        return width == WIDTH ? place.toString() : place + ".p/" + width;
    }

    private static String three(long number) {
        return number < 10 ? "00" + number : number < 100 ? "0" + number : Long.toString(number);
    }
}
