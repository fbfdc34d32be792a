package dev.pavise.detect.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Detector;
import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Passage;
import dev.pavise.core.json.Json;
import dev.pavise.core.json.Value;
import dev.pavise.core.pin.Others;
import dev.pavise.detect.Rules;
import dev.pavise.detect.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A definition is looked at again as soon as anything is other that its findings depend on, and not before.
final class KnownTest {
    private static final Engine ENGINE = Rules.engine();
    private static final String ADD = "{\"name\":\"add\",\"description\":\"Adds. `lookup` is deprecated.\"}";
    private static final String SUM = "{\"name\":\"sum\",\"description\":\"Sums up.\"}";
    private static final Others NOTES = Others.of(List.of(new Others.Tool("notes", "lookup", "Finds a word.")));

    private final Looking looking = new Looking();
    private final Catalogue catalogue = new Catalogue(ENGINE, List.of(looking));

    @Test
    void what_was_seen_before_is_not_looked_at_again_and_found_all_the_same() {
        List<Judged> first = catalogue.judge(list("s", ADD, SUM), NOTES);
        int looks = looking.looks;
        List<Judged> second = catalogue.judge(list("s", SUM, ADD), NOTES);
        assertThat(looking.looks).isEqualTo(looks);
        assertThat(first.getFirst().grade()).isEqualTo(Finding.Grade.CERTAIN);
        assertThat(second.getLast().findings()).isEqualTo(first.getFirst().findings());
    }

    @Test
    void places_count_from_the_definition_on_wherever_in_a_list_it_stands() {
        assertThat(catalogue.judge(list("s", SUM, ADD), NOTES).getLast().findings())
                .extracting(Judged.At::place)
                .containsOnly("/description");
    }

    @Test
    void other_servers_and_other_siblings_make_it_be_looked_at_again() {
        assertThat(grade(Others.NONE, ADD)).isEqualTo(Finding.Grade.NOTED);
        assertThat(grade(NOTES, ADD)).isEqualTo(Finding.Grade.CERTAIN);
        assertThat(grade(Others.NONE, ADD)).isEqualTo(Finding.Grade.NOTED);
        assertThat(grade(NOTES, ADD, "{\"name\":\"lookup\",\"description\":\"Finds.\"}"))
                .isEqualTo(Finding.Grade.NOTED);
    }

    @Test
    void what_a_pin_leaves_out_counts_too() {
        String sized = "{\"name\":\"add\",\"description\":\"Adds.\",\"size\":\"`lookup` is needed\"}";
        assertThat(grade(NOTES, sized)).isEqualTo(Finding.Grade.NOTED);
        assertThat(grade(NOTES, sized.replace("needed", "deprecated"))).isEqualTo(Finding.Grade.CERTAIN);
    }

    @Test
    void one_server_makes_no_other_one_s_be_forgotten_and_its_own_are_bounded() {
        catalogue.judge(list("s", ADD), NOTES);
        String[] many = IntStream.range(0, 2100)
                .mapToObj(i -> "{\"name\":\"t" + i + "\",\"description\":\"Adds up.\"}")
                .toArray(String[]::new);
        catalogue.judge(list("other", many), NOTES);
        int looks = looking.looks;
        catalogue.judge(list("s", ADD), NOTES);
        assertThat(looking.looks).isEqualTo(looks);
        catalogue.judge(list("other", many), NOTES);
        assertThat(looking.looks).isGreaterThan(looks);
    }

    private Finding.Grade grade(Others others, String... tools) {
        return catalogue.judge(list("s", tools), others).getFirst().grade();
    }

    private static List<Shown> list(String server, String... tools) {
        Json json = (Json) Json.read(("[" + String.join(",", tools) + "]").getBytes(StandardCharsets.UTF_8));
        var shown = new ArrayList<Shown>();
        for (Value each : json.root().elements())
            shown.add(new Shown(server, String.valueOf(each.string("name")), each));
        return shown;
    }

    /// Finds nothing, and counts the texts that it is shown.
    private static final class Looking implements Detector {
        private int looks;

        @Override
        public String id() {
            return "none";
        }

        @Override
        public List<Finding> look(Passage passage) {
            looks++;
            return List.of();
        }
    }
}
