package dev.pavise.core.guard.schema;

import java.util.Arrays;

/// Numbers pairs of states in the order in which they are first seen.
final class PairIndex {
    private static final long FREE = -1;

    private long[] keys = new long[256];
    private int[] numbers = new int[256];
    private int[] lefts = new int[128];
    private int[] rights = new int[128];
    private int size;

    PairIndex() {
        Arrays.fill(keys, FREE);
    }

    int size() {
        return size;
    }

    /// The smaller state of a pair.
    int left(int number) {
        return lefts[number];
    }

    int right(int number) {
        return rights[number];
    }

    /// The pair's number, or -1 where it has none.
    int find(int one, int other) {
        int slot = slot(key(one, other));
        return keys[slot] == FREE ? -1 : numbers[slot];
    }

    /// The pair's number, a new one where it has none.
    int add(int one, int other) {
        long key = key(one, other);
        int slot = slot(key);
        if (keys[slot] != FREE) return numbers[slot];
        if (size == lefts.length) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        numbers[slot] = size;
        lefts[size] = Math.min(one, other);
        rights[size] = Math.max(one, other);
        return size++;
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (keys[slot] != FREE && keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        long[] old = keys;
        int[] oldNumbers = numbers;
        keys = new long[old.length * 2];
        numbers = new int[old.length * 2];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < old.length; i++) {
            if (old[i] == FREE) continue;
            int slot = slot(old[i]);
            keys[slot] = old[i];
            numbers[slot] = oldNumbers[i];
        }
        lefts = Arrays.copyOf(lefts, size * 2);
        rights = Arrays.copyOf(rights, size * 2);
    }
}
