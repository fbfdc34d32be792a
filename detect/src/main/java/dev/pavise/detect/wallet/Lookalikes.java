package dev.pavise.detect.wallet;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Addresses made to be taken for another one: people compare the first and the last characters. Addresses are random,
/// so that two which agree in eight characters and are not the same were made so.
public final class Lookalikes {
    private static final int EDGE_CHARS = 4;
    private static final double CONFIDENCE = 0.9;

    /// One of several texts, and what it holds.
    private record Seen(Address address, int text) {}

    private Lookalikes() {}

    /// Of each text, the addresses that look like one that stands in any of them.
    ///
    /// @param texts what one answer holds, or all that one conversation showed
    public static List<List<Finding>> in(List<String> texts) {
        return among(texts.stream().map(text -> Runs.of(text).addresses()).toList());
    }

    static List<List<Finding>> among(List<List<Address>> texts) {
        Map<String, List<Seen>> alike = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            for (Address address : texts.get(i)) {
                alike.computeIfAbsent(edges(address), _ -> new ArrayList<>()).add(new Seen(address, i));
            }
        }
        List<List<Finding>> found = new ArrayList<>();
        texts.forEach(_ -> found.add(new ArrayList<>()));
        for (List<Seen> group : alike.values()) {
            boolean differ =
                    group.stream().map(seen -> seen.address().name()).distinct().count() > 1;
            if (differ) group.forEach(seen -> found.get(seen.text()).add(finding(seen.address())));
        }
        return found;
    }

    private static Finding finding(Address address) {
        String name = address.name();
        int same = address.kind().same();
        String words = "an address of %s that has the same first and last %d characters as another one, %s…"
                .formatted(address.kind().word(), EDGE_CHARS, name.substring(same, same + EDGE_CHARS));
        return new Finding("wallet/lookalike", Severity.HIGH, CONFIDENCE, address.span(), words);
    }

    private static String edges(Address address) {
        String name = address.name();
        int same = address.kind().same();
        return address.kind() + name.substring(same, same + EDGE_CHARS) + name.substring(name.length() - EDGE_CHARS);
    }
}
