package dev.pavise.core.json;

import java.util.HashSet;

/// Looks for a name that stands twice in one object, by the hashes that the tape has of its names.
final class Names {
    private static final int FEW = 12;
    /// So many steps a name are chance; more are an attack on the hash.
    private static final int STEPS_MAX = 8;

    private final Json json;
    private final int object;
    private final int end;

    private Names(Json json, int object, int end) {
        this.json = json;
        this.object = object;
        this.end = end;
    }

    /// The entry of the first name that stood before, or -1.
    ///
    /// @param end the entry behind the object's last one
    static int firstTwice(Json json, int object, int end) {
        int count = 0;
        boolean escaped = false;
        for (int name = object + 1; name < end; name = json.end(name + 1)) {
            count++;
            escaped |= json.isEscaped(name);
        }
        if (count < 2) return -1;
        var names = new Names(json, object, end);
        if (escaped) return names.firstTwiceByText(count);
        return count <= FEW ? names.firstTwiceByPairs() : names.firstTwiceByTable(count);
    }

    private int firstTwiceByPairs() {
        for (int name = json.end(object + 2); name < end; name = json.end(name + 1)) {
            int hash = json.hash(name);
            for (int before = object + 1; before < name; before = json.end(before + 1)) {
                if (json.hash(before) == hash && json.sameBytes(before, name)) return name;
            }
        }
        return -1;
    }

    private int firstTwiceByTable(int count) {
        int size = Integer.highestOneBit(count) << 2;
        int[] table = new int[size];
        int steps = count * STEPS_MAX;
        for (int name = object + 1; name < end; name = json.end(name + 1)) {
            int hash = json.hash(name);
            int slot = hash & (size - 1);
            for (; table[slot] != 0; slot = (slot + 1) & (size - 1)) {
                if (json.hash(table[slot]) == hash && json.sameBytes(table[slot], name)) return name;
                if (--steps == 0) return firstTwiceByText(count);
            }
            table[slot] = name;
        }
        return -1;
    }

    /// The way that is safe from collisions and knows all spellings.
    private int firstTwiceByText(int count) {
        var seen = HashSet.<String>newHashSet(count);
        for (int name = object + 1; name < end; name = json.end(name + 1)) {
            if (!seen.add(new Value(json, name).text())) return name;
        }
        return -1;
    }
}
