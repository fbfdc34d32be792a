package dev.pavise.detect.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Text;
import dev.pavise.core.json.Value;
import dev.pavise.detect.text.Fold;
import java.util.ArrayList;
import java.util.List;

/// All strings below a value as one text, an empty line between each two, with the way back. What is split over several
/// strings is read together.
final class Joined {
    private final StringBuilder text = new StringBuilder();
    private final List<Text> pieces = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    /// @param below the value whose strings are joined, names of members too
    void add(Value below) {
        Json json = below.json();
        for (int entry = below.entry(); entry < json.end(below.entry()); entry++) {
            if (json.kind(entry) == Json.Kind.STRING && !Blob.isBytes(json, entry))
                add(new Text(new Value(json, entry)));
        }
    }

    private void add(Text piece) {
        if (!text.isEmpty()) text.append(Fold.PARAGRAPH);
        starts.add(text.length());
        pieces.add(piece);
        text.append(piece.string());
    }

    String text() {
        return text.toString();
    }

    /// The string that holds this unit.
    Text pieceAt(int unit) {
        return pieces.get(indexOf(unit));
    }

    /// Whether these units stand in one string.
    boolean isWhole(Span units) {
        return units.to() <= units.from() || indexOf(units.from()) == indexOf(units.to() - 1);
    }

    /// The places of all strings that these units stand in (JSON Pointers).
    List<String> places(Span units) {
        return pieces.subList(indexOf(units.from()), indexOf(Math.max(units.from(), units.to() - 1)) + 1).stream()
                .map(Text::place)
                .toList();
    }

    /// The bytes of the message that say these units, as far as they lie in the string of the first.
    Span bytes(Span units) {
        int at = indexOf(units.from());
        int start = starts.get(at);
        Text piece = pieces.get(at);
        int length = piece.string().length();
        return piece.span(Math.min(length, units.from() - start), Math.min(length, units.to() - start));
    }

    private int indexOf(int unit) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= unit) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
