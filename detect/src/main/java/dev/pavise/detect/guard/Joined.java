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
            if (json.kind(entry) == Json.Kind.STRING && !isBinary(json, entry)) add(new Text(new Value(json, entry)));
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

    /// Pictures, sounds and other bytes, which stand in `data` and `blob` in base64 (MCP, content blocks).
    private static boolean isBinary(Json json, int entry) {
        if (entry == 0 || !json.isName(entry - 1) || json.to(entry) - json.from(entry) < 64) return false;
        Value name = new Value(json, entry - 1);
        if (!name.is("data") && !name.is("blob")) return false;
        byte[] bytes = json.bytes();
        for (int i = json.from(entry) + 1; i < json.to(entry) - 1; i++) {
            byte b = bytes[i];
            boolean is =
                    b >= '0' && b <= '9' || (b | 0x20) >= 'a' && (b | 0x20) <= 'z' || b == '+' || b == '/' || b == '=';
            if (!is) return false;
        }
        return true;
    }
}
