package dev.pavise.app.config;

import org.jspecify.annotations.Nullable;

/// One setting: its name, what it may be, what it does, and what holds where it is absent.
///
/// @param unset for documents and the schema; null where nothing does
/// @param example a line for documents, or empty
record Setting(
        String name, Shape shape, String says, @Nullable Object unset, String example) {
    static Setting of(String name, Shape shape, String says) {
        return new Setting(name, shape, says, null, "");
    }

    Setting unset(Object value) {
        return new Setting(name, shape, says, value, example);
    }

    Setting example(String line) {
        return new Setting(name, shape, says, unset, line);
    }
}
