package dev.pavise.ledger;

import static dev.pavise.ledger.LedgerSchema.TILE_LEVELS;

import dev.pavise.ledger.sqlite.Database;
import dev.pavise.ledger.tree.Checkpoint;
import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.Subtrees;
import dev.pavise.ledger.tree.Tiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Writes a tree as files that any reader of c2sp.org/tlog-tiles understands.
public final class TileExport {
    /// What was written.
    ///
    /// @param size the entries that the exported checkpoint covers
    /// @param bundlesLeftOut bundles of entries that are not there, because retention has taken the text of some
    public record Exported(long size, long bundlesLeftOut) {}

    private final Database database;
    private final Subtrees tree;
    private final Path folder;

    TileExport(Database database, Subtrees tree, Path folder) {
        this.database = database;
        this.tree = tree;
        this.folder = folder;
    }

    Exported write(Note note) throws SQLException, IOException {
        long size = Checkpoint.of(note).size();
        for (int level = 0; size >> (TILE_LEVELS * level) > 0; level++) hashes(level, size >> (TILE_LEVELS * level));
        long leftOut = entries(size);
        // Last, so that a checkpoint is never there before all that it promises.
        put("checkpoint", note.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Exported(size, leftOut);
    }

    private void hashes(int level, long count) throws IOException {
        for (long tile = 0; tile * Tiles.WIDTH < count; tile++) {
            int width = width(tile, count);
            var bytes = new ByteArrayOutputStream();
            for (int i = 0; i < width; i++) bytes.writeBytes(tree.hash(TILE_LEVELS * level, tile * Tiles.WIDTH + i));
            put(Tiles.hashes(level, tile, width), bytes.toByteArray());
        }
    }

    private long entries(long size) throws SQLException, IOException {
        long leftOut = 0;
        try (var texts = database.prepare("SELECT json FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?")) {
            for (long tile = 0; tile * Tiles.WIDTH < size; tile++) {
                int width = width(tile, size);
                texts.setLong(1, tile * Tiles.WIDTH);
                texts.setInt(2, width);
                byte[] bundle = bundle(texts);
                if (bundle.length == 0) leftOut++;
                else put(Tiles.entries(tile, width), bundle);
            }
        }
        return leftOut;
    }

    /// Empty when the text of an entry is gone.
    private static byte[] bundle(PreparedStatement texts) throws SQLException {
        var bytes = new ByteArrayOutputStream();
        try (ResultSet rows = texts.executeQuery()) {
            while (rows.next()) {
                byte[] json = rows.getBytes(1);
                if (json == null || json.length > Tiles.ENTRY_BYTES_MAX) return new byte[0];
                bytes.write(json.length >> 8);
                bytes.write(json.length);
                bytes.writeBytes(json);
            }
        }
        return bytes.toByteArray();
    }

    private static int width(long tile, long count) {
        return (int) Math.min(Tiles.WIDTH, count - tile * Tiles.WIDTH);
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
