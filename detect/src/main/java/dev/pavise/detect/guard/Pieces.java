package dev.pavise.detect.guard;

import dev.pavise.detect.file.Piece;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.List;

/// A file's text as one, an empty line between each two pieces of it, with the way back to where each stood.
final class Pieces {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Piece> pieces;

    Pieces(List<Piece> pieces) {
        this.pieces = pieces;
        for (Piece each : pieces) {
            if (!text.isEmpty()) text.append(Fold.PARAGRAPH);
            starts.add(text.length());
            text.append(each.text());
        }
    }

    String text() {
        return text.toString();
    }

    /// Where the piece stood that has this unit.
    String howAt(int unit) {
        int at = starts.size() - 1;
        while (at > 0 && starts.get(at) > unit) at--;
        Piece piece = pieces.get(at);
        return piece.how() + (piece.hidden() ? ", where nobody sees it" : "");
    }
}
