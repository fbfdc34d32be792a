package dev.pavise.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pavise.ledger.state.SqliteKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `pavise keys`: shown once, kept as digests, and every decision recorded.
class KeysTest {
    private static final String KEY = "pavise_[A-Za-z0-9_-]{43}";

    @TempDir
    Path home;

    private Pavise pavise;

    @BeforeEach
    void open() {
        pavise = new Pavise(home);
    }

    @Test
    void a_key_is_shown_once_and_only_its_digest_is_kept() throws IOException {
        var added = pavise.does("keys add cursor");

        assertThat(added.exit()).isZero();
        assertThat(added.out()).matches("cursor {2}" + KEY + "\n");
        assertThat(added.err()).contains("not shown again");
        String key = added.out().strip().split(" +")[1];
        assertThat(pavise.does("keys list").out()).startsWith("cursor  since ").doesNotContain(key);
        String kept = everything();
        assertThat(kept).contains(SqliteKeys.hash(key));
        assertThat(kept).doesNotContain(key).doesNotContain(key.substring("pavise_".length()));
    }

    @Test
    void json_is_a_line_for_each() {
        var added = pavise.does("keys add ana ben --json");

        assertThat(added.err()).isEmpty();
        assertThat(added.out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\{\"name\":\"(ana|ben)\",\"key\":\"" + KEY + "\"}"));
        assertThat(added.out().lines().distinct()).hasSize(2);
        assertThat(pavise.does("keys list --json").out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\{\"name\":\"(ana|ben)\",\"since\":\"[0-9TZ:.-]+\"}"));
    }

    @Test
    void a_name_has_one_key_and_is_not_given_another_by_the_way() {
        pavise.does("keys add ana");

        var again = pavise.does("keys add ben ana");

        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("\"ana\" has a key already\nhint: pavise keys revoke ana");
        assertThat(again.out()).isEmpty();
        assertThat(pavise.does("keys list").out().lines()).hasSize(1);
        assertThat(pavise.does("keys add ben ben").out().lines()).hasSize(1);
    }

    @Test
    void who_is_revoked_has_no_key_and_can_have_another() {
        String first = pavise.does("keys add ana ben").out();

        assertThat(pavise.does("keys revoke ana --json").out()).isEqualTo("{\"name\":\"ana\",\"revoked\":true}\n");
        assertThat(pavise.does("keys list").out()).startsWith("ben ").doesNotContain("ana");
        assertThat(pavise.does("keys add ana").out())
                .startsWith("ana ")
                .isNotEqualTo(first.lines().findFirst().get());
    }

    @Test
    void nobody_is_revoked_where_one_name_is_wrong() {
        pavise.does("keys add ana ben");

        var wrong = pavise.does("keys revoke ben anna");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("\"anna\" has no key\nhint: did you mean ana?");
        assertThat(pavise.does("keys revoke zzzzzz").err()).contains("pavise keys list shows who has");
        assertThat(pavise.does("keys list").out().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "a\"b", "ä", "a\nb", "a\u202eb"})
    void names_that_would_mislead_readers_are_refused(String name) {
        for (String verb : List.of("add", "revoke")) {
            var refused = pavise.does(List.of("keys", verb, "--", name));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).doesNotContain("\u202e");
        }
        assertThat(pavise.does(List.of("keys", "add", "a".repeat(65))).exit()).isEqualTo(2);
        assertThat(pavise.does("keys list").err()).isEqualTo("Nobody has a key: pavise keys add NAME\n");
    }

    @Test
    void no_name_is_wrong_use() {
        assertThat(pavise.does("keys add").err())
                .isEqualTo("pavise keys add: NAME is missing\nhint: for example: pavise" + " keys add cursor\n");
        assertThat(pavise.does("keys revoke").exit()).isEqualTo(2);
    }

    @Test
    void what_was_decided_is_in_the_ledger_without_the_key() {
        String key = pavise.does("keys add ana").out().strip().split(" +")[1];
        pavise.does("keys revoke ana");

        String told = pavise.does("ledger tail --json").out();
        assertThat(told)
                .contains("\"keys/add\"")
                .contains("\"keys/revoke\"")
                .contains("ana")
                .doesNotContain(key);
    }

    /// All bytes of the state folder, each as a character.
    private String everything() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(pavise.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                if (!file.toString().endsWith(".so")) all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
