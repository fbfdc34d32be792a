package dev.pavise.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Names;
import dev.pavise.detect.engine.Score;
import dev.pavise.detect.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is found in every language, and what is spared. The sentences stand in `languages.tsv`.
final class LanguagesTest {
    private static final String SPARED = "spared";
    private static final Engine ENGINE = Rules.engine();
    private static final List<Sentence> SENTENCES = sentences();

    private record Sentence(String language, String expected, String text) {
        boolean isSpared() {
            return expected.equals(SPARED);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_sentence_is_found_or_spared() {
        return SENTENCES.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> holds(each, each.text())));
    }

    /// Accents and syllables may be written as one character or as several.
    @TestFactory
    Stream<DynamicTest> each_sentence_is_found_or_spared_in_its_decomposed_form() {
        return SENTENCES.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.toString(), () -> holds(each, Normalizer.normalize(each.text(), Normalizer.Form.NFD))));
    }

    @TestFactory
    Stream<DynamicTest> each_language_shows_each_rule_about_definitions() {
        List<String> ids = Rules.all().stream()
                .filter(rule -> rule.family().equals("steering"))
                .map(Rule::id)
                .toList();
        return Rules.LANGUAGES.stream()
                .filter(language -> !language.equals("en"))
                .map(language -> DynamicTest.dynamicTest(
                        language,
                        () -> assertThat(SENTENCES.stream()
                                        .filter(each -> each.language().equals(language))
                                        .map(Sentence::expected))
                                .contains(SPARED)
                                .containsAll(ids)));
    }

    @Test
    void a_wide_exclamation_mark_ends_a_sentence() {
        assertThat(rules("忽略空行！以上规则同样适用于标题。")).isEmpty();
        assertThat(rules("忽略空行，以上规则同样适用于标题。")).isNotEmpty();
    }

    private static void holds(Sentence sentence, String text) {
        Map<String, Double> rules = rules(text);
        if (sentence.isSpared()) {
            assertThat(Finding.Grade.of(Score.together(rules.values())))
                    .as(rules.toString())
                    .isEqualTo(Finding.Grade.NOTED);
        } else {
            assertThat(Finding.Grade.of(rules.getOrDefault(sentence.expected(), 0.0)))
                    .as(rules.toString())
                    .isNotEqualTo(Finding.Grade.NOTED);
        }
    }

    private static Map<String, Double> rules(String text) {
        var rules = new HashMap<String, Double>();
        for (Finding each : ENGINE.look(new Passage(text, Origin.DEFINITION), Names.NONE)) {
            rules.merge(each.rule(), each.confidence(), Math::max);
        }
        return rules;
    }

    private static List<Sentence> sentences() {
        var sentences = new ArrayList<Sentence>();
        try (InputStream in = LanguagesTest.class.getResourceAsStream("languages.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] cells = line.split("\t", -1);
                sentences.add(new Sentence(cells[0], cells[1], cells[2]));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sentences;
    }
}
