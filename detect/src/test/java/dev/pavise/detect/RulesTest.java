package dev.pavise.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.engine.Engine;
import dev.pavise.detect.engine.Names;
import dev.pavise.detect.rule.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule's own examples, and what every rule has to say of itself.
final class RulesTest {
    private static final List<Rule> RULES = Rules.all();
    private static final Engine ENGINE = Rules.engine();

    @Test
    void what_the_build_packed_is_what_the_files_say() {
        assertThat(RULES).isEqualTo(Rules.read());
    }

    @TestFactory
    Stream<DynamicTest> each_rule_finds_what_it_says_it_finds() {
        return RULES.stream()
                .flatMap(rule -> rule.finds().stream()
                        .map(text -> DynamicTest.dynamicTest(
                                rule.id() + " finds " + text,
                                () -> assertThat(found(rule, text)).as(text).isTrue())));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_spares_what_it_says_it_spares() {
        return RULES.stream()
                .flatMap(rule -> rule.spares().stream()
                        .map(text -> DynamicTest.dynamicTest(
                                rule.id() + " spares " + text,
                                () -> assertThat(found(rule, text)).as(text).isFalse())));
    }

    /// Of a sentence, of a list, of quotes, in the marks of several scripts. What is only called a secret, without a
    /// prefix of its own, would be too many words of code.
    @TestFactory
    Stream<DynamicTest> what_stands_behind_a_secret_hides_it_not() {
        return RULES.stream()
                .filter(rule -> rule.id().startsWith("secret/") && !rule.id().equals("secret/generic"))
                .flatMap(rule -> rule.finds().stream()
                        .filter(text -> Character.isLetterOrDigit(text.charAt(text.length() - 1)))
                        .flatMap(text -> Stream.of(
                                        ".", ". Or not", ".)", ",", "!", "?", ": x", ")", "]", "\"", "”", "。", "**")
                                .map(behind -> DynamicTest.dynamicTest(
                                        rule.id() + " before " + behind,
                                        () -> assertThat(found(rule, text + behind))
                                                .as(text + behind)
                                                .isTrue()))));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_says_what_why_and_what_to_do_and_shows_both_sides() {
        return RULES.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    assertThat(rule.what()).isNotBlank();
                    assertThat(rule.why()).isNotBlank();
                    assertThat(rule.remedy()).isNotBlank();
                    assertThat(rule.references()).isNotEmpty();
                    assertThat(rule.finds()).isNotEmpty();
                    assertThat(rule.spares()).isNotEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_two_rules_have_one_name() {
        return Stream.of(DynamicTest.dynamicTest(
                "ids", () -> assertThat(RULES).extracting(Rule::id).doesNotHaveDuplicates()));
    }

    /// Where a person should look at least.
    private static boolean found(Rule rule, String text) {
        Origin origin = rule.where().contains(Origin.DEFINITION)
                ? Origin.DEFINITION
                : rule.where().iterator().next();
        return ENGINE.look(new Passage(text, origin), Names.NONE).stream()
                .anyMatch(each -> each.rule().equals(rule.id()) && each.grade() != Finding.Grade.NOTED);
    }
}
