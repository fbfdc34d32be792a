package dev.pavise.gateway.union;

/// Looks for a few bytes among many.
final class Bytes {
    private Bytes() {}

    static boolean contains(byte[] bytes, byte[] wanted) {
        int last = bytes.length - wanted.length;
        for (int i = 0; i <= last; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) j++;
            if (j == wanted.length) return true;
        }
        return false;
    }
}
