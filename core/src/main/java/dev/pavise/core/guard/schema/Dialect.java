package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;
import java.util.Optional;

/// The dialects of JSON Schema that are read: the one that MCP wants, and the one that most servers declare.
///
/// The others (2019-09, draft-06, draft-04) mean other things by the same words, and few hosts know them.
enum Dialect {
    DRAFT_2020_12("json-schema.org/draft/2020-12/schema"),
    DRAFT_07("json-schema.org/draft-07/schema");

    private final String name;

    Dialect(String name) {
        this.name = name;
    }

    /// The one that a schema declares, 2020-12 where it declares none, or empty where it is none of ours.
    static Optional<Dialect> of(Value schema) {
        Value declared = schema.member("$schema");
        return declared == null ? Optional.of(DRAFT_2020_12) : declared(declared);
    }

    static Optional<Dialect> declared(Value value) {
        if (!value.isString()) return Optional.empty();
        String text = value.text();
        String name = text.endsWith("#") ? text.substring(0, text.length() - 1) : text;
        for (Dialect each : values()) {
            if (name.equals("http://" + each.name) || name.equals("https://" + each.name)) return Optional.of(each);
        }
        return Optional.empty();
    }
}
