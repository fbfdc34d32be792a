package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;

/// Why a schema can't be served: where the fault stands, and what it is, in words.
public record Fault(Value at, String why) {}
