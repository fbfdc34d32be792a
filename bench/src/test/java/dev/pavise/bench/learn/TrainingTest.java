package dev.pavise.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pavise.detect.Rules;
import dev.pavise.detect.head.Head;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the head can be made again, and of what it is made.
final class TrainingTest {
    private static final int FEW = 60;

    @Test
    void the_same_seed_makes_the_same_weights_bit_for_bit() {
        assertThat(weights()).isEqualTo(weights());
    }

    @Test
    void the_stored_weights_are_what_training_makes_now() throws IOException {
        var training = new Training(new Example.Reader());
        List<Example> examples = training.generated(Training.LISTS, _ -> true);
        List<Example> held = training.held(Training.LISTS, _ -> true);
        assertThat(training.weights(Training.points(examples), held).equals(stored()))
                .as("rules, words or the generator changed and the head did not: ./dev train")
                .isTrue();
    }

    @Test
    void what_is_measured_with_is_not_what_was_learned_from() {
        var training = new Training(new Example.Reader());
        var learned = training.generated(FEW, _ -> true).stream()
                .map(Example::sentences)
                .toList();
        var held =
                training.held(FEW, _ -> true).stream().map(Example::sentences).toList();
        assertThat(held).isNotEqualTo(learned);
    }

    @Test
    void every_kind_of_attack_is_made_and_its_sentences_are_known() {
        var training = new Training(new Example.Reader());
        for (String kind : training.kinds()) {
            List<Example> made = training.held(FEW, kind::equals);
            assertThat(made).as(kind).anyMatch(Example::hostile).anyMatch(each -> !each.hostile());
            for (Example each : made) {
                boolean poisoned = each.sentences().stream().anyMatch(Example.Said::poison);
                assertThat(each.hostile() || !poisoned).as(kind + " in " + each).isTrue();
            }
        }
    }

    @Test
    void collections_are_read_with_their_labels_and_other_lines_passed_over(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("one.jsonl"), """
                {"kind":"text","text":"a","label":"attack"}
                {"kind":"toolset","server":"s","tools":[{"name":"a"},{"name":"b"},{"name":"c"}],"labels":{"a":"benign","b":"attack"}}
                """);
        var reader = new Example.Reader();
        Map<String, List<Example>> corpora = Corpora.read(folder, reader);
        assertThat(corpora).containsOnlyKeys("one");
        assertThat(corpora.get("one"))
                .extracting(Example::name, Example::hostile)
                .containsExactly(tuple("a", false), tuple("b", true));
    }

    @Test
    void a_grammar_says_one_of_its_choices_and_refuses_what_is_none() {
        var grammar = new Grammar("what = bread | salt\n+ ask: (give|pass) {what} to {self}\n- say: {\"a\": 1}\n");
        for (int seed = 0; seed < 20; seed++) {
            assertThat(grammar.steering("ask", Map.of("self", "me"), new Random(seed)))
                    .matches("(Give|Pass) (bread|salt) to me");
        }
        assertThat(grammar.honest("say", Map.of(), new Random(1))).isEqualTo("{\"a\": 1}");
        assertThatThrownBy(() -> new Grammar("nonsense")).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> new Grammar("+ ask: {nobody}").steering("ask", Map.of(), new Random(1)))
                .hasMessageContaining("nobody");
    }

    private static String weights() {
        var training = new Training(new Example.Reader());
        String weights =
                training.weights(Training.points(training.generated(FEW, _ -> true)), training.held(FEW, _ -> true));
        assertThat(Head.read(training.features(), weights)).isNotNull();
        return weights;
    }

    private static String stored() throws IOException {
        try (InputStream in = Rules.class.getResourceAsStream("head.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
