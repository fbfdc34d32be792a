package dev.pavise.ledger;

import dev.pavise.core.evidence.Evidence;
import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.tree.Frontier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Entries that do not add up to what was signed, though each text has its hash: somebody changed both. Between the
/// last checkpoint that holds and the first that does not, this looks for the two entries that changed places.
final class Diverged {
    private static final int SWAPS_MAX = 64;

    private final Database database;
    private final long from;
    private final SignedHead head;

    Diverged(Database database, long from, SignedHead head) {
        this.database = database;
        this.from = from;
        this.head = head;
    }

    Flaw flaw() throws SQLException {
        Optional<long[]> swapped = swapped();
        if (swapped.isPresent()) {
            long a = swapped.get()[0];
            return new Flaw(
                    Flaw.Kind.REORDERED, a, "entries " + a + " and " + swapped.get()[1] + " have changed places");
        }
        Optional<Flaw> disorder = disorder();
        if (disorder.isPresent()) return disorder.get();
        String which = head.size() - from == 1
                ? "entry " + from + " is not what was kept"
                : "at least one of the entries " + from + " to " + (head.size() - 1) + " is not what was kept";
        return new Flaw(Flaw.Kind.ALTERED, from, which + ": they do not add up to " + head.source());
    }

    private Optional<long[]> swapped() throws SQLException {
        if (head.size() - from > SWAPS_MAX) return Optional.empty();
        Frontier before = new Frontier();
        var leaves = new ArrayList<byte[]>();
        try (var entries = database.prepare("SELECT idx, leaf FROM entry WHERE idx < ? ORDER BY idx")) {
            entries.setLong(1, head.size());
            try (ResultSet rows = entries.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(1) < from) before.append(rows.getBytes(2));
                    else leaves.add(rows.getBytes(2));
                }
            }
        }
        for (int a = 0; a < leaves.size(); a++) {
            for (int b = a + 1; b < leaves.size(); b++) {
                Collections.swap(leaves, a, b);
                boolean restored = Arrays.equals(root(before, leaves), head.root());
                Collections.swap(leaves, a, b);
                if (restored) return Optional.of(new long[] {from + a, from + b});
            }
        }
        return Optional.empty();
    }

    private static byte[] root(Frontier before, List<byte[]> leaves) {
        var tree = new Frontier(before.size(), before.toBytes());
        for (byte[] leaf : leaves) tree.append(leaf);
        return tree.root();
    }

    /// A session counts its evidence, so a number that goes backwards is a sign, though by itself no proof.
    private Optional<Flaw> disorder() throws SQLException {
        var last = new HashMap<String, Long>();
        try (var entries = database.prepare("SELECT idx, json FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx")) {
            entries.setLong(1, from);
            entries.setLong(2, head.size());
            try (ResultSet rows = entries.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getBytes(2);
                    Optional<Evidence> evidence = json == null ? Optional.empty() : EvidenceReading.read(json);
                    if (evidence.isEmpty()) continue;
                    String session = evidence.get().session();
                    long number = number(evidence.get().id());
                    if (number >= 0 && last.getOrDefault(session, -1L) > number) {
                        long index = rows.getLong(1);
                        return Optional.of(new Flaw(
                                Flaw.Kind.REORDERED,
                                index,
                                "entry " + index + " (" + evidence.get().id()
                                        + ") stands after a later one of its session"));
                    }
                    last.put(session, number);
                }
            }
        }
        return Optional.empty();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
