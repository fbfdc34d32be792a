package dev.pavise.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.app.config.Config;
import dev.pavise.app.config.Template;
import dev.pavise.core.policy.Actions;
import dev.pavise.core.policy.Fence;
import dev.pavise.core.policy.Files;
import dev.pavise.core.policy.Limits;
import dev.pavise.core.policy.Rates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoorsTest {
    @Test
    void a_name_that_fits_into_a_path_is_kept() {
        assertThat(doors("files", "a.b_c-D").names()).containsExactly("files", "a.b_c-D");
    }

    @Test
    void what_fits_into_no_path_becomes_a_dash() {
        assertThat(doors("@scope/files", "x/../y").names()).containsExactly("scope-files", "x-..-y");
    }

    @Test
    void no_server_takes_the_door_of_another() {
        var doors = doors("@a/b", "a/b", "a-b", "a@b");

        assertThat(doors.names()).containsExactly("a-b-2", "a-b-3", "a-b", "a-b-4");
        assertThat(doors.behind("a-b").orElseThrow().name()).isEqualTo("a-b");
        assertThat(doors.behind("a-b-2").orElseThrow().name()).isEqualTo("@a/b");
        assertThat(doors.behind("@a/b")).isEmpty();
    }

    private static Doors doors(String... names) {
        return Doors.of(List.of(names).stream()
                .map(name -> new Config.Server(
                        name,
                        new Config.How.Remote(new Template("http://127.0.0.1:1/", "test"), Map.of()),
                        Optional.empty(),
                        Limits.DEFAULT,
                        Rates.DEFAULT,
                        Actions.DEFAULT,
                        Files.LOOK,
                        Fence.OFF))
                .toList());
    }
}
