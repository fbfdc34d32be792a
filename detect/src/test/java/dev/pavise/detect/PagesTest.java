package dev.pavise.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.guard.hidden.Kind;
import dev.pavise.detect.engine.Sense;
import dev.pavise.detect.engine.Unseen;
import dev.pavise.detect.pii.Persons;
import dev.pavise.detect.rule.Rule;
import dev.pavise.detect.wallet.Wallets;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every kind of finding that code makes has a page, and what the page says is so.
class PagesTest {
    private static final List<Rule> PAGES =
            Rules.pages().stream().filter(each -> each.when().isEmpty()).toList();
    private static final Map<String, Detector> RECOGNISE =
            Map.of("pii", new Persons(0), "wallet", new Wallets(), "hidden", new Unseen());
    private static final String ID = "(steering|secret|injection|wallet|file|hidden|pii)/[A-Za-z_-]+";
    private static final String PERSONAL = "[A-Z]{2,}(_[A-Z]+)+|URL";

    @Test
    void what_code_finds_has_a_page_and_a_page_is_of_something_that_is_found() throws IOException {
        var found = new TreeSet<String>();
        for (Path file : classes()) {
            for (var entry : ClassFile.of().parse(file).constantPool()) {
                if (!(entry instanceof StringEntry string)) continue;
                String text = string.stringValue();
                if (text.matches(ID)) found.add(text);
                if (file.toString().contains("/pii/") && text.matches(PERSONAL)) found.add("pii/" + text);
            }
        }
        for (Kind each : Kind.values())
            found.add("hidden/" + each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(PAGES.stream().map(Rule::id)).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void each_page_says_what_why_and_what_to_do_and_can_be_shown_as_written() {
        for (Rule each : PAGES) {
            assertThat(List.of(each.what(), each.why(), each.remedy())).noneMatch(String::isBlank);
            assertThat(each.references()).as(each.id()).isNotEmpty();
            assertThat(Rules.written(each.id()).orElseThrow()).startsWith("- id: " + each.id() + "\n");
            boolean isOfText = RECOGNISE.containsKey(each.family()) || each.id().equals(Sense.RULE);
            assertThat(each.finds().isEmpty() || each.spares().isEmpty())
                    .as(each.id())
                    .isEqualTo(!isOfText);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_page_finds_and_spares_what_it_says() {
        return PAGES.stream()
                .filter(each -> RECOGNISE.containsKey(each.family()))
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> {
                    assertThat(each.finds()).allMatch(text -> finds(each, text));
                    assertThat(each.spares()).noneMatch(text -> finds(each, text));
                }));
    }

    private static boolean finds(Rule page, String text) {
        Origin origin = page.where().contains(Origin.DEFINITION) ? Origin.DEFINITION : Origin.RESULT;
        Detector detector = RECOGNISE.getOrDefault(page.family(), new Unseen());
        return detector.look(new Passage(text, origin)).stream()
                .map(Finding::rule)
                .anyMatch(page.id()::equals);
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(
                Rules.class.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
            return all.filter(each -> each.toString().endsWith(".class")).toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
