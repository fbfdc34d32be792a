package dev.pavise.core.message;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names that the specification defines at one position, and the shapes of what they hold. An array has the
/// shape of its elements.
///
/// A name that differs from a defined one by case alone is refused, because many parsers (Go's, C#'s and Java's when
/// told so) take it for the defined one and others do not. They also fold U+017F to s, U+212A to k, U+0130 and
/// U+0131 to i. Names are looked up as bytes, because every name of every message comes by here.
final class Shape {
    private record Defined(byte[] name, @Nullable Shape inner) {}

    /// An escape has six bytes for one letter.
    private static final int BYTES_A_LETTER_MAX = 6;
    private static final int SLOT_BITS = 7;
    /// Stands for the hash of a name that has to be looked at letter by letter.
    private static final int BEYOND_ASCII = -1;

    private final @Nullable Defined[] slots = new Defined[1 << SLOT_BITS];
    private @Nullable Shape every;
    private boolean answer;
    private int longest;

    Shape with(@Nullable Shape inner, String... names) {
        for (String each : names) {
            byte[] name = each.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(hash(name, 0, name.length));
            while (slots[slot] != null) slot = next(slot);
            slots[slot] = new Defined(name, inner);
            longest = Math.max(longest, name.length);
        }
        return this;
    }

    static Shape of(String... names) {
        return new Shape().with(null, names);
    }

    /// Members under names of the peers' own, each of one shape.
    static Shape each(Shape member) {
        var shape = new Shape();
        shape.every = member;
        return shape;
    }

    /// The same, where `content` may also be the form that a person filled in: then its names are the form's.
    Shape thatMayAnswer() {
        answer = true;
        return this;
    }

    /// The first name that two parsers could take for different ones, or null.
    @Nullable
    Value ambiguousName(Value value) {
        int name = ambiguous(value.json(), value.entry());
        return name < 0 ? null : new Value(value.json(), name);
    }

    /// Whether a name is this one to a parser that ignores case.
    static boolean isLike(Value name, String defined) {
        return folded(name.text()).equals(defined);
    }

    private int ambiguous(Json json, int entry) {
        return switch (json.kind(entry)) {
            case OBJECT -> ambiguousInObject(json, entry);
            case ARRAY -> ambiguousInArray(json, entry);
            case STRING, NUMBER, TRUE, FALSE, NULL -> -1;
        };
    }

    private int ambiguousInArray(Json json, int array) {
        for (int each = array + 1; each < json.end(array); each = json.end(each)) {
            int found = ambiguous(json, each);
            if (found >= 0) return found;
        }
        return -1;
    }

    private int ambiguousInObject(Json json, int object) {
        for (int name = object + 1; name < json.end(object); name = json.end(name + 1)) {
            Shape inner = every;
            if (inner == null) {
                Defined like = like(json, name);
                if (like == null) continue;
                if (!isExactly(json, name, like.name())) return name;
                inner = like.inner();
                if (inner == null || (answer && isForm(json, object, name))) continue;
            }
            int found = inner.ambiguous(json, name + 1);
            if (found >= 0) return found;
        }
        return -1;
    }

    private static boolean isForm(Json json, int object, int name) {
        if (json.kind(name + 1) != Json.Kind.OBJECT || !new Value(json, name).is("content")) return false;
        var answer = new Value(json, object);
        return answer.member("action") != null && answer.member("role") == null;
    }

    /// The defined name that this one is, but for case.
    private @Nullable Defined like(Json json, int name) {
        int from = json.from(name) + 1;
        int to = json.to(name) - 1;
        if (to - from > longest * BYTES_A_LETTER_MAX) return null;
        byte[] bytes = json.bytes();
        int hash = hash(bytes, from, to);
        if (!json.isEscaped(name) && hash != BEYOND_ASCII) return like(bytes, from, to, hash);
        byte[] text = folded(new Value(json, name).text()).getBytes(StandardCharsets.UTF_8);
        return like(text, 0, text.length, hash(text, 0, text.length));
    }

    private @Nullable Defined like(byte[] bytes, int from, int to, int hash) {
        if (to - from > longest) return null;
        int slot = slot(hash);
        while (true) {
            Defined each = slots[slot];
            if (each == null || isLike(bytes, from, to, each.name())) return each;
            slot = next(slot);
        }
    }

    private static boolean isLike(byte[] bytes, int from, int to, byte[] name) {
        if (to - from != name.length) return false;
        if (Arrays.equals(bytes, from, to, name, 0, name.length)) return true;
        for (int i = 0; i < name.length; i++) {
            if (lower(bytes[from + i]) != lower(name[i])) return false;
        }
        return true;
    }

    private static boolean isExactly(Json json, int entry, byte[] name) {
        int from = json.from(entry) + 1;
        int to = json.to(entry) - 1;
        if (Arrays.equals(json.bytes(), from, to, name, 0, name.length)) return true;
        return new Value(json, entry).is(new String(name, StandardCharsets.US_ASCII));
    }

    private static String folded(String name) {
        var out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            out.append(Character.toLowerCase(Character.toUpperCase(name.charAt(i))));
        }
        return out.toString();
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    /// The same for names that differ by case alone.
    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        int signs = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + (bytes[i] & 0xDF);
            signs |= bytes[i];
        }
        return signs < 0 ? BEYOND_ASCII : hash;
    }

    private static int slot(int hash) {
        return (hash * 0x9E3779B9) >>> (Integer.SIZE - SLOT_BITS);
    }

    private static int next(int slot) {
        return (slot + 1) & ((1 << SLOT_BITS) - 1);
    }
}
