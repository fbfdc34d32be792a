package dev.pavise.ledger;

import static dev.pavise.ledger.LedgerSchema.TILE_LEVELS;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.Faults;
import dev.pavise.ledger.tree.Frontier;
import dev.pavise.ledger.tree.Hashes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One walk over a ledger, entry by entry, in one snapshot of it: each text against its hash, the growing tree against
/// every checkpoint on the way, and at the end the tree against what the store itself says of it.
final class Verifier {
    private final Database database;
    private final LedgerFiles files;
    private final Anchors anchors;
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Frontier tree = new Frontier();
    private boolean unbroken = true;
    private long good;
    private long expired;
    private Optional<SignedHead> signed = Optional.empty();

    Verifier(Database database, LedgerFiles files, Anchors anchors) {
        this.database = database;
        this.files = files;
        this.anchors = anchors;
    }

    Verification verify() {
        long size = 0;
        long checkpoints = 0;
        try {
            // Heads first: they are written after the database, so none of them may be ahead of the snapshot.
            var heads = new SignedHeads(files, anchors);
            heads.readFiles();
            database.run("BEGIN");
            try {
                checkFile();
                heads.readTables(database);
                flaws.addAll(heads.flaws());
                remarks.addAll(heads.remarks());
                size = walk(heads.all());
                checkpoints = heads.all().size();
                checkEnd(size, heads.all());
                checkCheckpoints(size, heads.all());
                checkPayloads();
            } finally {
                database.run("ROLLBACK");
            }
        } catch (SQLException e) {
            flaws.add(new Flaw(
                    Flaw.Kind.DAMAGED,
                    tree.size(),
                    Faults.of(e, database.file()).words()));
        }
        flaws.sort(Comparator.comparingLong(Flaw::index));
        var first = flaws.subList(0, Math.min(flaws.size(), Verification.FLAWS_MAX));
        return new Verification(
                size,
                expired,
                signed.map(SignedHead::size).orElse(0L),
                signed.flatMap(SignedHead::at),
                checkpoints,
                first,
                remarks);
    }

    private void checkFile() throws SQLException {
        String check = database.text("PRAGMA quick_check(1)");
        if (!check.equals("ok")) flaw(Flaw.Kind.DAMAGED, 0, "the database file is damaged: " + check);
        String stranger =
                database.text("SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')");
        if (!stranger.isEmpty()) flaw(Flaw.Kind.DAMAGED, 0, "somebody has added a " + stranger + " to the database");
    }

    private long walk(List<SignedHead> heads) throws SQLException {
        long expiredBefore = expiredBefore();
        long next = 0;
        int head = 0;
        head = pass(heads, head, next);
        try (var entries = database.prepare("SELECT idx, leaf, json FROM entry ORDER BY idx");
                var subtrees = database.prepare("SELECT hash FROM subtree WHERE level = ? AND idx = ?");
                ResultSet rows = entries.executeQuery()) {
            while (rows.next()) {
                long index = rows.getLong(1);
                if (index != next) missing(next, index);
                next = index + 1;
                byte[] leaf = rows.getBytes(2);
                checkText(index, leaf, rows.getBytes(3), expiredBefore);
                append(leaf, index, subtrees);
                head = pass(heads, head, next);
            }
        }
        return next;
    }

    private void missing(long from, long to) {
        String which = to - from == 1 ? "entry " + from + " is" : "entries " + from + " to " + (to - 1) + " are";
        flaw(Flaw.Kind.MISSING, from, which + " missing; checkpoints after that cannot be checked");
        unbroken = false;
    }

    private void checkText(long index, byte[] leaf, byte[] json, long expiredBefore) throws SQLException {
        if (json == null) {
            expired++;
            if (index >= expiredBefore) flaw(Flaw.Kind.MISSING, index, "the text of entry " + index + " is missing");
            return;
        }
        byte[] hash = Hashes.leaf(json);
        if (Arrays.equals(hash, leaf)) return;
        long owner = ownerOf(hash);
        String id = EvidenceReading.read(json).map(e -> " (" + e.id() + ")").orElse("");
        if (owner >= 0 && owner != index) {
            flaw(Flaw.Kind.REORDERED, index, "entry " + index + id + " has the text that was kept as entry " + owner);
        } else {
            flaw(Flaw.Kind.ALTERED, index, "entry " + index + id + " is not what was kept: its text has another hash");
        }
    }

    /// The entry that has this hash, or -1. Asked for only where something is wrong already.
    private long ownerOf(byte[] leaf) throws SQLException {
        if (flaws.size() > Verification.FLAWS_MAX) return -1;
        try (var owner = database.prepare("SELECT idx FROM entry WHERE leaf = ? LIMIT 1")) {
            owner.setBytes(1, leaf);
            try (ResultSet row = owner.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    private void append(byte[] leaf, long index, PreparedStatement subtrees) throws SQLException {
        if (!unbroken) return;
        if (leaf == null || leaf.length != Hashes.BYTES) {
            flaw(Flaw.Kind.ALTERED, index, "the hash of entry " + index + " is none");
            unbroken = false;
            return;
        }
        List<byte[]> completed = tree.append(leaf);
        for (int level = TILE_LEVELS; level < completed.size(); level += TILE_LEVELS) {
            subtrees.setInt(1, level);
            subtrees.setLong(2, index >> level);
            try (ResultSet row = subtrees.executeQuery()) {
                if (row.next() && Arrays.equals(row.getBytes(1), completed.get(level))) continue;
            }
            flaw(
                    Flaw.Kind.ALTERED,
                    (index >> level) << level,
                    "the tree over entries " + ((index >> level) << level) + " to " + index + " is not what was kept");
        }
    }

    /// Holds the tree of `size` entries to the checkpoints of that size.
    private int pass(List<SignedHead> heads, int from, long size) throws SQLException {
        int at = from;
        for (; at < heads.size() && heads.get(at).size() <= size; at++) {
            SignedHead head = heads.get(at);
            if (!unbroken || head.size() != size) continue;
            if (Arrays.equals(head.root(), tree.root())) {
                good = size;
                if (signed.isEmpty() || signed.get().size() <= size) signed = Optional.of(head);
            } else if (head.lost()) {
                String words =
                        "entries that " + head.source() + " covers are gone: an older copy of the database came back";
                flaw(Flaw.Kind.TRUNCATED, size - 1, words);
            } else if (flaws.stream().noneMatch(f -> f.index() >= good && f.index() < size)) {
                flaws.add(new Diverged(database, good, head).flaw());
            }
        }
        return at;
    }

    private void checkEnd(long size, List<SignedHead> heads) throws SQLException {
        for (SignedHead head : heads) {
            if (head.size() <= size) continue;
            flaw(
                    Flaw.Kind.TRUNCATED,
                    size,
                    "the ledger ends at entry " + (size - 1) + ", but " + head.source() + " covers entries up to "
                            + (head.size() - 1) + ": an older copy came back, or the end was cut off");
            break;
        }
        long told = database.number("SELECT size FROM head");
        if (told > size) {
            flaw(Flaw.Kind.TRUNCATED, size, "entries " + size + " to " + (told - 1) + " are missing at the end");
        } else if (told < size) {
            flaw(Flaw.Kind.DAMAGED, told, "the store says it ends before entry " + told + ", yet there are more");
        } else if (unbroken && flaws.isEmpty() && !isKept(tree.toBytes())) {
            flaw(Flaw.Kind.ALTERED, good, "entries from " + good + " on do not add up to the tree that was kept");
        }
    }

    /// The newest checkpoint is in the table before it is anywhere else; only older ones are thinned out.
    private void checkCheckpoints(long size, List<SignedHead> heads) throws SQLException {
        long newest = database.number("SELECT max(size) FROM checkpoint");
        for (SignedHead head : heads) {
            if (head.at().isPresent() || head.lost() || head.size() <= newest || head.size() > size) continue;
            flaw(
                    Flaw.Kind.MISSING,
                    head.size() - 1,
                    "the database has lost its checkpoint over " + head.size() + " entries, which "
                            + head.source().replace("the checkpoint ", "is still ")
                            + ": somebody has deleted checkpoints");
            return;
        }
        if (newest == 0 && database.number("SELECT count(*) FROM signer") > 0 && flaws.isEmpty())
            flaw(Flaw.Kind.MISSING, 0, "no checkpoint is left, though entries have been signed");
    }

    private boolean isKept(byte[] frontier) throws SQLException {
        try (var head = database.prepare("SELECT frontier FROM head");
                ResultSet row = head.executeQuery()) {
            return row.next() && Arrays.equals(row.getBytes(1), frontier);
        }
    }

    /// How far retention has gone, believed only with the fact that says so.
    private long expiredBefore() throws SQLException {
        try (var mark = database.prepare(
                        "SELECT before, entry.json FROM expired LEFT JOIN entry ON entry.idx = expired.fact");
                ResultSet row = mark.executeQuery()) {
            if (!row.next()) return 0;
            long before = row.getLong(1);
            byte[] fact = row.getBytes(2);
            boolean told = fact != null
                    && EvidenceReading.read(fact)
                            .filter(e -> e.method().equals("ledger/expired"))
                            .filter(e -> e.note().equals(LedgerExpiry.note(before)))
                            .isPresent();
            return told ? before : 0;
        }
    }

    private void checkPayloads() throws SQLException {
        try (var payloads = database.prepare("SELECT digest, bytes FROM payload");
                ResultSet rows = payloads.executeQuery()) {
            while (rows.next()) {
                byte[] bytes = rows.getBytes(2);
                if (bytes != null && Arrays.equals(Hashes.sha256().digest(bytes), rows.getBytes(1))) continue;
                String digest = HexFormat.of().formatHex(rows.getBytes(1));
                flaw(Flaw.Kind.ALTERED, tree.size(), "the payload " + digest + " is not what was kept");
            }
        }
    }

    private void flaw(Flaw.Kind kind, long index, String words) {
        if (flaws.size() < 10 * Verification.FLAWS_MAX) flaws.add(new Flaw(kind, index, words));
    }
}
