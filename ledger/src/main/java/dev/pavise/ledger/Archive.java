package dev.pavise.ledger;

import dev.pavise.ledger.tree.Note;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The reading side of a ledger, for one thread at a time. It sees what any process keeps, as soon as it is kept, and
/// changes nothing. What it cannot do it says with a [dev.pavise.ledger.sqlite.StoreException].
public interface Archive extends AutoCloseable {
    long size();

    Optional<Entry> entry(long index);

    /// The entry of that id; several only if a session kept one twice.
    List<Entry> show(String id);

    /// The newest entries that the query asks for, newest first.
    List<Entry> query(Query query);

    /// The entries from `index` on, oldest first.
    List<Entry> from(long index, int limit);

    /// Whether anybody has kept something since this was last asked; cheap enough to ask many times a second.
    boolean changed();

    /// A payload by its SHA-256, hexadecimal, if it was kept and is still there.
    Optional<byte[]> payload(String digest);

    /// The last checkpoint.
    Optional<Note> checkpoint();

    /// That entry `index` is in the tree of `size` entries (RFC 9162, 2.1.3).
    List<byte[]> inclusion(long index, long size);

    /// That the tree of `to` entries begins with that of `from` entries (RFC 9162, 2.1.4).
    List<byte[]> consistency(long from, long to);

    /// Checks every entry, the tree, every checkpoint and every payload.
    Verification verify(Anchors anchors);

    /// Writes the tree as of the last checkpoint below `folder`, as c2sp.org/tlog-tiles lays it out.
    TileExport.Exported export(Path folder) throws IOException;

    @Override
    void close();
}
