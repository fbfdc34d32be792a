package dev.pavise.ledger;

import static dev.pavise.ledger.LedgerSchema.TILE_LEVELS;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.sqlite.StoreException;
import dev.pavise.ledger.tree.Hashes;
import dev.pavise.ledger.tree.Subtrees;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A ledger's complete subtrees: leaves and tile roots from the tables, what lies between computed from them.
final class SubtreeRows implements Subtrees, AutoCloseable {
    private final Database database;
    private final PreparedStatement leaf;
    private final PreparedStatement root;

    SubtreeRows(Database database) throws SQLException {
        this.database = database;
        this.leaf = database.prepare("SELECT leaf FROM entry WHERE idx = ?");
        this.root = database.prepare("SELECT hash FROM subtree WHERE idx = ? AND level = ?");
    }

    @Override
    public byte[] hash(int level, long index) {
        if (level % TILE_LEVELS != 0) return Hashes.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
        try {
            return level == 0 ? row(leaf, 0, index) : row(root, level, index);
        } catch (SQLException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    @Override
    public void close() throws SQLException {
        leaf.close();
        root.close();
    }

    private byte[] row(PreparedStatement statement, int level, long index) throws SQLException {
        statement.setLong(1, index);
        if (level > 0) statement.setInt(2, level);
        try (ResultSet row = statement.executeQuery()) {
            byte[] hash = row.next() ? row.getBytes(1) : null;
            if (hash != null && hash.length == Hashes.BYTES) return hash;
        }
        throw new StoreException(
                database.file(),
                "a hash of the tree is missing (level " + level + ", " + index + ")",
                "run pavise ledger verify");
    }
}
