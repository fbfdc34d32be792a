package dev.pavise.detect.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.wallet.WordLists.Language;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicsTest {
    @ParameterizedTest
    @EnumSource
    void each_list_has_2048_words_that_differ_even_without_accents(Language language) {
        List<String> words = WordLists.words(language);
        assertThat(words).hasSize(2048);
        assertThat(words.stream().map(WordLists::plain)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void a_mnemonic_of_each_language_and_length_is_found(Language language) {
        for (int bytes = 16; bytes <= 32; bytes += 4) {
            for (String gap : List.of(" ", "\u3000", "\n", ", ", "  \t ")) {
                String mnemonic = String.join(gap, Minted.mnemonic(language, Minted.bytes(bytes, bytes)));
                assertThat(certain("Keep it: " + mnemonic)).as(mnemonic).containsExactly(mnemonic);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void composed_or_not_and_in_capitals_it_is_the_same(Language language) {
        String mnemonic = String.join(" ", Minted.mnemonic(language, Minted.bytes(16, 3)));
        for (var form : Normalizer.Form.values()) {
            String written = Normalizer.normalize(mnemonic, form);
            assertThat(certain(written)).containsExactly(written);
        }
        String capitals = mnemonic.toUpperCase(Locale.ROOT);
        assertThat(certain(capitals)).containsExactly(capitals);
    }

    @Test
    void without_accents_it_is_the_same() {
        List<String> words = Minted.mnemonic(Language.FRENCH, Minted.bytes(32, 5));
        String bare = Normalizer.normalize(String.join(" ", words), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        assertThat(bare).isNotEqualTo(String.join(" ", words));
        assertThat(certain(bare)).containsExactly(bare);
    }

    @Test
    void numbers_quotes_and_tags_between_the_words_hide_nothing() {
        List<String> words = Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 9));
        var numbered = new StringBuilder();
        var listed = new StringBuilder("<ol>");
        for (int i = 0; i < words.size(); i++) {
            numbered.append(i + 1).append(". ").append(words.get(i)).append('\n');
            listed.append("<li>").append(words.get(i)).append("</li>");
        }
        assertThat(certain(numbered.toString())).hasSize(1);
        assertThat(certain(listed.toString())).hasSize(1);
        assertThat(certain("[\"" + String.join("\",\"", words) + "\"]")).hasSize(1);
    }

    @Test
    void the_zero_mnemonic_ends_as_everybody_knows() {
        assertThat(Minted.mnemonic(Language.ENGLISH, new byte[16])).endsWith("abandon", "about");
        assertThat(certain("abandon ".repeat(11) + "about")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 24, 28, 32})
    void a_wrong_last_word_is_no_mnemonic(int bytes) {
        List<String> all = WordLists.words(Language.ENGLISH);
        int[] places = Minted.mnemonic(Language.ENGLISH, Minted.bytes(bytes, 1)).stream()
                .mapToInt(all::indexOf)
                .toArray();
        assertThat(Mnemonics.fits(places, 0, places.length)).isTrue();
        places[places.length - 1] ^= 1;
        assertThat(Mnemonics.fits(places, 0, places.length)).isFalse();
    }

    @Test
    void words_of_a_list_without_a_checksum_are_nothing() {
        List<String> words = Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 1));
        assertThat(findings(String.join(" ", words.reversed()))).isEmpty();
        assertThat(findings(String.join(" ", words.subList(0, 11)))).isEmpty();
    }

    @Test
    void the_words_before_it_do_not_matter() {
        String mnemonic = String.join(" ", Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 4)));
        var found = findings("Your secret phrase " + mnemonic + " and nothing else");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().confidence()).isGreaterThan(0.8);
    }

    @Test
    void two_mnemonics_below_one_another_are_two() {
        String one = String.join(" ", Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 6)));
        String other = String.join(" ", Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 7)));
        assertThat(certain(one + "\n" + other)).containsExactly(one, other);
    }

    @Test
    void a_dictionary_is_none() {
        for (Language language : Language.values()) {
            if (language == Language.FRENCH || language == Language.SPANISH || language == Language.JAPANESE) continue;
            assertThat(findings(String.join("\n", WordLists.words(language)))).isEmpty();
        }
    }

    @Test
    void chinese_without_spaces_counts_only_where_a_mnemonic_is_spoken_of() {
        String mnemonic = String.join("", Minted.mnemonic(Language.CHINESE_SIMPLIFIED, Minted.bytes(16, 2)));
        assertThat(certain("助记词：" + mnemonic + "。")).containsExactly(mnemonic);
        assertThat(findings("他说：" + mnemonic + "。")).isEmpty();
    }

    @Test
    void a_flood_of_words_is_told_as_one_and_costs_no_more() {
        var words = new StringBuilder();
        List<String> all = WordLists.words(Language.ENGLISH);
        var seen = new HashSet<Integer>();
        for (int i = 0, at = 1; i < 20_000; i++, at = (at * 1021 + 7) % 2048) {
            seen.add(at);
            words.append(all.get(at)).append(' ');
        }
        assertThat(seen.size()).isGreaterThan(100);
        assertThat(findings(words.toString())).anyMatch(found -> found.seen().contains("flood"));
    }

    @Test
    void the_secret_is_not_in_what_is_told() {
        List<String> words = Minted.mnemonic(Language.ENGLISH, Minted.bytes(16, 8));
        for (Finding found : findings(String.join(" ", words))) {
            assertThat(found.seen()).doesNotContain(words.get(0)).doesNotContain(words.get(5));
        }
    }

    private static List<String> certain(String text) {
        return findings(text).stream()
                .filter(found -> found.grade() == Finding.Grade.CERTAIN)
                .map(found -> text.substring(found.span().from(), found.span().to()))
                .toList();
    }

    private static List<Finding> findings(String text) {
        return new Wallets()
                .look(new Passage(text, Origin.RESULT)).stream()
                        .filter(found -> found.rule().equals("wallet/mnemonic"))
                        .toList();
    }
}
