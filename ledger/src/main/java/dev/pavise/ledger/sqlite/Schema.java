package dev.pavise.ledger.sqlite;

import java.util.List;

/// The tables of a store and how they came to be: step `n` turns version `n` into version `n + 1`, and version 0 is
/// an empty file. Steps are added at the end and never changed.
///
/// @param name what the store is called in messages, such as `ledger`
/// @param applicationId tells this kind of store from others (SQLite's `application_id`)
/// @param steps SQL, several statements each
public record Schema(String name, int applicationId, List<String> steps) {
    public Schema {
        steps = List.copyOf(steps);
    }

    public int version() {
        return steps.size();
    }
}
