package dev.pavise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `pavise run` starts without the jars that `serve` or another process alone needs. The tests of `run` do,
/// too ([RunPath]).
class RunPathTest {
    private static final Map<String, List<ClassFiles.Use>> USES = ClassFiles.onTheClassPath("dev.pavise").stream()
            .collect(Collectors.groupingBy(ClassFiles.Use::from, HashMap::new, Collectors.toList()));

    @Test
    void nothing_that_run_reaches_uses_a_jar_it_starts_without() {
        assertThat(leftOutBelow("dev.pavise.app.verb.RunVerb")).isEmpty();
    }

    @Test
    void what_serve_reaches_uses_each_family_of_them() {
        assertThat(leftOutBelow("dev.pavise.app.verb.ServeVerb"))
                .anyMatch(type -> type.startsWith("io.netty."))
                .anyMatch(type -> type.startsWith("io.micrometer."))
                .anyMatch(type -> type.startsWith("io.opentelemetry."));
    }

    /// The types of jars that `run` does without, named by a class of ours or by what it reaches.
    private static Set<String> leftOutBelow(String root) {
        var found = new LinkedHashSet<String>();
        var seen = new LinkedHashSet<>(Set.of(root));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (ClassFiles.Use use : USES.getOrDefault(next.remove(), List.of())) {
                if (USES.containsKey(use.type()) && seen.add(use.type())) next.add(use.type());
                if (isLeftOut(use.type())) found.add(use.type());
            }
        }
        return found;
    }

    private static boolean isLeftOut(String type) {
        List<String> names = List.of(type.toLowerCase(Locale.ROOT).split("\\."));
        return !type.startsWith("dev.pavise.")
                && RunPath.leftOut().stream().anyMatch(jar -> names.contains(jar.toLowerCase(Locale.ROOT)));
    }
}
