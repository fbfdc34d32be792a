package dev.pavise.ledger.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What a note says of a tree at one size (c2sp.org/tlog-checkpoint).
public record Checkpoint(String origin, long size, byte[] root) {
    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) throw new IllegalArgumentException("an origin is one line");
        if (size < 0 || root.length != Hashes.BYTES) {
            throw new IllegalArgumentException(
                    "no tree of " + size + " entries has a root of " + root.length + " bytes");
        }
    }

    /// The text to sign.
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /// Lines after the root are extensions; they are left alone.
    ///
    /// @throws IllegalArgumentException when `note` is not about a tree
    public static Checkpoint of(Note note) {
        List<String> lines = note.text().lines().toList();
        if (lines.size() < 3) throw new IllegalArgumentException("a checkpoint has an origin, a size and a root");
        String size = lines.get(1);
        long number = Long.parseLong(size);
        if (!Long.toString(number).equals(size)) throw new IllegalArgumentException("not a plain number: " + size);
        return new Checkpoint(lines.get(0), number, Base64.getDecoder().decode(lines.get(2)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && that.origin.equals(origin)
                && that.size == size
                && Arrays.equals(that.root, root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
