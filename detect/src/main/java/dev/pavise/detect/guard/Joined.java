package dev.pavise.detect.guard;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Span;
import dev.pavise.core.json.Text;
import dev.pavise.core.json.Value;
import dev.pavise.detect.text.Fold;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All strings below a value as one text, an empty line between each two, with the way back. What is split over several
/// strings is read together. Of each string no more than its place is kept, for there may be millions.
final class Joined {
    private final Json json;
    private final String text;
    /// Of each string its entry and where it begins in the text.
    private final int[] entries;

    private final int[] starts;
    /// The string that was last asked for.
    private int at = -1;

    private @Nullable Text piece;

    private Joined(Json json, String text, int[] entries, int[] starts) {
        this.json = json;
        this.text = text;
        this.entries = entries;
        this.starts = starts;
    }

    /// @param below the value whose strings are joined, names of members too
    static Joined of(Value below) {
        Json json = below.json();
        int[] entries = IntStream.range(below.entry(), json.end(below.entry()))
                .filter(each -> json.kind(each) == Json.Kind.STRING && !Blob.isBytes(json, each))
                .toArray();
        int[] starts = new int[entries.length];
        var text = new StringBuilder();
        for (int i = 0; i < entries.length; i++) {
            if (!text.isEmpty()) text.append(Fold.PARAGRAPH);
            starts[i] = text.length();
            text.append(new Value(json, entries[i]).text());
        }
        return new Joined(json, text.toString(), entries, starts);
    }

    String text() {
        return text;
    }

    /// The string that holds this unit.
    Text pieceAt(int unit) {
        return piece(indexOf(unit));
    }

    private Text piece(int index) {
        Text known = piece;
        if (known == null || at != index) {
            piece = known = new Text(new Value(json, entries[index]));
            at = index;
        }
        return known;
    }

    /// Whether these units stand in one string.
    boolean isWhole(Span units) {
        return units.to() <= units.from() || indexOf(units.from()) == indexOf(units.to() - 1);
    }

    /// The places of all strings that these units stand in (JSON Pointers).
    Stream<String> places(Span units) {
        return IntStream.rangeClosed(indexOf(units.from()), indexOf(Math.max(units.from(), units.to() - 1)))
                .mapToObj(each -> json.placeOf(entries[each]));
    }

    /// The bytes of the message that say these units, as far as they lie in the string of the first.
    Span bytes(Span units) {
        int index = indexOf(units.from());
        Text said = piece(index);
        int length = said.string().length();
        return said.span(Math.min(length, units.from() - starts[index]), Math.min(length, units.to() - starts[index]));
    }

    private int indexOf(int unit) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= unit) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
