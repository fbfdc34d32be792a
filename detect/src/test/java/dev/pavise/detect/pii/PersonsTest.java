package dev.pavise.detect.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Finding.Grade;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonsTest {
    private static final Persons ALL = new Persons(0);
    private static final Persons WORTH_NOTING = new Persons(0.3);

    /// `entity | + or - | text`, made for this test. A kind without both signs has no test.
    private record Case(String entity, boolean found, String text) {
        static List<Case> all() {
            try (var in = PersonsTest.class.getResourceAsStream("numbers.txt")) {
                if (in == null) throw new IllegalStateException("no numbers.txt");
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.split(" \\| ", 3))
                        .map(parts -> new Case(parts[0], parts[1].equals("+"), parts[2]))
                        .toList();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> each_kind_is_found_and_its_likes_are_spared() {
        return Case.all().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.entity() + (each.found() ? " finds " : " spares ") + each.text(),
                        () -> assertThat(rules(ALL, each.text()).contains("pii/" + each.entity()))
                                .isEqualTo(each.found())));
    }

    @Test
    void every_kind_of_number_has_cases_of_both_sorts() {
        List<Case> cases = Case.all();
        for (Recogniser recogniser : Kinds.RECOGNISERS) {
            assertThat(cases).anyMatch(each -> each.entity().equals(recogniser.entity()) && each.found());
            assertThat(cases).anyMatch(each -> each.entity().equals(recogniser.entity()) && !each.found());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pii/US_SSN      | 219-41-7063               | my SSN is 219-41-7063
                    pii/CREDIT_CARD | 4539148803436186          | "creditCardNumber": "4539148803436186"
                    pii/CN_ID       | 110101199003074215        | 身份证号：110101199003074215
                    pii/FR_NIR      | 190017500112371           | numéro de sécurité sociale 190017500112371
                    pii/PL_PESEL    | 90030712343               | PESEL: 90030712343
                    """)
    void a_word_beside_it_raises_the_confidence(String rule, String bare, String named) {
        assertThat(confidence(rule, named))
                .isGreaterThan(confidence(rule, bare))
                .isGreaterThan(0.8);
    }

    @Test
    void a_word_for_something_else_lowers_it() {
        assertThat(confidence("pii/CREDIT_CARD", "order 4539148803436186"))
                .isLessThan(confidence("pii/CREDIT_CARD", "it is 4539148803436186"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550e8400-e29b-41d4-a716-446655440000",
                "/var/lib/078051123/data",
                "total $219417063 due",
                "3.14159265358979",
                "v2.219417063.1",
                "https://example.org/219-41-7063",
                "commit 9e9cb0eb53f16947ccf25ec84d8dbc74254770f5",
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
                "std::cout << MyClass::of(12) << 10:30:59",
                "the version 1.2.3 of 2026"
            })
    void what_is_a_part_of_something_else_is_nobodys(String text) {
        assertThat(rules(WORTH_NOTING, text)).isEmpty();
    }

    @Test
    void a_bare_number_that_could_be_anything_is_not_worth_noting() {
        assertThat(rules(WORTH_NOTING, "10115 1234567 219417063 8001234")).isEmpty();
        assertThat(rules(ALL, "219417063")).contains("pii/US_SSN", "pii/US_PASSPORT");
    }

    @Test
    void spaces_and_hyphens_of_typographers_are_separators_too() {
        assertThat(rules(WORTH_NOTING, "219\u201141\u20117063")).contains("pii/US_SSN");
        assertThat(rules(WORTH_NOTING, "4539\u00a01488\u00a00343\u00a06186")).contains("pii/CREDIT_CARD");
    }

    @Test
    void the_longest_of_a_kind_is_found() {
        List<Finding> found = find(WORTH_NOTING, "call +49 30 901820 12").stream()
                .filter(each -> each.rule().equals("pii/PHONE_NUMBER"))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().span().to() - found.getFirst().span().from())
                .isEqualTo(15);
    }

    @Test
    void the_number_is_not_in_what_is_told() {
        for (Finding found : find(ALL, "ssn 219-41-7063, mail ada@example.org, card 4539 1488 0343 6186")) {
            assertThat(found.seen()).doesNotContain("219").doesNotContain("ada").doesNotContain("4539");
        }
    }

    @Test
    void a_named_card_is_certain() {
        assertThat(find(WORTH_NOTING, "card 4539 1488 0343 6186"))
                .anyMatch(found -> found.rule().equals("pii/CREDIT_CARD") && found.grade() == Grade.CERTAIN);
    }

    private static double confidence(String rule, String text) {
        return find(ALL, text).stream()
                .filter(found -> found.rule().equals(rule))
                .mapToDouble(Finding::confidence)
                .max()
                .orElseThrow();
    }

    private static List<String> rules(Persons data, String text) {
        return find(data, text).stream().map(Finding::rule).toList();
    }

    private static List<Finding> find(Persons data, String text) {
        return data.look(new Passage(text, Origin.RESULT));
    }
}
