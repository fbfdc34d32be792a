package dev.pavise.core.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A JSON text in its one reading: the bytes, and a tape of where each value stands in them.
///
/// The tape has four numbers for each value, in the order of the text: its kind and flags, its first byte, the byte
/// behind its last, and the entry behind it and all that it holds. A member is two entries, name and value; a name
/// holds nothing, so its fourth number is a hash of its bytes.
public final class Json implements Parsed {
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL;

        static final Kind[] ALL = values();
    }

    /// A kind as the tape holds it.
    @SuppressWarnings("EnumOrdinal")
    static int code(Kind kind) {
        return kind.ordinal();
    }

    static final int STRIDE = 4;
    static final int KIND = 7;
    /// A string in which a backslash stands.
    static final int ESCAPED = 8;
    /// A string that names a member.
    static final int NAME = 16;

    private final byte[] bytes;
    private final int[] tape;
    private final int count;
    /// Made when the first place is asked for: most messages have none to tell.
    private volatile @Nullable Places places;

    Json(byte[] bytes, int[] tape, int count) {
        this.bytes = bytes;
        this.tape = tape;
        this.count = count;
    }

    public static Parsed read(byte[] bytes) {
        return read(bytes, Bounds.DEFAULT);
    }

    /// The array is kept, not copied: nobody may write into it afterwards.
    public static Parsed read(byte[] bytes, Bounds bounds) {
        return new Reader(bytes, bounds).read();
    }

    public Value root() {
        return new Value(this, 0);
    }

    /// The bytes as they came. Not a copy: for reading only.
    public byte[] bytes() {
        return bytes;
    }

    public byte[] slice(Span span) {
        return Arrays.copyOfRange(bytes, span.from(), span.to());
    }

    /// The number of entries: values and names.
    public int count() {
        return count;
    }

    public Kind kind(int entry) {
        return Kind.ALL[tape[entry * STRIDE] & KIND];
    }

    public boolean isName(int entry) {
        return (tape[entry * STRIDE] & NAME) != 0;
    }

    /// Whether it is a string in which a backslash stands.
    public boolean isEscaped(int entry) {
        return (tape[entry * STRIDE] & ESCAPED) != 0;
    }

    public int from(int entry) {
        return tape[entry * STRIDE + 1];
    }

    public int to(int entry) {
        return tape[entry * STRIDE + 2];
    }

    /// The entry behind this one and everything in it.
    public int end(int entry) {
        return isName(entry) ? entry + 1 : tape[entry * STRIDE + 3];
    }

    int hash(int name) {
        return tape[name * STRIDE + 3];
    }

    /// Where an entry stands, as a JSON Pointer (RFC 6901); a name has the place of its value.
    public String placeOf(int entry) {
        Places known = places;
        if (known == null) places = known = new Places(this);
        return known.of(entry);
    }

    /// Whether two strings are written alike.
    boolean sameBytes(int one, int other) {
        return Arrays.equals(bytes, from(one), to(one), bytes, from(other), to(other));
    }
}
