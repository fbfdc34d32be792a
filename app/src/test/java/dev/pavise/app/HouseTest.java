package dev.pavise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of style that a machine can check, over every file of the checkout.
class HouseTest {
    private static final int LINES_MAX = 400;

    private static final Pattern EMPTY_NAME = Pattern.compile("\\w+(Manager|Helper|Util|Utils|Impl|Service|Data|Info)");
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |abstract |final |sealed |non-sealed |static )*(?:class|record|interface|enum|@interface) (\\w+)");
    // Split, so that this file does not break its own rules.
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SKIPPED = Pattern.compile(
            "@Dis" + "abled|@Ign" + "ore\\b|\\bassu" + "me(True|False|That)\\(|\\bassu" + "mingThat\\(");
    private static final Pattern MOCKED = Pattern.compile("import (static )?org\\.(mock" + "ito|easy" + "mock)\\.");
    private static final Pattern REGISTRY = Pattern.compile(String.join(
            "|",
            "repo1?\\.maven\\.(apache\\.)?" + "org",
            "central\\.sonatype\\." + "com",
            "registry\\.npmjs\\." + "org",
            "registry\\.yarnpkg\\." + "com",
            "(files\\.pythonhosted|pypi)\\." + "org",
            "(static\\.|index\\.)?crates\\." + "io\\b",
            "proxy\\.golang\\." + "org",
            "plugins\\.gradle\\." + "org"));

    private static final Set<String> NOT_OURS =
            Set.of(".git", ".pavise-build", ".idea", ".vscode", "target", "node_modules");

    private static final List<Source> SOURCES = sources(root());

    @Test
    void no_file_is_longer_than_a_reader_can_hold() {
        assertThat(java(source ->
                        source.lines().size() > LINES_MAX ? source.lines().size() + " lines" : ""))
                .isEmpty();
    }

    @Test
    void no_type_has_a_name_that_says_nothing() {
        assertThat(java(source -> {
                    var name = source.typeName();
                    return EMPTY_NAME.matcher(name).matches() ? name : "";
                }))
                .isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(all(source -> source.first(LEFT_FOR_LATER))).isEmpty();
    }

    @Test
    void no_test_is_skipped_and_none_mocks() {
        assertThat(java(source -> source.first(SKIPPED) + source.first(MOCKED))).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        assertThat(java(HouseTest::packageFault)).isEmpty();
    }

    @Test
    void every_type_says_what_it_is() {
        assertThat(java(source -> source.isTest() || source.isPackageInfo() || source.saysWhatItIs()
                        ? ""
                        : "no /// before the type"))
                .isEmpty();
    }

    @Test
    void no_file_names_the_host_of_a_package_registry() {
        assertThat(all(source -> source.first(REGISTRY))).isEmpty();
    }

    /// `./dev test NAME` would run both.
    @Test
    void no_two_test_classes_share_a_name() {
        var names = new TreeMap<String, Integer>();
        for (var source : SOURCES) {
            if (source.isTest()) names.merge(source.typeName(), 1, Integer::sum);
        }
        names.values().removeIf(count -> count == 1);
        assertThat(names).isEmpty();
    }

    @Test
    void the_rules_look_at_something() {
        assertThat(SOURCES).anyMatch(source -> source.path().endsWith("pom.xml"));
        assertThat(SOURCES).anyMatch(source -> source.path().endsWith("dev"));
        assertThat(SOURCES).anyMatch(source -> source.path().endsWith("HouseTest.java"));
    }

    @Test
    void each_rule_bites() {
        var bad = new Source(
                Path.of("src/main/java/a/FooManager.java"),
                List.of(
                        "package a;",
                        "// TO" + "DO later",
                        "import org.mock" + "ito.Mock;",
                        "@Dis" + "abled",
                        "// https://registry.npmjs." + "org/x",
                        "public final class FooManager {}"));
        assertThat(EMPTY_NAME.matcher(bad.typeName()).matches()).isTrue();
        assertThat(bad.first(LEFT_FOR_LATER)).isNotEmpty();
        assertThat(bad.first(MOCKED)).isNotEmpty();
        assertThat(bad.first(SKIPPED)).isNotEmpty();
        assertThat(bad.first(REGISTRY)).isNotEmpty();
        assertThat(bad.saysWhatItIs()).isFalse();
        assertThat(packageFault(bad)).isNotEmpty();
    }

    private static String packageFault(Source source) {
        if (!source.path().toString().contains("src/main/java")) return "";
        var info = source.path().resolveSibling("package-info.java");
        if (!Files.exists(info)) return "no package-info.java beside it";
        if (!source.isPackageInfo()) return "";
        if (!source.lines().contains("@NullMarked")) return "not @NullMarked";
        return source.lines().getFirst().startsWith("/// ") ? "" : "no /// at the top";
    }

    private static List<String> java(Function<Source, String> fault) {
        return all(source -> source.path().toString().endsWith(".java") ? fault.apply(source) : "");
    }

    private static List<String> all(Function<Source, String> fault) {
        return SOURCES.stream()
                .flatMap(source -> {
                    var seen = fault.apply(source);
                    return seen.isEmpty() ? Stream.empty() : Stream.of(root().relativize(source.path()) + ": " + seen);
                })
                .toList();
    }

    /// One text file of the checkout.
    private record Source(Path path, List<String> lines) {
        /// A test's name and its sentences say what it is.
        boolean isTest() {
            return path.toString().matches(".*/src/test/.*(Test|Laws)\\.java");
        }

        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        String typeName() {
            return path.getFileName().toString().replaceAll("\\..*", "");
        }

        String first(Pattern pattern) {
            for (int i = 0; i < lines.size(); i++) {
                var seen = pattern.matcher(lines.get(i));
                if (seen.find()) return "line " + (i + 1) + ": " + seen.group();
            }
            return "";
        }

        boolean saysWhatItIs() {
            for (int i = 0; i < lines.size(); i++) {
                if (TYPE.matcher(lines.get(i)).find()) {
                    int above = i - 1;
                    while (above >= 0 && lines.get(above).matches("[@)].*|    .*")) above--;
                    return above >= 0 && lines.get(above).startsWith("///");
                }
            }
            return false;
        }
    }

    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("dev")) || !Files.exists(here.resolve("LICENSE"))) {
            here = here.getParent();
        }
        return here;
    }

    private static List<Source> sources(Path root) {
        var sources = new ArrayList<Source>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return !folder.equals(root)
                                    && NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (text.indexOf('\0') < 0)
                        sources.add(new Source(file, text.lines().toList()));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
