package dev.pavise.core.json;

import dev.pavise.core.json.Json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One value of a JSON text, or one name: a place on its tape.
public record Value(Json json, int entry) {
    /// A name and its value.
    public record Member(Value name, Value value) {}

    public Kind kind() {
        return json.kind(entry);
    }

    public boolean isObject() {
        return kind() == Kind.OBJECT;
    }

    public boolean isArray() {
        return kind() == Kind.ARRAY;
    }

    public boolean isString() {
        return kind() == Kind.STRING;
    }

    /// All its bytes, quotes and brackets too.
    public Span span() {
        return new Span(json.from(entry), json.to(entry));
    }

    public int bytes() {
        return json.to(entry) - json.from(entry);
    }

    public String place() {
        return json.placeOf(entry);
    }

    /// Its bytes as written, as text: for numbers and for showing.
    public String raw() {
        return new String(json.bytes(), json.from(entry), bytes(), StandardCharsets.UTF_8);
    }

    /// What a string says, without quotes and escapes.
    public String text() {
        if (!isString()) throw new IllegalStateException("no string: " + kind());
        return json.isEscaped(entry)
                ? Escapes.decode(json.bytes(), json.from(entry) + 1, json.to(entry) - 1)
                : new String(json.bytes(), json.from(entry) + 1, bytes() - 2, StandardCharsets.UTF_8);
    }

    /// Whether it is a string that says this.
    public boolean is(String text) {
        if (!isString()) return false;
        if (json.isEscaped(entry)) return text().equals(text);
        int length = text.length();
        if (bytes() - 2 < length) return false;
        byte[] bytes = json.bytes();
        int from = json.from(entry) + 1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7F) return text().equals(text);
            if (bytes[from + i] != c) return false;
        }
        return bytes() - 2 == length;
    }

    /// An object's member, or null where there is none or this is no object.
    public @Nullable Value member(String name) {
        if (!isObject()) return null;
        int end = json.end(entry);
        for (int key = entry + 1; key < end; key = json.end(key + 1)) {
            if (new Value(json, key).is(name)) return new Value(json, key + 1);
        }
        return null;
    }

    /// What stands at a path of members, or null.
    public @Nullable Value at(String... names) {
        Value found = this;
        for (String name : names) {
            found = found.member(name);
            if (found == null) return null;
        }
        return found;
    }

    /// What a member says, or null where it is absent or no string.
    public @Nullable String string(String name) {
        Value found = member(name);
        return found != null && found.isString() ? found.text() : null;
    }

    public List<Member> members() {
        var found = new ArrayList<Member>();
        if (!isObject()) return found;
        for (int key = entry + 1; key < json.end(entry); key = json.end(key + 1)) {
            found.add(new Member(new Value(json, key), new Value(json, key + 1)));
        }
        return found;
    }

    public List<Value> elements() {
        var found = new ArrayList<Value>();
        if (!isArray()) return found;
        for (int each = entry + 1; each < json.end(entry); each = json.end(each)) found.add(new Value(json, each));
        return found;
    }

    /// The deepest nesting in it: 0 for a plain value, 1 for an empty object.
    public int depth() {
        int deepest = 0;
        int end = json.end(entry);
        int[] ends = new int[16];
        int open = 0;
        for (int each = entry; each < end; each++) {
            while (open > 0 && each >= ends[open - 1]) open--;
            Kind kind = json.kind(each);
            if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
                if (open == ends.length) ends = java.util.Arrays.copyOf(ends, open * 2);
                ends[open++] = json.end(each);
                deepest = Math.max(deepest, open);
            }
        }
        return deepest;
    }
}
