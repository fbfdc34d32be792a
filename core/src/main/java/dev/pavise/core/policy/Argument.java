package dev.pavise.core.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which argument of a tool is meant: its name, names divided by dots for what is inside it, or a JSON
/// Pointer from the arguments on (RFC 6901). With it is meant what its schema says of it.
///
/// ```
/// filter.text  = /filter/text, or an argument that is called "filter.text"
/// /items/0     the first of the items
/// ```
///
/// @param path as a person wrote it; empty for the whole of a message
public record Argument(String path) {
    public static final Argument ALL = new Argument("");

    private static final String ARGUMENTS = "/params/arguments";
    private static final String SCHEMA = "/inputSchema";
    private static final String PROPERTIES = "/properties";

    /// Whether it holds what stands at this place.
    ///
    /// @param place a JSON Pointer from a message's root, or from a definition's
    public boolean holds(String place) {
        if (path.isEmpty()) return true;
        for (List<String> way : ways()) {
            if (isIn(place, ARGUMENTS, "", way) || isIn(place, SCHEMA, PROPERTIES, way)) return true;
        }
        return false;
    }

    private static boolean isIn(String place, String from, String before, List<String> way) {
        var above = new StringBuilder(from);
        for (String step : way) above.append(before).append('/').append(step);
        return place.startsWith(above.toString())
                && (place.length() == above.length() || place.charAt(above.length()) == '/');
    }

    /// The steps that it may mean, written as in a JSON Pointer.
    private Set<List<String>> ways() {
        if (path.startsWith("/")) return Set.of(List.of(path.substring(1).split("/", -1)));
        String written = path.replace("~", "~0").replace("/", "~1");
        var ways = new LinkedHashSet<List<String>>();
        ways.add(List.of(written));
        ways.add(List.of(written.split("\\.", -1)));
        return ways;
    }
}
