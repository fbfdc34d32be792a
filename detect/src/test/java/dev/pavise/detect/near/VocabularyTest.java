package dev.pavise.detect.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.json.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final Topic CARD = Topic.of("card", "credit card", "карта", "信用卡", "né le");
    private static final Topic PIN = Topic.of("pin", "credit");
    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(CARD, PIN));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 1",
                "CARD: 1",
                "my_card=1",
                "cardNumber 1",
                "creditCard 1",
                "credit-card 1",
                "Credit\nCard 1",
                "Карта 1",
                "我的信用卡是1",
                "Née le? né le 1"
            })
    void a_word_is_heard_however_it_is_joined(String text) {
        assertThat(near(text)).contains(CARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cardinal 1", "discard 1", "1", "c ard 1", "окарта 1"})
    void a_part_of_a_word_is_not(String text) {
        assertThat(near(text)).doesNotContain(CARD);
    }

    @Test
    void a_word_behind_counts_and_one_far_away_does_not() {
        assertThat(near("1 is my card")).contains(CARD);
        assertThat(near("card" + ".".repeat(77) + "1")).isEmpty();
        assertThat(near("card" + ".".repeat(76) + "1")).contains(CARD);
        assertThat(near("1" + ".".repeat(36) + "card")).contains(CARD);
        assertThat(near("1" + ".".repeat(37) + "card")).isEmpty();
    }

    @Test
    void the_nearest_before_is_the_last() {
        assertThat(VOCABULARY.in("pin, card, 1").before(11)).containsExactly(PIN, CARD);
        assertThat(VOCABULARY.in("credit card 1").before(12)).contains(PIN, CARD);
    }

    private static List<Topic> near(String text) {
        int at = text.indexOf('1');
        return VOCABULARY.in(text).near(new Span(at, at + 1));
    }
}
