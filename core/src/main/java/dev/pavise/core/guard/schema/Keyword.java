package dev.pavise.core.guard.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The keywords of both dialects: what their values are, and whether subschemas in them judge the value itself or
/// what it holds.
enum Keyword {
    ALL_OF("allOf", Holds.SCHEMAS, true),
    ANY_OF("anyOf", Holds.SCHEMAS, true),
    ONE_OF("oneOf", Holds.SCHEMAS, true),
    NOT("not", Holds.SCHEMA, true),
    IF("if", Holds.SCHEMA, true),
    THEN("then", Holds.SCHEMA, true),
    ELSE("else", Holds.SCHEMA, true),
    DEPENDENT_SCHEMAS("dependentSchemas", Holds.NAMED_SCHEMAS, true),
    DEPENDENCIES("dependencies", Holds.NAMED_SCHEMAS_OR_NAMES, true),
    PROPERTIES("properties", Holds.NAMED_SCHEMAS, false),
    PATTERN_PROPERTIES("patternProperties", Holds.NAMED_SCHEMAS, false),
    ADDITIONAL_PROPERTIES("additionalProperties", Holds.SCHEMA, false),
    PROPERTY_NAMES("propertyNames", Holds.SCHEMA, false),
    UNEVALUATED_PROPERTIES("unevaluatedProperties", Holds.SCHEMA, false),
    ITEMS("items", Holds.SCHEMA, false),
    PREFIX_ITEMS("prefixItems", Holds.SCHEMAS, false),
    ADDITIONAL_ITEMS("additionalItems", Holds.SCHEMA, false),
    CONTAINS("contains", Holds.SCHEMA, false),
    UNEVALUATED_ITEMS("unevaluatedItems", Holds.SCHEMA, false),
    CONTENT_SCHEMA("contentSchema", Holds.SCHEMA, false),
    DEFS("$defs", Holds.NAMED_SCHEMAS, false),
    DEFINITIONS("definitions", Holds.NAMED_SCHEMAS, false),
    TYPE("type", Holds.TYPES, false),
    ENUM("enum", Holds.VALUES, false),
    CONST("const", Holds.ANYTHING, false),
    DEFAULT("default", Holds.ANYTHING, false),
    EXAMPLES("examples", Holds.ANYTHING, false),
    EXAMPLE("example", Holds.ANYTHING, false),
    REQUIRED("required", Holds.NAMES, false),
    DEPENDENT_REQUIRED("dependentRequired", Holds.NAMED_NAMES, false),
    PATTERN("pattern", Holds.PATTERN, false),
    MULTIPLE_OF("multipleOf", Holds.NUMBER, false),
    MINIMUM("minimum", Holds.NUMBER, false),
    MAXIMUM("maximum", Holds.NUMBER, false),
    EXCLUSIVE_MINIMUM("exclusiveMinimum", Holds.NUMBER, false),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum", Holds.NUMBER, false),
    MIN_LENGTH("minLength", Holds.COUNT, false),
    MAX_LENGTH("maxLength", Holds.COUNT, false),
    MIN_ITEMS("minItems", Holds.COUNT, false),
    MAX_ITEMS("maxItems", Holds.COUNT, false),
    MIN_PROPERTIES("minProperties", Holds.COUNT, false),
    MAX_PROPERTIES("maxProperties", Holds.COUNT, false),
    MIN_CONTAINS("minContains", Holds.COUNT, false),
    MAX_CONTAINS("maxContains", Holds.COUNT, false),
    UNIQUE_ITEMS("uniqueItems", Holds.FLAG, false),
    REF("$ref", Holds.REFERENCE, true),
    DYNAMIC_REF("$dynamicRef", Holds.REFERENCE, true),
    RECURSIVE_REF("$recursiveRef", Holds.REFERENCE, true),
    SCHEMA("$schema", Holds.TEXT, false),
    ID("$id", Holds.TEXT, false),
    ANCHOR("$anchor", Holds.TEXT, false),
    DYNAMIC_ANCHOR("$dynamicAnchor", Holds.TEXT, false),
    RECURSIVE_ANCHOR("$recursiveAnchor", Holds.FLAG, false),
    CONTENT_ENCODING("contentEncoding", Holds.TEXT, false),
    CONTENT_MEDIA_TYPE("contentMediaType", Holds.TEXT, false),
    FORMAT("format", Holds.TEXT, false);

    /// What a keyword's value has to be.
    enum Holds {
        SCHEMA,
        SCHEMAS,
        NAMED_SCHEMAS,
        NAMED_SCHEMAS_OR_NAMES,
        NAMES,
        NAMED_NAMES,
        TYPES,
        VALUES,
        PATTERN,
        NUMBER,
        COUNT,
        FLAG,
        TEXT,
        REFERENCE,
        ANYTHING
    }

    private static final Map<String, Keyword> BY_NAME = new HashMap<>();

    static {
        for (Keyword each : values()) BY_NAME.put(each.word, each);
    }

    private final String word;
    private final Holds holds;
    private final boolean inPlace;

    Keyword(String word, Holds holds, boolean inPlace) {
        this.word = word;
        this.holds = holds;
        this.inPlace = inPlace;
    }

    static Optional<Keyword> of(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }

    String word() {
        return word;
    }

    Holds holds() {
        return holds;
    }

    /// Whether its subschemas judge the same value as the schema in which it stands.
    boolean inPlace() {
        return inPlace;
    }
}
