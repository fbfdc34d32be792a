package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the `x-mcp-header` annotations of an input schema: parameters whose arguments a client repeats in headers,
/// where proxies and logs see them.
///
/// Source: SEP-2243; revision 2026-07-28, transports, custom headers.
public final class HeaderReading {
    private static final String ANNOTATION = "x-mcp-header";
    private static final Set<String> PRIMITIVES = Set.of("string", "integer", "boolean");
    private static final int PARENTS_MAX = 64;

    private static final Set<Keyword.Holds> NAMING =
            Set.of(Keyword.Holds.NAMED_SCHEMAS, Keyword.Holds.NAMED_SCHEMAS_OR_NAMES);
    private static final Set<Keyword.Holds> DATA = Set.of(Keyword.Holds.ANYTHING, Keyword.Holds.VALUES);

    private final Set<String> names = new HashSet<>();
    private final Set<Integer> counted = new HashSet<>();

    private HeaderReading() {}

    /// The first annotation that a client must not follow, or empty.
    public static Optional<Fault> of(Value schema) {
        var json = schema.json();
        boolean any = false;
        for (int entry = schema.entry(); entry < json.end(schema.entry()) && !any; entry++) {
            any = json.isName(entry) && new Value(json, entry).is(ANNOTATION);
        }
        if (!any) return Optional.empty();
        try {
            var reading = new HeaderReading();
            reading.properties(schema, 0);
            reading.elsewhere(schema, false);
            return Optional.empty();
        } catch (Unsound unsound) {
            return Optional.of(unsound.fault());
        }
    }

    private void properties(Value schema, int parents) throws Unsound {
        Value properties = schema.member("properties");
        if (properties == null || parents > PARENTS_MAX) return;
        for (Value.Member each : properties.members()) {
            Value header = each.value().member(ANNOTATION);
            if (header != null) parameter(each.name().text(), each.value(), header);
            properties(each.value(), parents + 1);
        }
    }

    private void parameter(String name, Value schema, Value header) throws Unsound {
        counted.add(header.entry());
        if (!header.isString() || !isToken(header.text())) {
            throw new Unsound(header, "x-mcp-header is no header name");
        }
        if (!names.add(header.text().toLowerCase(Locale.ROOT))) {
            throw new Unsound(header, "two parameters go into one header");
        }
        Value type = schema.member("type");
        List<Value> types = type != null && type.isArray() ? type.elements() : type == null ? List.of() : List.of(type);
        boolean primitive = !types.isEmpty();
        for (Value each : types) primitive &= each.isString() && (PRIMITIVES.contains(each.text()) || each.is("null"));
        if (!primitive) throw new Unsound(header, "x-mcp-header stands on what is no text, integer or boolean");
        for (String about : new String[] {name, header.text(), said(schema, "title"), said(schema, "description")}) {
            if (SecretWords.in(about)) {
                throw new Unsound(header, "a secret would be repeated in a header, where proxies and logs see it");
            }
        }
    }

    /// RFC 9110, section 5.6.2.
    private static boolean isToken(String text) {
        return text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    private static String said(Value schema, String member) {
        String found = schema.string(member);
        return found == null ? "" : found;
    }

    /// The annotation counts only on a chain of properties from the root.
    ///
    /// @param names whether the members' names are the server's own and no keywords
    private void elsewhere(Value value, boolean names) throws Unsound {
        for (Value.Member each : value.members()) {
            Optional<Keyword> keyword =
                    names ? Optional.empty() : Keyword.of(each.name().text());
            if (keyword.map(Keyword::holds).filter(DATA::contains).isPresent()) continue;
            if (!names
                    && each.name().is(ANNOTATION)
                    && !counted.contains(each.value().entry())) {
                throw new Unsound(each.value(), "x-mcp-header stands where no chain of properties leads");
            }
            elsewhere(
                    each.value(),
                    keyword.map(Keyword::holds).filter(NAMING::contains).isPresent());
        }
        for (Value each : value.elements()) elsewhere(each, false);
    }
}
