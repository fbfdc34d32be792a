package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one schema through and finds the first thing for which nobody should have to serve it: what is no schema,
/// what leaves the document, what never ends, what is too much work.
///
/// All references are followed, whatever they point at; a keyword of either dialect is read in both, so that no
/// validator sees a subschema that was not read here. What stands under an unknown keyword is not a schema, but a
/// reference that leaves the document is refused there too, because some tools follow each `$ref` they find.
public final class SchemaReading {
    private static final int NESTING_MAX = 64;
    private static final int DEPTH_MAX = 160;
    private static final int SUBSCHEMAS_MAX = 10_000;
    private static final int PROPERTIES_MAX = 2_000;
    private static final int VALUES_MAX = 10_000;
    private static final int REFERENCES_MAX = 2_000;
    private static final int EXPANDED_MAX = 50_000;
    /// What one schema, alone, may cost to read.
    private static final long STEPS_MAX = 1_000_000;
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final Set<Keyword> POINTING = Set.of(Keyword.REF, Keyword.DYNAMIC_REF, Keyword.RECURSIVE_REF);

    private static final int NOBODY = -1;

    /// @param from the subschema in which it stands, or [#NOBODY] under an unknown keyword
    private record Reference(int from, Keyword keyword, Value value, URI base) {}

    private final Value document;
    private final Dialect dialect;
    private final References references;
    private final SchemaGraph graph = new SchemaGraph();
    private final Map<Integer, Integer> nodes = new HashMap<>();
    private final List<Value> schemas = new ArrayList<>();
    private final List<Reference> open = new ArrayList<>();
    private final Set<String> patterns = new HashSet<>();
    private final Steps steps;
    private int referenceCount;

    private SchemaReading(Value document, Dialect dialect, Steps steps) {
        this.steps = steps;
        this.document = document;
        this.dialect = dialect;
        references = new References(document);
    }

    /// The first fault, or empty where the schema may be served.
    ///
    /// @param bytesMax of the schema as written
    static Optional<Fault> of(Value schema, int bytesMax) {
        return of(schema, bytesMax, new Steps(STEPS_MAX));
    }

    /// The first fault, or empty where the schema may be served.
    ///
    /// @param bytesMax of the schema as written
    /// @param steps what may be spent on finding out
    public static Optional<Fault> of(Value schema, int bytesMax, Steps steps) {
        try {
            if (!schema.isObject()) throw new Unsound(schema, "the schema is no object");
            if (schema.bytes() > bytesMax) {
                throw new Unsound(schema, "the schema has " + schema.bytes() + " bytes, more than " + bytesMax);
            }
            if (schema.depth() > DEPTH_MAX) throw new Unsound(schema, "the schema is nested too deep");
            Optional<Dialect> dialect = Dialect.of(schema);
            Value declared = schema.member("$schema");
            if (dialect.isEmpty()) throw new Unsound(declared == null ? schema : declared, unknownDialect(declared));
            new SchemaReading(schema, dialect.get(), steps).read();
            return Optional.empty();
        } catch (Unsound unsound) {
            return Optional.of(unsound.fault());
        } catch (Steps.Spent spent) {
            return Optional.of(new Fault(schema, "the schema is too large to judge"));
        }
    }

    private static String unknownDialect(@Nullable Value declared) {
        String shown = declared != null && declared.isString() ? References.shown(declared.text()) : "no text";
        return "the schema's dialect is neither 2020-12 nor draft-07: " + shown;
    }

    private void read() throws Unsound {
        int root = schema(document, References.UNNAMED, 0);
        for (int i = 0; i < open.size(); i++) {
            Reference each = open.get(i);
            Value target = references.target(each.value, each.base);
            if (each.from == NOBODY) continue;
            lead(each, target);
            if (each.keyword != Keyword.DYNAMIC_REF) continue;
            for (Value other : references.dynamic(each.value.text())) lead(each, other);
        }
        int endless = graph.endless();
        if (endless >= 0) throw new Unsound(schemas.get(endless), "a subschema refers to itself without end");
        long expanded = graph.expanded(root);
        if (expanded > EXPANDED_MAX) {
            throw new Unsound(document, "its references unfold to more than " + EXPANDED_MAX + " subschemas");
        }
    }

    private void lead(Reference reference, Value target) throws Unsound {
        steps.take(1);
        graph.lead(reference.from, schema(target, reference.base, 0), true);
    }

    /// The number of the subschema, which is read once, however many references point at it.
    private int schema(Value value, URI base, int nesting) throws Unsound {
        Integer known = nodes.get(value.entry());
        if (known != null) return known;
        boolean flag = value.kind() == Json.Kind.TRUE || value.kind() == Json.Kind.FALSE;
        if (!flag && !value.isObject()) throw new Unsound(value, "a subschema is neither an object nor true or false");
        if (nesting > NESTING_MAX)
            throw new Unsound(value, "more than " + NESTING_MAX + " subschemas inside one another");
        steps.take(1);
        int node = graph.add();
        if (node >= SUBSCHEMAS_MAX) throw new Unsound(document, "more than " + SUBSCHEMAS_MAX + " subschemas");
        nodes.put(value.entry(), node);
        schemas.add(value);
        if (flag) return node;
        URI own = identity(value, base);
        List<Value.Member> members = value.members();
        for (Value.Member member : members) {
            Optional<Keyword> keyword = Keyword.of(member.name().text());
            if (keyword.isPresent()) keyword(node, keyword.get(), member.value(), own, nesting);
            else unknown(member.value(), own);
        }
        return node;
    }

    private URI identity(Value schema, URI base) throws Unsound {
        URI own = base;
        Value id = text(schema, "$id");
        if (id != null) own = references.named(schema, id, base);
        Value anchor = text(schema, "$anchor");
        if (anchor != null) references.anchor(schema, anchor, own, false);
        Value dynamic = text(schema, "$dynamicAnchor");
        if (dynamic != null) references.anchor(schema, dynamic, own, true);
        Value declared = schema.member("$schema");
        if (declared != null
                && Dialect.declared(declared).filter(dialect::equals).isEmpty()) {
            throw new Unsound(declared, "a subschema declares another dialect");
        }
        return own;
    }

    private static @Nullable Value text(Value schema, String name) throws Unsound {
        Value found = schema.member(name);
        if (found != null && !found.isString()) throw new Unsound(found, name + " is no text");
        return found;
    }

    private void keyword(int node, Keyword keyword, Value value, URI base, int nesting) throws Unsound {
        switch (keyword.holds()) {
            case SCHEMA -> {
                if (keyword == Keyword.ITEMS && value.isArray() && dialect == Dialect.DRAFT_07) {
                    schemas(node, keyword, value, base, nesting);
                } else {
                    graph.lead(node, schema(value, base, nesting + 1), keyword.inPlace());
                }
            }
            case SCHEMAS -> schemas(node, keyword, value, base, nesting);
            case NAMED_SCHEMAS, NAMED_SCHEMAS_OR_NAMES -> named(node, keyword, value, base, nesting);
            case REFERENCE -> reference(node, keyword, value, base);
            case PATTERN -> {
                want(value.isString(), value, "pattern is no text");
                pattern(value);
            }
            case NAMES -> names(keyword, value);
            case NAMED_NAMES -> {
                want(value.isObject(), value, keyword.word() + " is no object");
                for (Value.Member each : value.members()) names(keyword, each.value());
            }
            case VALUES -> {
                want(value.isArray(), value, keyword.word() + " is no array");
                bound(value.elements().size(), VALUES_MAX, value, "values in one " + keyword.word());
            }
            case TYPES -> types(value);
            case NUMBER -> want(value.kind() == Json.Kind.NUMBER, value, keyword.word() + " is no number");
            case COUNT -> want(isCount(value), value, keyword.word() + " is no count");
            case FLAG -> {
                boolean flag = value.kind() == Json.Kind.TRUE || value.kind() == Json.Kind.FALSE;
                want(flag, value, keyword.word() + " is neither true nor false");
            }
            case TEXT -> want(value.isString(), value, keyword.word() + " is no text");
            case ANYTHING -> {}
        }
    }

    private void schemas(int node, Keyword keyword, Value value, URI base, int nesting) throws Unsound {
        want(value.isArray(), value, keyword.word() + " is no array");
        for (Value each : value.elements()) graph.lead(node, schema(each, base, nesting + 1), keyword.inPlace());
    }

    private void named(int node, Keyword keyword, Value value, URI base, int nesting) throws Unsound {
        want(value.isObject(), value, keyword.word() + " is no object");
        List<Value.Member> members = value.members();
        bound(members.size(), PROPERTIES_MAX, value, "names in one " + keyword.word());
        boolean defines = keyword == Keyword.DEFS || keyword == Keyword.DEFINITIONS;
        for (Value.Member each : members) {
            if (keyword == Keyword.PATTERN_PROPERTIES) pattern(each.name());
            if (keyword.holds() == Keyword.Holds.NAMED_SCHEMAS_OR_NAMES
                    && each.value().isArray()) {
                names(keyword, each.value());
                continue;
            }
            int to = schema(each.value(), base, nesting + 1);
            // A definition does no work until something refers to it.
            if (!defines) graph.lead(node, to, keyword.inPlace());
        }
    }

    private void reference(int node, Keyword keyword, Value value, URI base) throws Unsound {
        want(value.isString(), value, keyword.word() + " is no text");
        bound(++referenceCount, REFERENCES_MAX, value, "references");
        open.add(new Reference(node, keyword, value, base));
    }

    private void pattern(Value value) throws Unsound {
        String text = value.text();
        if (!patterns.add(text)) return;
        steps.take(1 + text.length());
        Optional<String> against = Pattern.against(text, steps);
        if (against.isPresent()) throw new Unsound(value, against.get() + ": " + References.shown(text));
    }

    private static void names(Keyword keyword, Value value) throws Unsound {
        want(value.isArray(), value, keyword.word() + " is no array of names");
        List<Value> names = value.elements();
        bound(names.size(), PROPERTIES_MAX, value, "names in one " + keyword.word());
        for (Value each : names) want(each.isString(), each, keyword.word() + " holds what is no name");
    }

    private static void types(Value value) throws Unsound {
        List<Value> all = value.isArray() ? value.elements() : List.of(value);
        want(!all.isEmpty(), value, "type names no type");
        for (Value each : all) {
            want(each.isString() && TYPES.contains(each.text()), each, "type names what is no type of JSON Schema");
        }
    }

    private static boolean isCount(Value value) {
        return value.kind() == Json.Kind.NUMBER && value.raw().matches("[0-9]+(\\.0+)?");
    }

    /// Looks over what stands under a keyword that nobody defines.
    private void unknown(Value value, URI base) throws Unsound {
        Json json = value.json();
        for (int entry = value.entry(); entry < json.end(value.entry()); entry++) {
            if (!json.isName(entry)) continue;
            Value target = new Value(json, entry + 1);
            boolean points = Keyword.of(new Value(json, entry).text())
                    .filter(POINTING::contains)
                    .isPresent();
            if (!points || !target.isString() || target.text().startsWith("#")) continue;
            bound(++referenceCount, REFERENCES_MAX, target, "references");
            open.add(new Reference(NOBODY, Keyword.REF, target, base));
        }
    }

    private static void want(boolean holds, Value at, String why) throws Unsound {
        if (!holds) throw new Unsound(at, why);
    }

    private static void bound(int count, int max, Value at, String what) throws Unsound {
        if (count > max) throw new Unsound(at, "more than " + max + " " + what);
    }
}
