package dev.pavise.detect.definition;

import dev.pavise.core.json.Value;

/// One definition as a server shows it.
///
/// @param server who shows it
/// @param name its name
/// @param value all that is said of it
public record Shown(String server, String name, Value value) {
    /// Where something in it stands (JSON Pointer from the definition on).
    String place(Value inside) {
        return inside.place().substring(value.place().length());
    }

    /// What it says that it is for, else empty.
    public String description() {
        String text = value.isObject() ? value.string("description") : null;
        return text == null ? "" : text;
    }
}
