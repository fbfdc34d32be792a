package dev.pavise.detect.text;

import java.util.Arrays;

/// For each unit of a text, the units of another that it stands for. Most stand for the one behind the last unit's;
/// only
/// where one does not is anything kept.
final class Places {
    /// Numbers kept a place: the unit, the first that it stands for, the one behind these.
    private static final int EACH = 3;

    private int[] odd = new int[0];
    private int used;
    private int length;

    /// Each unit for itself.
    static Places same(int length) {
        var places = new Places();
        places.length = length;
        return places;
    }

    /// The next unit stands for these.
    void add(int from, int to) {
        if (from != behind(length - 1) || to != from + 1) keep(length, from, to);
        length++;
    }

    /// The next units stand for one each, from here on.
    void addEach(int from, int count) {
        if (count > 0 && from != behind(length - 1)) keep(length, from, from + 1);
        length += count;
    }

    /// The last unit stands for all up to here.
    void widen(int to) {
        int last = length - 1;
        int from = from(last);
        if (used > 0 && odd[used - EACH] == last) used -= EACH;
        keep(last, from, to);
    }

    boolean isSame() {
        return used == 0;
    }

    int length() {
        return length;
    }

    int from(int unit) {
        int at = at(unit);
        return at < 0 ? unit : odd[at] == unit ? odd[at + 1] : odd[at + 2] + unit - odd[at] - 1;
    }

    int to(int unit) {
        return behind(unit);
    }

    private int behind(int unit) {
        int at = at(unit);
        return at < 0 ? unit + 1 : odd[at + 2] + unit - odd[at];
    }

    private void keep(int unit, int from, int to) {
        if (used == odd.length) odd = Arrays.copyOf(odd, Math.max(16 * EACH, used * 2));
        odd[used] = unit;
        odd[used + 1] = from;
        odd[used + 2] = to;
        used += EACH;
    }

    /// Where the last kept unit stands that is not behind this one, or -1.
    private int at(int unit) {
        if (used == 0 || odd[0] > unit) return -1;
        int low = 0;
        int high = used / EACH - 1;
        if (odd[high * EACH] <= unit) return high * EACH;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (odd[middle * EACH] <= unit) low = middle;
            else high = middle - 1;
        }
        return low * EACH;
    }
}
