package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;

/// Leaves the reading of a schema at its first fault; caught where the reading began.
final class Unsound extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Value at;

    Unsound(Value at, String why) {
        super(why, null, false, false);
        this.at = at;
    }

    Fault fault() {
        return new Fault(at, String.valueOf(getMessage()));
    }
}
