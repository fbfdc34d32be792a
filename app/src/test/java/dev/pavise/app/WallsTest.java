package dev.pavise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Who may use whom, read from the class files, and that the core stays pure.
class WallsTest {
    private static final String OURS = "dev.pavise.";

    private static final Set<String> BELOW_GUARDS =
            Set.of("core.json", "core.message", "core.policy", "core.evidence", "core.pin", "core.seal");

    /// One row a package: what it may use of ours, besides itself. `*` stands for every package of that module.
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("core.json", Set.of()),
            Map.entry("core.message", Set.of("core.json")),
            Map.entry("core.policy", Set.of("core.json", "core.message")),
            Map.entry("core.evidence", Set.of("core.json", "core.message", "core.policy")),
            Map.entry("core.seal", Set.of()),
            Map.entry("core.detect", Set.of("core.json")),
            Map.entry("core.pin", Set.of("core.json", "core.message", "core.policy", "core.evidence")),
            Map.entry("core.guard.hidden", Set.of()),
            Map.entry("core.guard.schema", Set.of("core.json")),
            Map.entry("core.guard", union(BELOW_GUARDS, "core.guard.hidden", "core.guard.schema")),
            Map.entry("core.exchange", union(BELOW_GUARDS, "core.guard")),
            Map.entry("core.union", union(BELOW_GUARDS, "core.guard")),
            Map.entry("ledger", Set.of("core.*")),
            Map.entry("detect", Set.of("core.*")),
            Map.entry("launch", Set.of("core.*")),
            Map.entry("gateway", Set.of("core.*", "launch")),
            Map.entry("app", Set.of("core.*", "ledger", "launch", "detect", "gateway")));

    /// What reads a clock, a file, a socket, a thread or a random number.
    private static final List<String> IMPURE = List.of(
            "java.io.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.",
            "java.net.http.",
            "java.sql.",
            "java.util.logging.",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.ClassLoader",
            "java.lang.foreign.",
            "java.lang.System",
            "java.lang.Math#random",
            "java.lang.Class#getResource",
            "java.lang.Class#getResourceAsStream",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.Instant#now",
            "java.time.LocalDate#now",
            "java.time.LocalDateTime#now",
            "java.time.LocalTime#now",
            "java.time.OffsetDateTime#now",
            "java.time.ZonedDateTime#now",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.UUID#randomUUID",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.");

    /// What the core may use of the above all the same, and why.
    private static final Map<String, String> PURE_ALL_THE_SAME = Map.ofEntries(
            Map.entry("java.lang.System#arraycopy", "copies an array"),
            Map.entry("java.lang.System#identityHashCode", "looks at an object"),
            Map.entry("java.io.ByteArrayOutputStream", "a growing array"),
            Map.entry("java.io.ByteArrayInputStream", "an array"),
            Map.entry("java.io.IOException", "declared by what writes into arrays"),
            Map.entry("java.io.UncheckedIOException", "the same"),
            Map.entry("java.io.OutputStream", "what the arrays above extend"),
            Map.entry("java.io.InputStream", "what the arrays above extend"),
            Map.entry("java.io.Serializable", "part of an enum's or a lambda's shape"),
            Map.entry("java.net.URI", "a name taken apart; connects to nothing"),
            Map.entry("java.net.URLDecoder", "percent signs in a text"));

    private static final List<ClassFiles.Use> USES = ClassFiles.onTheClassPath(OURS);

    @Test
    void no_package_reaches_through_a_wall() {
        assertThat(breaches(USES)).isEmpty();
    }

    @Test
    void every_package_has_a_row_in_the_table() {
        assertThat(MAY_USE.keySet()).containsAll(rooms(USES));
    }

    @Test
    void the_core_is_pure() {
        assertThat(impurities(USES)).isEmpty();
    }

    @Test
    void every_wall_bites() {
        var rooms = MAY_USE.keySet();
        for (String from : rooms) {
            for (String to : rooms) {
                var use = ClassFiles.usesOf(classThatCalls(OURS + from + ".A", OURS + to + ".B", "call"));
                if (from.equals(to) || mayUse(from, to)) {
                    assertThat(breaches(use)).as(from + " to " + to).isEmpty();
                } else {
                    assertThat(breaches(use)).as(from + " to " + to).hasSize(1);
                }
            }
        }
    }

    @Test
    void no_two_rooms_lean_on_each_other() {
        for (String one : MAY_USE.keySet()) {
            for (String other : MAY_USE.keySet()) {
                if (!one.equals(other))
                    assertThat(mayUse(one, other) && mayUse(other, one))
                            .as(one + " and " + other)
                            .isFalse();
            }
        }
    }

    @Test
    void the_walls_keep_the_modules_apart() {
        assertThat(mayUse("core.json", "core.message")).isFalse();
        assertThat(mayUse("core.guard", "core.exchange")).isFalse();
        assertThat(mayUse("core.exchange", "ledger")).isFalse();
        assertThat(mayUse("ledger", "gateway")).isFalse();
        assertThat(mayUse("launch", "gateway")).isFalse();
        assertThat(mayUse("gateway", "ledger")).isFalse();
        assertThat(mayUse("gateway", "app")).isFalse();
    }

    @Test
    void every_kind_of_impurity_is_noticed_in_the_core_and_nowhere_else() {
        for (String impure : IMPURE) {
            var owner = impure.endsWith(".") ? impure + "Any" : impure.replaceAll("#.*", "");
            var member = impure.contains("#") ? impure.replaceAll(".*#", "") : "any";
            assertThat(impurities(ClassFiles.usesOf(classThatCalls("dev.pavise.core.json.A", owner, member))))
                    .as(impure)
                    .isNotEmpty();
            assertThat(impurities(ClassFiles.usesOf(classThatCalls("dev.pavise.ledger.A", owner, member))))
                    .as(impure)
                    .isEmpty();
        }
    }

    @Test
    void what_the_core_may_use_all_the_same_passes() {
        for (String pure : PURE_ALL_THE_SAME.keySet()) {
            var member = pure.contains("#") ? pure.replaceAll(".*#", "") : "any";
            var use = ClassFiles.usesOf(classThatCalls("dev.pavise.core.json.A", pure.replaceAll("#.*", ""), member));
            assertThat(impurities(use)).as(pure).isEmpty();
        }
    }

    private static Set<String> breaches(List<ClassFiles.Use> uses) {
        var found = new TreeSet<String>();
        for (var use : uses) {
            if (use.type().startsWith(OURS)) {
                var from = room(use.from());
                var to = room(use.type());
                if (!from.equals(to) && !mayUse(from, to)) found.add(use.from() + " uses " + use.type());
            }
        }
        return found;
    }

    private static boolean mayUse(String from, String to) {
        var allowed = MAY_USE.getOrDefault(from, Set.of());
        return allowed.contains(to) || allowed.contains(to.replaceAll("\\..*", "") + ".*") && to.contains(".");
    }

    private static Set<String> impurities(List<ClassFiles.Use> uses) {
        var found = new TreeMap<String, String>();
        for (var use : uses) {
            if (room(use.from()).startsWith("core.") && isImpure(use))
                found.put(use.from() + " uses " + use.name(), "");
        }
        return found.keySet();
    }

    private static boolean isImpure(ClassFiles.Use use) {
        Predicate<String> names = rule -> rule.endsWith(".") ? use.type().startsWith(rule) : use.is(rule);
        return IMPURE.stream().anyMatch(names)
                && PURE_ALL_THE_SAME.keySet().stream().noneMatch(use::is);
    }

    private static Set<String> rooms(List<ClassFiles.Use> uses) {
        var rooms = new TreeSet<String>();
        for (var use : uses) rooms.add(room(use.from()));
        return rooms;
    }

    /// The row that a type belongs to: the longest that begins its name.
    private static String room(String type) {
        var name = type.substring(OURS.length());
        return MAY_USE.keySet().stream()
                .filter(row -> name.startsWith(row + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    private static Set<String> union(Set<String> some, String... more) {
        var all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static byte[] classThatCalls(String from, String owner, String member) {
        var none = MethodTypeDesc.of(ConstantDescs.CD_void);
        return ClassFile.of()
                .build(
                        ClassDesc.of(from),
                        type -> type.withMethodBody(
                                "a",
                                none,
                                ClassFile.ACC_STATIC,
                                code -> code.invokestatic(ClassDesc.of(owner), member, none)
                                        .return_()));
    }
}
