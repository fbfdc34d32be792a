package dev.pavise.core.guard.schema;

import dev.pavise.core.json.Value;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What references may mean inside one document: its resources by their URIs, and their anchors.
///
/// Source: JSON Schema 2020-12 core, section 9; RFC 3986, section 5; RFC 6901.
final class References {
    /// The document's own name while it has not given itself one.
    static final URI UNNAMED = URI.create("schema://this/");

    private final Map<URI, Value> resources = new HashMap<>();
    private final Map<String, Value> anchors = new HashMap<>();
    private final Map<String, List<Value>> dynamic = new HashMap<>();

    References(Value document) {
        resources.put(UNNAMED, document);
    }

    /// The base URI inside a schema that has this `$id`.
    URI named(Value schema, Value id, URI base) throws Unsound {
        String text = id.text();
        if (text.startsWith("#")) {
            anchors.put(base + text, schema);
            return base;
        }
        URI own = resolved(id, text.endsWith("#") ? text.substring(0, text.length() - 1) : text, base);
        if (own.getRawFragment() != null) throw new Unsound(id, "an $id has a fragment");
        if ("file".equalsIgnoreCase(own.getScheme())) throw new Unsound(id, "an $id names a file");
        Value other = resources.putIfAbsent(own, schema);
        if (other != null && other.entry() != schema.entry()) throw new Unsound(id, "two schemas have one $id");
        return own;
    }

    void anchor(Value schema, Value name, URI base, boolean isDynamic) throws Unsound {
        String key = base + "#" + name.text();
        Value other = anchors.putIfAbsent(key, schema);
        if (other != null && other.entry() != schema.entry()) throw new Unsound(name, "two schemas have one anchor");
        if (isDynamic)
            dynamic.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(schema);
    }

    /// The schemas that a dynamic reference may also mean.
    List<Value> dynamic(String reference) {
        int hash = reference.indexOf('#');
        return hash < 0 ? List.of() : dynamic.getOrDefault(reference.substring(hash + 1), List.of());
    }

    /// What a reference means. Refused where that is not in the document.
    Value target(Value reference, URI base) throws Unsound {
        String text = reference.text();
        int hash = text.indexOf('#');
        String before = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : decoded(reference, text.substring(hash + 1));
        URI resource = before.isEmpty() ? base : resolved(reference, before, base);
        Value root = resources.get(resource);
        if (root == null) {
            throw new Unsound(reference, "a reference leaves the document, and nothing is fetched: " + shown(text));
        }
        Value found = fragment.isEmpty() || fragment.startsWith("/")
                ? pointed(root, fragment)
                : anchors.get(resource + "#" + fragment);
        if (found == null) throw new Unsound(reference, "a reference leads nowhere: " + shown(text));
        return found;
    }

    private static @Nullable Value pointed(Value root, String pointer) {
        Value found = root;
        if (pointer.isEmpty()) return found;
        for (String token : pointer.substring(1).split("/", -1)) {
            if (found.isArray()) {
                List<Value> elements = found.elements();
                int index = token.matches("0|[1-9][0-9]{0,6}") ? Integer.parseInt(token) : -1;
                found = index >= 0 && index < elements.size() ? elements.get(index) : null;
            } else {
                found = found.member(token.replace("~1", "/").replace("~0", "~"));
            }
            if (found == null) return null;
        }
        return found;
    }

    private static URI resolved(Value at, String text, URI base) throws Unsound {
        try {
            return base.resolve(URI.create(text)).normalize();
        } catch (IllegalArgumentException noUri) {
            throw new Unsound(at, "a reference or $id is no URI: " + shown(text));
        }
    }

    private static String decoded(Value at, String fragment) throws Unsound {
        if (fragment.indexOf('%') < 0) return fragment;
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            throw new Unsound(at, "a reference has a bad escape: " + shown(fragment));
        }
    }

    /// At most 120 characters of what a server wrote, with nothing that hides.
    static String shown(String text) {
        var out = new StringBuilder();
        text.codePoints().limit(120).forEach(c -> out.appendCodePoint(c > 0x20 && c < 0x7F ? c : c == ' ' ? ' ' : '?'));
        return text.length() > 120 ? out + "…" : out.toString();
    }
}
