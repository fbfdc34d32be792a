package dev.pavise.ledger;

import dev.pavise.ledger.tree.Note;
import dev.pavise.ledger.tree.NoteKey;
import java.util.List;

/// What somebody noted of a ledger elsewhere. Whoever can write to a ledger's folder can also replace its key and sign
/// anew; only what lies out of their reach shows that.
///
/// @param keys if there are any, only their signatures count
/// @param checkpoints the ledger must still hold, unchanged, all that these cover
public record Anchors(List<NoteKey> keys, List<Note> checkpoints) {
    public static final Anchors NONE = new Anchors(List.of(), List.of());

    public Anchors {
        keys = List.copyOf(keys);
        checkpoints = List.copyOf(checkpoints);
    }
}
