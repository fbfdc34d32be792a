package dev.pavise.detect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.core.detect.Finding;
import dev.pavise.core.detect.Origin;
import dev.pavise.core.detect.Passage;
import dev.pavise.detect.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What expressions may cost in one text is bounded by the units that they are held against, not by their number.
class FloodTest {
    private static final Engine ENGINE = Rules.engine();
    private static final String HEAD = "-----BEGIN RSA PRIV" + "ATE KEY----- ";

    @Test
    void long_tries_are_used_up_sooner_than_short_ones() {
        assertThat(rules(HEAD.repeat(200))).contains("secret/flood");
        assertThat(rules("gh" + "p_ ".repeat(200))).doesNotContain("secret/flood");
    }

    @Test
    void prose_about_keys_is_no_flood_of_keys() {
        assertThat(rules("Keep the private key in a safe place. ".repeat(5_000)))
                .isEmpty();
    }

    @Test
    void a_key_among_a_few_is_found() {
        String body = "MIIEowIBAAKCAQEAx4fX0wq7Rz9Yk3uVn2Lh8PbTs6Jc1GdEoMaKiWvNyQeZrXtUf5Bl0HgDj2Sp7Cq\n";
        assertThat(rules(HEAD + "\n" + body.repeat(3) + "-----END RSA PRIV" + "ATE KEY-----"))
                .contains("secret/private-key");
    }

    private static List<String> rules(String text) {
        return ENGINE.look(new Passage(text, Origin.RESULT)).stream()
                .map(Finding::rule)
                .toList();
    }
}
